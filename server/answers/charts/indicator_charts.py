"""The charts of an indicator: one for each population and unit, with what is said of it in words and calculated from it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from server.answers.charts.chart import Charts, drawn
from server.answers.charts.entries import changes, entries
from server.answers.figures import Figure
from server.answers.indicator_page import IndicatorPage
from server.answers.names import Named
from server.answers.wording import value_text, worked


@dataclass(frozen=True, slots=True)
class IndicatorChart:
    """A chart with what a copy of it says: the sources and caveats of all that is drawn, and the calculations."""

    charts: Charts
    sources: tuple[str, ...]
    caveats: tuple[Named, ...]
    formulas: tuple[str, ...]


def indicator_charts(page: IndicatorPage, lang: str) -> tuple[IndicatorChart, ...]:
    """The charts of a page, series first, then what the texts tell in words only."""
    groups = [(one.population, one.figures) for one in page.series]
    known = {_iri(population) for population, _ in groups}
    rest = {_iri(one.population): one.population for one in page.words_only}
    groups += [(population, ()) for iri, population in rest.items() if iri not in known]
    met = set[str]()
    found = list[IndicatorChart]()
    for population, figures in groups:
        first = _iri(population) not in met
        met.add(_iri(population))
        told = _of(page.words_only, population) if first else ()
        one = _chart(page, population, figures, told, lang)
        found += [one] if one else []
    return tuple(found)


def _chart(
    page: IndicatorPage,
    population: Named | None,
    figures: Sequence[Figure],
    told: Sequence[Figure],
    lang: str,
) -> IndicatorChart | None:
    derived = _of(page.derived, population)
    units = {one.unit_code for one in figures}
    own = [one for one in derived if one.indicator == page.indicator and one.unit_code in units]
    title = page.indicator.name + (f", {population.name}" if population else "")
    charts = drawn(entries((*figures, *own), lang), title, lang, changes(told, lang))
    if charts is None:
        return None
    shown = (*figures, *told, *(derived if figures else ()))
    return IndicatorChart(
        charts,
        tuple(sorted({source for one in shown for source in one.sources})),
        tuple({one.iri: one for figure in shown for one in figure.caveats}.values()),
        tuple(_formulas(shown, lang)),
    )


def _formulas(figures: Iterable[Figure], lang: str) -> Iterator[str]:
    for one in figures:
        if one.expression:
            name = f"{one.label.text}: " if one.label else ""
            yield f"{name}{value_text(one, lang)} = {worked(one, lang)}"


def _of(figures: Iterable[Figure], population: Named | None) -> tuple[Figure, ...]:
    return tuple(one for one in figures if _iri(one.population) == _iri(population))


def _iri(population: Named | None) -> str:
    return population.iri if population else ""
