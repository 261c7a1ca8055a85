"""The timeline as a table: a row for each happening and figure, with its days or bounds."""

from collections.abc import Iterator

from server.answers.elements.figures import Figure
from server.answers.elements.wording import plain_minus, value_text
from server.answers.tables.data_table import Cell, Column, DataTable
from server.answers.timeline.moments import Moment
from server.answers.timeline.timeline_page import Happening, Stretch, Timeline

COLUMNS = (
    Column("first_day", "date"),
    Column("last_day", "date"),
    Column("not_before", "date"),
    Column("not_after", "date"),
    Column("period"),
    Column("why_open"),
    Column("kind"),
    Column("what"),
    Column("shown"),
    Column("when_known"),
    Column("hedge"),
    Column("caveat"),
    Column("source"),
    Column("claim", "anyURI"),
)


def timeline_table(found: Timeline, lang: str) -> DataTable:
    """All rows, dated ones first."""
    return DataTable("timeline", COLUMNS, tuple(_rows(found, lang)))


def _rows(found: Timeline, lang: str) -> Iterator[tuple[Cell, ...]]:
    for stretch in found.stretches:
        yield from _of_stretch(stretch, lang)


def stretch_table(found: Stretch, lang: str) -> DataTable:
    """The rows of one stretch."""
    return DataTable(f"timeline-{found.key}", COLUMNS, tuple(_of_stretch(found, lang)))


def _of_stretch(stretch: Stretch, lang: str) -> Iterator[tuple[Cell, ...]]:
    for one in (*stretch.printed, *stretch.inferred):
        yield _happening(one)
    for figure in stretch.figures:
        yield _figure(stretch.when, figure, lang)


def _times(when: Moment) -> tuple[Cell, ...]:
    days = (when.first or None, when.last or None)
    ends = (*days, None, None) if when.dated else (None, None, *days)
    return (*ends, when.name.name if when.name else None, when.why.text if when.why else None)


def _happening(one: Happening) -> tuple[Cell, ...]:
    return (
        *_times(one.when),
        one.detail.name if one.detail else one.kind,
        one.what.name,
        one.words.text if one.words else None,
        "printed" if one.printed else "inferred",
        one.hedge.text if one.hedge else None,
        " | ".join(each.name for each in one.caveats) or None,
        one.source or None,
        one.what.iri,
    )


def _figure(when: Moment, one: Figure, lang: str) -> tuple[Cell, ...]:
    return (
        *_times(when),
        " ".join(("figure", *one.marks)),
        one.indicator.name if one.indicator else one.label.text if one.label else None,
        plain_minus(value_text(one, lang)),
        "printed" if when.dated else None,
        one.hedge.text if one.hedge else None,
        " | ".join(each.name for each in one.caveats) or None,
        " ".join(one.sources),
        " ".join(each.iri for each in one.claims),
    )
