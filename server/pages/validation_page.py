"""The validation report as pages: read once at start, shown in the reader's language."""

from flask import Blueprint, Response, abort, request

from server.answers.links import address
from server.pages.layout import (
    language,
    page,
    repository,
    served,
    to_other_language,
    to_own_language,
)
from server.pages.wording import words as ui_words
from shapes.rendering import html
from shapes.rendering.as_json import as_json
from shapes.rendering.turtle import as_turtle
from shapes.rendering.view import View, filter_css, view, web_link
from shapes.rendering.words import words
from shapes.report import Report

blueprint = Blueprint(
    "validation",
    __name__,
    template_folder=str(html.TEMPLATES),
    static_folder=str(html.STATIC),
    static_url_path="/validation/static",
)


def served_report() -> Report | None:
    """The report of the graph that is served."""
    return served().snapshot.report


@blueprint.get("/validation")
def validation() -> Response:
    """Leads to the page of a language."""
    return to_own_language("validation")


@blueprint.get("/<lang>/validation")
def validation_in(lang: str) -> Response:
    """The report in one language; says so where the served graph has none."""
    if (other := to_other_language(lang, "validation")) is not None:
        return other
    report = served_report()
    if report is None:
        return page("validation.html", 404, r_words=words(lang), view=None)
    return page("validation.html", r_words=words(lang), view=_view(report, lang))


@blueprint.get("/validation/filters.css")
def filters() -> Response:
    """The rules behind the filters: they depend on which sources the report has findings of."""
    report = served_report()
    return Response(filter_css(report) if report else "", content_type="text/css; charset=utf-8")


@blueprint.get("/validation/report.<any(json, ttl):form>")
def data(form: str) -> Response:
    """The report as data."""
    report = served_report()
    if report is None:
        abort(404, "The graph that is served has no report.")
    if form == "json":
        return Response(as_json(report), content_type="application/json; charset=utf-8")
    return Response(as_turtle(report), content_type="text/turtle; charset=utf-8")


@blueprint.get("/validate")
def validate_page() -> Response:
    """The form that sends a graph to be validated."""
    t = ui_words(language())
    forms = (
        ("html", t["report-page"]),
        ("text", t["report-text"]),
        ("turtle", "Turtle"),
        ("json", "JSON"),
        ("junit", "JUnit XML"),
        ("sarif", "SARIF"),
    )
    limits = served().answering.settings
    return page("validate.html", limits=limits, forms=forms, url=request.url_root)


def _view(report: Report, lang: str) -> View:
    repo = repository()

    def link(iri: str) -> str | None:
        here = address(repo, iri)
        if here.startswith("/"):
            return f"{here}?lang={lang}" if here.startswith("/doc/") else here
        return web_link(here)

    return view(report, lang, link)
