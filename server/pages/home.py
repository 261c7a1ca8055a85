"""The front page: what this is, the plan and its goals, the questions, the texts."""

from server.answers.overview import overview
from server.answers.questions import questions
from server.http.messages import Response, redirect
from server.pages.blueprint import PageBlueprint
from server.pages.context import repository, saved_questions
from server.pages.language import languages
from server.pages.layout import data, page

blueprint = PageBlueprint("home", __name__)


@blueprint.page("/")
def home() -> Response:
    """The front page."""
    graph, reader = repository(), languages()
    saved = questions(graph, saved_questions(), reader)
    return page("home.html", overview=overview(graph, reader), questions=saved)


@blueprint.page("/index.json")
def home_data() -> Response:
    """What it says, as JSON."""
    return data(overview(repository(), languages()))


@blueprint.page("/<any(nb, nn, en):lang>")
@blueprint.page("/<any(nb, nn, en):lang>/")
def home_in(lang: str) -> Response:
    """The front page in a language."""
    return redirect(f"/?lang={lang}")
