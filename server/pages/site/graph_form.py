"""The form that sends a graph to be validated."""

from server.http.messages import Response
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import root, settings
from server.pages.shared.interface_words import words
from server.pages.shared.language import language
from server.pages.shared.layout import page

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
