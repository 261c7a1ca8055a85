"""Pairs of figures as a table: one row a pair."""

from collections.abc import Iterable

from server.answers.compare.pairs import Pair
from server.answers.elements.figures import Figure
from server.answers.elements.wording import period_text, plain_minus, value_text
from server.answers.tables.data_table import Cell, Column, DataTable

SIDES = ("one", "other")
COLUMNS = (
    Column("outcome"),
    Column("differs_in"),
    Column("reason"),
    *(
        Column(f"{side}_{name}", "anyURI" if name == "claim" else "string")
        for side in SIDES
        for name in (
            "figure",
            "indicator",
            "population",
            "period",
            "kind",
            "caveat",
            "source",
            "claim",
        )
    ),
)


def pair_table(name: str, pairs: Iterable[Pair], lang: str) -> DataTable:
    """A table of pairs in a language."""
    return DataTable(name, COLUMNS, tuple(_row(one, lang) for one in pairs))


def _row(pair: Pair, lang: str) -> tuple[Cell, ...]:
    one, other = pair.figures[0], pair.figures[-1]
    return (
        pair.outcome.name,
        ", ".join(each.name for each in pair.differs) or None,
        pair.reason.text if pair.reason else None,
        *_side(one, lang),
        *_side(other, lang),
    )


def _side(one: Figure, lang: str) -> tuple[Cell, ...]:
    return (
        plain_minus(value_text(one, lang)),
        one.indicator.name if one.indicator else None,
        one.population.name if one.population else None,
        period_text(one) or None,
        " ".join(one.marks) or "stated",
        " | ".join(each.name for each in one.caveats) or None,
        " ".join(one.sources),
        " ".join(each.iri for each in one.claims),
    )
