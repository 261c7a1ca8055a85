"""The pages of indicators: all of them, and one with its series as chart and table."""

from base64 import b64encode
from hashlib import sha256
from typing import Any

from flask import abort, render_template
from pyoxigraph import NamedNode

from server.answers.charts.labels import wrapped
from server.answers.indicators.indicator_charts import indicator_charts, undrawn
from server.answers.indicators.indicator_list import IndicatorList, indicator_list
from server.answers.indicators.indicator_page import QUERY, IndicatorPage, indicator_page
from server.answers.orders.figure_order import figure_order
from server.answers.tables.data_table import DataTable
from server.answers.tables.figure_table import figure_table
from server.http.messages import Response
from server.pages.evidence.thing import missing
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.interface_words import words
from server.pages.shared.language import language, languages
from server.pages.shared.links import page_number
from server.pages.shared.remembered import known, remembered
from server.workers.body import Body

blueprint = PageBlueprint("indicators", __name__)
UNKNOWN = "There is no indicator of that name."
# A picture that was taken away has no style sheet beside it. On paper it is dark on light.
STYLE = (
    "@media screen and (prefers-color-scheme:dark){"
    ".paper{fill:#13181f}text{fill:#ebeced}.faint{fill:#a4a8ad}.grid{stroke:#49515a}.axis{stroke:#a4a8ad}"
    ".line,.point{stroke:#8eaacb}.point{fill:#8eaacb}.hollow{fill:#13181f}}"
)
SMALL = 13 / 11 - 0.03  # its notes are smaller than the text that is measured
STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()


def _indicator(slug: str) -> IndicatorPage:
    try:
        node = NamedNode(f"{repository().base}id/indicator/{slug}")
    except ValueError:
        abort(404, UNKNOWN)
    found = indicator_page(repository(), node, languages(), known(figure_order), page_number())
    return found or missing(f"indicator/{slug}", UNKNOWN)


def _subject(page: IndicatorPage) -> Subject:
    query = QUERY.format(base=repository().base, iri=page.indicator.iri, lang=language())
    return Subject(page.indicator.name, page.indicator.iri, "StatisticalVariable", query)


def _table(page: IndicatorPage) -> DataTable:
    return figure_table(page.indicator.iri.rsplit("/", 1)[1], page.figures, language())


def _tools() -> dict[str, Any]:
    return {
        "charts_of": lambda page: indicator_charts(page, language()),
        "undrawn": lambda page: undrawn(page, language()),
    }


Faces("indicator.html", _indicator, _subject, _table, _tools).add(blueprint, "/indicators/<slug>")


@blueprint.page("/indicators/<slug>.svg")
@blueprint.in_languages("/indicators/<slug>.svg")
def indicator_svg(slug: str) -> Response:
    """Its first chart as a picture to take away, with source and caveats inside; 404 where it has none."""
    found = next(iter(indicator_charts(_indicator(slug), language())), None)
    if found is None:
        abort(404, "This indicator has no two figures to draw.")
    chart, told = found.charts.wide, words(language())
    sources = f"{told['source']} {', '.join(found.sources)}"
    notes = (
        chart.title,
        f"Rusfelt, {sources}",
        *(f"{told['limited-by']} {one.name}" for one in found.caveats),
        *found.formulas,
        *chart.legend,
    )
    body = render_template(
        "chart.svg",
        chart=chart,
        notes=[line for note in notes for line in wrapped(note, chart.width * SMALL)],
        style=STYLE,
        lang=language(),
    )
    return Response(
        200,
        "image/svg+xml",
        Body.of(body.encode()),
        vary=("Accept-Language",),
        steady=True,
        style=STYLE_HASH,
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
