"""The charts of an indicator: one for each population and unit, with what is said of it in words and calculated from it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from server.answers.charts.chart import Charts, drawn
from server.answers.charts.entries import Entry, changes, entries
from server.answers.elements.figures import Figure
from server.answers.elements.names import Named
from server.answers.elements.wording import value_text, worked
from server.answers.indicators.indicator_page import IndicatorPage

# Values of a series that are drawn, more would write over each other: dated and undated ones.
DATED, UNDATED = 8, 3


@dataclass(frozen=True, slots=True)
class IndicatorChart:
    """A chart with what a copy of it says: the sources and caveats of all that is drawn, and the calculations.

    Of the `known` values `left_out` are not drawn.
    """

    charts: Charts
    sources: tuple[str, ...]
    caveats: tuple[Named, ...]
    formulas: tuple[str, ...]
    known: int
    left_out: int


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
    known = entries((*figures, *own), lang)
    some = thinned(known)
    charts = drawn(some, title, lang, changes(told, lang))
    if charts is None:
        return None
    if len(some) < len(known):
        # What lies between the points is not drawn, so no line joins them.
        charts = Charts(replace(charts.wide, lines=()), replace(charts.narrow, lines=()))
    shown = (*figures, *told, *(derived if figures else ()))
    return IndicatorChart(
        charts,
        tuple(sorted({source for one in shown for source in one.sources})),
        tuple({one.iri: one for figure in shown for one in figure.caveats}.values()),
        tuple(_formulas(shown, lang)),
        len(known),
        len(known) - len(some),
    )


def undrawn(page: IndicatorPage, lang: str) -> int:
    """How many values of series with more than can be drawn have no chart at all: they are of one time."""
    series = (entries(one.figures, lang) for one in page.series)
    return sum(len(one) for one in series if len(one) > DATED and len(thinned(one)) < 2)


def thinned(known: Sequence[Entry]) -> list[Entry]:
    """All values where they can be drawn; else the first of each year, so many years evenly, and the first undated ones."""
    dated, undated = (
        [one for one in known if (one.year is not None) is has] for has in (True, False)
    )
    if len(dated) > DATED:
        years = list({one.year: one for one in reversed(dated)}.values())[::-1]
        last = max(min(DATED, len(years)) - 1, 1)
        places = {round(n * (len(years) - 1) / last) for n in range(last + 1)}
        dated = [years[place] for place in sorted(places)]
    return dated + undated[:UNDATED]


def _formulas(figures: Iterable[Figure], lang: str) -> Iterator[str]:
    for one in figures:
        if one.expression:
            name = f"{one.label.text}: " if one.label else ""
            yield f"{name}{value_text(one, lang)} = {worked(one, lang)}"


def _of(figures: Iterable[Figure], population: Named | None) -> tuple[Figure, ...]:
    return tuple(one for one in figures if _iri(one.population) == _iri(population))


def _iri(population: Named | None) -> str:
    return population.iri if population else ""
