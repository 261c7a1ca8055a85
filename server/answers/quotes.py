"""The words behind a claim or statement: fragments, with the place in their text."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_build.iris import Iris
from ontology.vocabulary import PREFIXES
from server.answers.names import Named, Names
from server.repository.interface import Description, Term

# From a statement to its claims, their spans, and where and what those are.
FOLLOW = ("prov:wasDerivedFrom", "prov:wasQuotedFrom", "oa:hasSelector", "oa:refinedBy")
DEPTH = 4


@dataclass(frozen=True, slots=True)
class Span:
    """One span: its claim, its source, its offsets, its fragment with language (or none)."""

    claim: NamedNode
    source: NamedNode
    start: int
    end: int
    fragment: str | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A span for a reader."""

    claim: Named
    source: Named
    start: int
    end: int
    fragment: str | None
    lang: str | None


def quoted(span: Span, names: Names) -> Quote:
    """A span, its claim and source named."""
    claim, source = names.named(span.claim), names.named(span.source)
    return Quote(claim, source, span.start, span.end, span.fragment, span.lang)


def spans(description: Description, node: NamedNode, base: str) -> tuple[Span, ...]:
    """All spans behind a thing: its own if it is a claim, else those of the claims it comes from.

    `description` has the thing and all that `FOLLOW` leads to.
    """
    reader = _Reader(description, base)
    found = {one for claim in dict.fromkeys(reader.claims(node)) for one in reader.spans(claim)}
    return tuple(sorted(found, key=lambda e: (e.source.value, e.start, e.end, e.claim.value)))


@dataclass(frozen=True)
class _Reader:
    description: Description
    base: str

    def values(self, node: NamedNode, name: str) -> list[Term]:
        prefix, _, local = name.partition(":")
        predicate = NamedNode(Iris(self.base).rebase(PREFIXES[prefix] + local))
        return [value for one, value in self.description.get(node, ()) if one == predicate]

    def things(self, node: NamedNode, name: str) -> list[NamedNode]:
        return [value for value in self.values(node, name) if isinstance(value, NamedNode)]

    def claims(self, node: NamedNode, depth: int = DEPTH) -> Iterator[NamedNode]:
        if self.values(node, "prov:wasQuotedFrom"):
            yield node
        elif depth:
            for origin in self.things(node, "prov:wasDerivedFrom"):
                yield from self.claims(origin, depth - 1)

    def spans(self, claim: NamedNode) -> Iterator[Span]:
        for span in self.things(claim, "prov:wasQuotedFrom"):
            for source in self.things(span, "oa:hasSource")[:1]:
                for selector in self.things(span, "oa:hasSelector")[:1]:
                    yield from self._span(claim, source, selector)

    def _span(self, claim: NamedNode, source: NamedNode, at: NamedNode) -> Iterator[Span]:
        start, end = self.values(at, "oa:start"), self.values(at, "oa:end")
        exact = [
            text
            for quote in self.things(at, "oa:refinedBy")
            for text in self.values(quote, "oa:exact")
            if isinstance(text, Literal)
        ]
        text = exact[0] if exact else None
        if start and end and isinstance(start[0], Literal) and isinstance(end[0], Literal):
            yield Span(
                claim,
                source,
                int(start[0].value),
                int(end[0].value),
                text.value if text else None,
                text.language if text else None,
            )
