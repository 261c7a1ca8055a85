"""The words behind a claim or statement: fragments, with the place in their text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.elements.names import Named, Names
from server.repository.interface import Description
from shapes.findings.evidence import LeftOutWord, QuotedClaim, quoted_claims
from shapes.graphs import properties


@dataclass(frozen=True, slots=True)
class Beside:
    """A word that stands beside a fragment and could have turned its sense, and why it does not; with languages."""

    word: str
    lang: str | None
    reason: str
    reason_lang: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage for a reader: its claim, its source, its offsets, its fragment with language (or none), what is left out, its hash."""

    claim: Named
    source: Named
    start: int
    end: int
    fragment: str | None
    lang: str | None
    left_out: tuple[Beside, ...] = ()
    sha256: str | None = None


def claims_behind(description: Description, node: NamedNode, base: str) -> tuple[QuotedClaim, ...]:
    """The claims behind a thing; `description` has the thing and all that `EVIDENCE` leads to."""
    return quoted_claims(properties.Description(base, description), node)


def quotes(
    claims: tuple[QuotedClaim, ...], names: Names, languages: Sequence[str]
) -> tuple[Quote, ...]:
    """Their passages, by source and place; reasons in the first of `languages` that has one."""
    found = [
        Quote(
            names.named(claim.claim),
            names.named(claim.source),
            passage.start,
            passage.end,
            passage.fragment,
            passage.language,
            tuple(beside for word in passage.left_out for beside in _beside(word, languages)),
            passage.sha256,
        )
        for claim in claims
        if claim.source is not None
        for passage in claim.passages
    ]
    return tuple(sorted(found, key=lambda one: (one.source.iri, one.start, one.end, one.claim.iri)))


def _beside(left_out: LeftOutWord, languages: Sequence[str]) -> Iterator[Beside]:
    """The word with the first reason for this reader; none where the graph says no reason."""
    reasons = dict(left_out.reasons)
    language = next((one for one in (*languages, *reasons) if one in reasons), None)
    if language is not None:
        yield Beside(left_out.word, left_out.language, reasons[language], language or None)
