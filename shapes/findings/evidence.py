"""The words behind a node of the graph: its claims, their passages, and the source they stand in.

A page asks the graph once and reads the answer:

    told = Description(base, graph.describe([thing], EVIDENCE))
    claims = quoted_claims(told, thing)

A report asks the data graph itself, for each finding (`shapes.findings.witness`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_build.fact_place import FactPlace
from shapes.graphs.properties import Properties
from shapes.graphs.terms import Term

# From a statement to its claim to the span, its selectors, its left-out words and its source: what `describe` follows,
# so that the words are there whatever the thing is (claim, statement, derived or reconciled value).
EVIDENCE = (
    "prov:wasDerivedFrom",
    "prov:wasQuotedFrom",
    "oa:hasSource",
    "oa:hasSelector",
    "oa:refinedBy",
    "rf:leavesOut",
)
# An alignment is two steps from a claim, a derived value of derived values three. The bound keeps
# a long chain in somebody's data from being walked once for every finding.
DEPTH = 4
# Offsets have few digits: int() of a text of millions of digits would take minutes.
MAX_DIGITS = 15


@dataclass(frozen=True)
class LeftOutWord:
    """A word beside a fragment that could have turned its sense, and why it does not: language and text."""

    word: str
    language: str | None
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Passage:
    """A passage: offsets in code points (end exclusive), hash, the fragment quoted from it, words left out of that.

    `place` is where the facts say it, for who knows the facts.
    """

    span: str
    start: int
    end: int
    sha256: str | None
    fragment: str | None
    language: str | None
    place: FactPlace | None = None
    left_out: tuple[LeftOutWord, ...] = ()


@dataclass(frozen=True)
class QuotedClaim:
    """A claim with its passages in the order of the text.

    `source` is where they stand, `number` and `file` what it is called; None (`number`: empty)
    where the graph does not tell. `mode` and `said_by` are how it is said, and by whom.
    """

    claim: NamedNode
    source: NamedNode | None
    number: str
    file: str | None
    mode: NamedNode | None
    said_by: NamedNode | None
    passages: tuple[Passage, ...]


def quoted_claims(graph: Properties, thing: NamedNode) -> tuple[QuotedClaim, ...]:
    """The claims behind a thing, each once: itself where it is one, else those it is derived from.

    `graph` is the description of the thing as `describe([thing], EVIDENCE)` gives it (then nothing
    more is asked), or the data graph. A thing without claims has none; a claim without passages
    has no passages. Labels are not needed, and not read.
    """
    return tuple(quoted_claim(graph, claim) for claim in dict.fromkeys(claims_of(graph, thing)))


def claims_of(graph: Properties, thing: NamedNode, depth: int = DEPTH) -> Iterator[NamedNode]:
    """The IRIs of those claims, as they are met; a claim that is met twice comes twice."""
    if graph.objects(thing, "prov:wasQuotedFrom") or graph.is_a(thing, "rf:Claim"):
        yield thing
        return
    for origin in graph.things(thing, "prov:wasDerivedFrom") if depth else ():
        yield from claims_of(graph, origin, depth - 1)


def quoted_claim(graph: Properties, claim: NamedNode) -> QuotedClaim:
    """One claim with its passages and its source."""
    spans = graph.things(claim, "prov:wasQuotedFrom")
    origins = [
        *graph.things(claim, "prov:wasDerivedFrom"),
        *(source for span in spans for source in graph.things(span, "oa:hasSource")),
    ]
    source = next((one for one in origins if source_number(graph, one)), None)
    passages = [passage for span in spans for passage in _passages(graph, span)]
    return QuotedClaim(
        claim=claim,
        source=source,
        number=(source_number(graph, source) if source else None) or "",
        file=graph.text(source, "dct:identifier") if source else None,
        mode=_first(graph, claim, "rf:assertionMode"),
        said_by=_first(graph, claim, "prov:wasAttributedTo"),
        passages=tuple(sorted(passages, key=lambda one: (one.start, one.end, one.span))),
    )


def source_number(graph: Properties, node: Term) -> str | None:
    """The number of a source: its notation, else the last part of its IRI; None for other things."""
    if not isinstance(node, NamedNode) or not graph.is_a(node, "rf:Source"):
        return None
    return graph.text(node, "skos:notation") or node.value.rsplit("/", 1)[-1]


def _first(graph: Properties, node: NamedNode, property: str) -> NamedNode | None:
    return next(iter(graph.things(node, property)), None)


def _passages(graph: Properties, span: NamedNode) -> Iterator[Passage]:
    for selector in graph.things(span, "oa:hasSelector"):
        start, end = (_offset(graph.text(selector, name)) for name in ("oa:start", "oa:end"))
        quotes = [
            text
            for quote in graph.things(selector, "oa:refinedBy")
            for text in graph.objects(quote, "oa:exact")
            if isinstance(text, Literal)
        ]
        quote = quotes[0] if quotes else None
        if start is not None and end is not None:
            yield Passage(
                span=span.value,
                start=start,
                end=end,
                sha256=graph.text(span, "rf:evidenceSha256"),
                fragment=quote.value if quote else None,
                language=quote.language if quote else None,
                left_out=tuple(_left_out(graph, span)),
            )


def _left_out(graph: Properties, span: NamedNode) -> Iterator[LeftOutWord]:
    for node in graph.things(span, "rf:leavesOut"):
        reasons = sorted(
            (one.language or "", one.value)
            for one in graph.objects(node, "rf:reason")
            if isinstance(one, Literal)
        )
        for word in graph.objects(node, "rf:word"):
            if isinstance(word, Literal):
                yield LeftOutWord(word.value, word.language, tuple(reasons))


def _offset(text: str | None) -> int | None:
    usual = text and text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS
    return int(text) if text and usual else None
