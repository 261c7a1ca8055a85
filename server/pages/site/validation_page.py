"""The validation report of the graph that is served, in the reader's language."""

from flask import abort

from server.answers.elements.names import address
from server.http.messages import Response
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository, served
from server.pages.shared.language import language, localised
from server.pages.shared.layout import JSON, data, page
from server.workers.body import Body
from shapes.findings.report import Report
from shapes.rendering import html
from shapes.rendering.json_report import as_json
from shapes.rendering.phrases import words
from shapes.rendering.turtle import as_turtle
from shapes.rendering.view import View, filter_css, view, web_link

blueprint = PageBlueprint("validation", __name__, template_folder=str(html.TEMPLATES))
FINDINGS = html.STATIC / "findings.css"
NO_REPORT = "The graph that is served has no report."


def _report() -> Report | None:
    return served().snapshot.report


@blueprint.localised("/validation")
def validation() -> Response:
    """The report; says so where the served graph has none."""
    report, said = _report(), words(language())
    if report is None:
        return page("validation_page.html", 404, r_words=said, view=None)
    return page("validation_page.html", r_words=said, view=_view(report))


@blueprint.page("/validation.json")
@blueprint.in_languages("/validation.json")
def validation_data() -> Response:
    """What its page says, as JSON; the whole report is at /validation/report.json."""
    report = _report()
    return data(_view(report) if report else abort(404, NO_REPORT))


@blueprint.page("/validation/filters.css")
def filters() -> Response:
    """The style of the report, with the rules behind its filters: these depend on which sources have findings."""
    report = _report()
    css = FINDINGS.read_text(encoding="utf-8") + (filter_css(report) if report else "")
    return Response(200, "text/css; charset=utf-8", Body.of(css.encode()), steady=True)


@blueprint.page("/validation/report.<any(json, ttl):form>")
def report_data(form: str) -> Response:
    """The report as data."""
    report = _report()
    if report is None:
        abort(404, NO_REPORT)
    if form == "json":
        return Response(200, JSON, Body.of(as_json(report).encode()), steady=True)
    turtle = Body.of(as_turtle(report))
    return Response(200, "text/turtle; charset=utf-8", turtle, steady=True)


def _view(report: Report) -> View:
    base, lang = repository().base, language()

    def link(iri: str) -> str | None:
        here = address(base, iri)
        return localised(here, lang) if here.startswith("/") else web_link(here)

    return view(report, lang, link)
