"""The pages of indicators: all of them, and one with its series as chart and table."""

from typing import Any

from flask import abort, render_template
from pyoxigraph import NamedNode

from server.answers.chart import Chart, chart
from server.answers.data_table import DataTable
from server.answers.figure_table import figure_table
from server.answers.indicator_list import IndicatorList, indicator_list
from server.answers.indicator_page import QUERY, IndicatorPage, Series, indicator_page
from server.http.messages import Response
from server.pages.evidence.thing import missing
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.interface_words import words
from server.pages.shared.language import language, languages
from server.pages.shared.remembered import remembered
from server.workers.body import Body

blueprint = PageBlueprint("indicators", __name__)
UNKNOWN = "There is no indicator of that name."


def _indicator(slug: str) -> IndicatorPage:
    try:
        node = NamedNode(f"{repository().base}id/indicator/{slug}")
    except ValueError:
        abort(404, UNKNOWN)
    found = indicator_page(repository(), node, languages())
    return found or missing(f"indicator/{slug}", UNKNOWN)


def _subject(page: IndicatorPage) -> Subject:
    query = QUERY.format(base=repository().base, iri=page.indicator.iri, lang=language())
    return Subject(page.indicator.name, page.indicator.iri, "StatisticalVariable", query)


def _table(page: IndicatorPage) -> DataTable:
    return figure_table(page.indicator.iri.rsplit("/", 1)[1], page.figures, language())


def _chart(page: IndicatorPage, series: Series) -> Chart | None:
    who = f", {series.population.name}" if series.population else ""
    return chart(series, page.indicator.name + who, language())


def _tools() -> dict[str, Any]:
    return {"chart_of": _chart}


Faces("indicator.html", _indicator, _subject, _table, _tools).add(blueprint, "/indicators/<slug>")


@blueprint.page("/indicators/<slug>.svg")
@blueprint.in_languages("/indicators/<slug>.svg")
def indicator_svg(slug: str) -> Response:
    """Its first chart as a picture to take away, with source and caveats inside; 404 where it has none."""
    page = _indicator(slug)
    drawn = next(((one, found) for one in page.series if (found := _chart(page, one))), None)
    if drawn is None:
        abort(404, "This indicator has no two figures to draw.")
    series, found = drawn
    caveats = tuple({one.iri: one for figure in series.figures for one in figure.caveats}.values())
    sources = sorted({one for figure in series.figures for one in figure.sources})
    body = render_template(
        "chart.svg",
        chart=found,
        caveats=caveats,
        sources=sources,
        t=words(language()),
        lang=language(),
    )
    return Response(
        200, "image/svg+xml", Body.of(body.encode()), vary=("Accept-Language",), steady=True
    )


def _list() -> IndicatorList:
    return remembered(indicator_list)


def _list_subject(found: IndicatorList) -> Subject:
    title = words(language())["nav-figures"]
    items = tuple(one.indicator.href for group in found.groups for one in group.entries)
    return Subject(title, kind="CollectionPage", items=items, query=found.query)


def _list_table(found: IndicatorList) -> DataTable:
    figures = (figure for group in found.groups for one in group.entries for figure in one.figures)
    return figure_table("figures", figures, language())


Faces("indicator_list.html", _list, _list_subject, _list_table).add(blueprint, "/indicators")
