"""The saved questions, each with a link that asks it."""

from server.answers.questions import Question, questions
from server.http.messages import Response
from server.pages.blueprint import PageBlueprint
from server.pages.context import repository, saved_questions
from server.pages.language import languages, to_other_language, to_own_language
from server.pages.layout import data, page

blueprint = PageBlueprint("questions", __name__)


@blueprint.page("/questions")
def to_questions() -> Response:
    """Leads to the page of a language."""
    return to_own_language("questions")


@blueprint.page("/questions.json")
def to_questions_data() -> Response:
    """Leads to the questions in a language, as JSON."""
    return to_own_language("questions.json")


@blueprint.page("/<lang>/questions")
def questions_in(lang: str) -> Response:
    """The questions in one language."""
    other = to_other_language(lang, "questions")
    return other or page("question_list.html", questions=_questions())


@blueprint.page("/<lang>/questions.json")
def questions_data(lang: str) -> Response:
    """The same as JSON."""
    return to_other_language(lang, "questions.json") or data(_questions())


def _questions() -> tuple[Question, ...]:
    return questions(repository(), saved_questions(), languages())
