"""Sources, and the claims of one, as tables."""

from server.answers.elements.names import Named
from server.answers.sources.source_list import SourceList
from server.answers.sources.source_page import SourceClaim, SourceLimit, SourcePage
from server.answers.tables.data_table import Cell, Column, DataTable

SOURCES = (
    Column("source"),
    Column("iri", "anyURI"),
    Column("title"),
    Column("publisher"),
    Column("issued_printed", "date"),
    Column("modified_printed", "date"),
    Column("content_not_before_inferred", "date"),
    Column("content_not_after_inferred", "date"),
    Column("captured_inferred", "date"),
    Column("languages"),
    Column("characters", "integer"),
    Column("sha256"),
    Column("claims", "integer"),
    Column("caveat"),
)
CLAIMS = (
    Column("number", "integer"),
    Column("claim", "anyURI"),
    Column("says"),
    Column("start", "integer"),
    Column("end", "integer"),
    Column("words"),
    Column("who"),
    Column("who_inferred", "boolean"),
    Column("mode"),
    Column("hedge"),
    Column("caveat"),
    Column("caveat_of_source"),
)


def sources_table(found: SourceList) -> DataTable:
    """All sources, one a row."""
    rows = []
    for one in found.sources:
        facts = one.facts
        dates = (facts.issued, facts.modified, facts.not_before, facts.not_after, facts.captured)
        rows.append((
            facts.number,
            facts.source.iri,
            facts.title.text if facts.title else None,
            facts.publisher.name if facts.publisher else None,
            *(each or None for each in dates),
            _names(facts.languages),
            facts.length,
            facts.sha256,
            one.claims,
            _limits(one.caveats),
        ))  # fmt: skip
    return DataTable("sources", SOURCES, tuple(rows))


def source_claims_table(page: SourcePage) -> DataTable:
    """The claims of a source, a row for each passage, in the order of the text."""
    limits = _limits(page.caveats)
    rows = [row for one in page.claims for row in _claim(one, limits)]
    return DataTable(f"source-{page.facts.number}", CLAIMS, tuple(rows))


def _claim(one: SourceClaim, limits: str | None) -> list[tuple[Cell, ...]]:
    head = (one.number, one.claim.iri, one.claim.name)
    tail = (
        _names(one.who),
        str(one.inferred).lower(),
        one.mode.name if one.mode else None,
        one.hedge.text if one.hedge else None,
        _names(one.caveats),
        limits,
    )
    return [
        (*head, place.start, place.end, place.fragment.text if place.fragment else None, *tail)
        for place in one.places
    ]


def _limits(found: tuple[SourceLimit, ...]) -> str | None:
    return (
        " | ".join(
            f"{one.claim.name} ({one.period.name})" if one.period else one.claim.name
            for one in found
        )
        or None
    )


def _names(found: tuple[Named, ...]) -> str | None:
    return " | ".join(one.name for one in found) or None
