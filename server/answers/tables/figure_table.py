"""Figures as a table: one row a figure, with all that limits it beside it."""

from collections.abc import Iterable

from server.answers.elements.figures import Figure
from server.answers.elements.said import Text
from server.answers.elements.wording import plain_minus, value_text
from server.answers.tables.data_table import Cell, Column, DataTable

COLUMNS = (
    Column("indicator"),
    Column("population"),
    Column("period"),
    Column("first_year", "integer"),
    Column("last_year", "integer"),
    Column("value", "decimal"),
    Column("unit"),
    Column("shown"),
    Column("qualifier"),
    Column("hedge"),
    Column("mode"),
    Column("kind"),
    Column("status"),
    Column("caveat"),
    Column("words"),
    Column("source"),
    Column("claim", "anyURI", separator=" "),
)


def figure_table(name: str, figures: Iterable[Figure], lang: str) -> DataTable:
    """A table of figures in a language."""
    return DataTable(name, COLUMNS, tuple(_row(one, lang) for one in figures))


def _row(one: Figure, lang: str) -> tuple[Cell, ...]:
    period = one.period
    return (
        one.indicator.name if one.indicator else None,
        one.population.name if one.population else None,
        period.name.name if period else None,
        period.first if period else None,
        period.last if period else None,
        one.value,
        one.unit.name if one.unit else None,
        plain_minus(value_text(one, lang)),
        _text(one.qualifier),
        _text(one.hedge),
        one.mode.name if one.mode else None,
        " ".join(one.marks) or "stated",
        one.status or None,
        " | ".join(each.name for each in one.caveats) or None,
        _text(one.words),
        " ".join(one.sources),
        " ".join(each.iri for each in one.claims),
    )


def _text(found: Text | None) -> str | None:
    return found.text if found else None
