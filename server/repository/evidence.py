"""The words behind a claim or statement: fragments, with the place in their text."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from server.repository.embedded import Repository


@dataclass(frozen=True)
class Evidence:
    """One span: its claim, its source, its offsets, its fragment with language (or none)."""

    claim: NamedNode
    source: NamedNode
    start: int
    end: int
    fragment: str | None
    lang: str | None


def _first(repository: Repository, node: NamedNode, property: str) -> NamedNode | Literal | None:
    values = repository.values(node, property)
    return values[0] if values and isinstance(values[0], NamedNode | Literal) else None


def _claims(repository: Repository, node: NamedNode, depth: int = 3) -> Iterator[NamedNode]:
    if repository.values(node, "prov:wasQuotedFrom"):
        yield node
        return
    for origin in repository.values(node, "prov:wasDerivedFrom") if depth else ():
        if isinstance(origin, NamedNode):
            yield from _claims(repository, origin, depth - 1)


def evidence(repository: Repository, node: NamedNode) -> tuple[Evidence, ...]:
    """All spans behind a thing: its own if it is a claim, else those of the claims it comes from."""
    found = {
        one
        for claim in dict.fromkeys(_claims(repository, node))
        for span in repository.values(claim, "prov:wasQuotedFrom")
        if isinstance(span, NamedNode)
        for one in _span(repository, claim, span)
    }
    return tuple(sorted(found, key=lambda e: (e.source.value, e.start, e.end, e.claim.value)))


def _span(repository: Repository, claim: NamedNode, span: NamedNode) -> Iterator[Evidence]:
    source = _first(repository, span, "oa:hasSource")
    position = _first(repository, span, "oa:hasSelector")
    if not isinstance(source, NamedNode) or not isinstance(position, NamedNode):
        return
    start, end = (_first(repository, position, name) for name in ("oa:start", "oa:end"))
    quote = _first(repository, position, "oa:refinedBy")
    exact = _first(repository, quote, "oa:exact") if isinstance(quote, NamedNode) else None
    if isinstance(start, Literal) and isinstance(end, Literal):
        text = exact if isinstance(exact, Literal) else None
        yield Evidence(
            claim,
            source,
            int(start.value),
            int(end.value),
            text.value if text else None,
            text.language if text else None,
        )
