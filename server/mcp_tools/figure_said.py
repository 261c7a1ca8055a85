"""A figure as a model reads it: never without what limits it."""

from dataclasses import dataclass
from decimal import Decimal

from server.answers.elements.figures import Figure
from server.answers.elements.wording import period_text, plain_minus, value_text, worked
from server.mcp_tools.material import Material


@dataclass(frozen=True, slots=True)
class FigureSaid:
    """A figure: as one reads it, its value, what and whom and when it is about, its words, what limits it.

    `kind` of its statement; `marks` as in `Figure`; `claims` are those behind it, whose evidence stands beside.
    """

    says: str
    value: Decimal | None
    unit: str
    kind: str
    indicator: str | None
    population: str | None
    period: str
    why_undated: str | None
    qualifier: str | None
    as_stated: str | None
    words: str | None
    hedge: str | None
    uncertain: bool
    caveats: tuple[str, ...]
    marks: tuple[str, ...]
    calculated: str
    claims: tuple[str, ...]


def figure_said(figure: Figure, material: Material, lang: str) -> FigureSaid:
    """A figure in a language."""
    return FigureSaid(
        says=plain_minus(value_text(figure, lang)),
        value=figure.value,
        unit=figure.unit_code,
        kind=figure.kind,
        indicator=figure.indicator.name if figure.indicator else None,
        population=figure.population.name if figure.population else None,
        period=period_text(figure),
        why_undated=figure.period.why_open.text
        if figure.period and figure.period.why_open
        else None,
        qualifier=figure.qualifier.text if figure.qualifier else None,
        as_stated=figure.as_stated.text if figure.as_stated else None,
        words=figure.words.text if figure.words else None,
        hedge=figure.hedge.text if figure.hedge else None,
        uncertain=figure.uncertain,
        caveats=tuple(one.name for one in figure.caveats),
        marks=figure.marks,
        calculated=worked(figure, lang),
        claims=tuple(material.local(one.iri) for one in figure.claims),
    )
