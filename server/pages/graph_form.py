"""The form that sends a graph to be validated."""

from server.http.messages import Response
from server.pages.blueprint import PageBlueprint
from server.pages.context import root, settings
from server.pages.interface_words import words
from server.pages.language import language
from server.pages.layout import page

blueprint = PageBlueprint("graph_form", __name__)


@blueprint.localised("/validate")
def graph_form() -> Response:
    """The form."""
    t = words(language())
    forms = (
        ("html", t["report-page"]),
        ("text", t["report-text"]),
        ("turtle", "Turtle"),
        ("json", "JSON"),
        ("junit", "JUnit XML"),
        ("sarif", "SARIF"),
    )
    return page("graph_form.html", limits=settings(), forms=forms, url=root())
