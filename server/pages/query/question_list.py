"""The saved questions, each with a link that asks it."""

from server.answers.query.questions import Question, questions
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository, saved_questions
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.interface_words import words
from server.pages.shared.language import language, languages
from server.queries.saved_query import GROUPS

blueprint = PageBlueprint("questions", __name__)


def _questions() -> tuple[Question, ...]:
    return questions(repository(), saved_questions(), languages())


def _subject(found: tuple[Question, ...]) -> Subject:
    title = words(language())["questions"]
    return Subject(title, kind="CollectionPage", items=tuple(one.href for one in found))


Faces("question_list.html", _questions, _subject, tools=lambda: {"groups": GROUPS}).add(
    blueprint, "/questions"
)
