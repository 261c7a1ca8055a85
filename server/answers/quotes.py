"""The words behind a claim or statement: fragments, with the place in their text."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.names import Named, Names
from server.repository.interface import Description
from shapes.findings.evidence import QuotedClaim, quoted_claims
from shapes.graphs import properties


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage for a reader: its claim, its source, its offsets, its fragment with language (or none)."""

    claim: Named
    source: Named
    start: int
    end: int
    fragment: str | None
    lang: str | None


def claims_behind(description: Description, node: NamedNode, base: str) -> tuple[QuotedClaim, ...]:
    """The claims behind a thing; `description` has the thing and all that `EVIDENCE` leads to."""
    return quoted_claims(properties.Description(base, description), node)


def quotes(claims: tuple[QuotedClaim, ...], names: Names) -> tuple[Quote, ...]:
    """Their passages, by source and place."""
    found = [
        Quote(
            names.named(claim.claim),
            names.named(claim.source),
            passage.start,
            passage.end,
            passage.fragment,
            passage.language,
        )
        for claim in claims
        if claim.source is not None
        for passage in claim.passages
    ]
    return tuple(sorted(found, key=lambda one: (one.source.iri, one.start, one.end, one.claim.iri)))
