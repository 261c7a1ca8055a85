"""The front page."""

from typing import Any

from server.answers.plan.front import FrontPage, front_page
from server.answers.query.questions import questions
from server.answers.tables.data_table import DataTable
from server.answers.tables.figure_table import figure_table
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository, saved_questions
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.interface_words import words
from server.pages.shared.language import language, languages
from server.pages.shared.remembered import remembered

blueprint = PageBlueprint("home", __name__)


def _front() -> FrontPage:
    return remembered(front_page)


def _subject(page: FrontPage) -> Subject:
    iri = "" if repository().foreign else repository().base + "id/dataset/rusfelt"
    items = ("/plan", "/indicators", "/compare", "/questions", "/data") if page.promises else ()
    return Subject(words(language())["front-title"], iri, "Dataset", items=items)


def _table(page: FrontPage) -> DataTable:
    sides = ((one.baseline, one.target, one.outcome) for one in page.developments)
    figures = [figure for side in sides for figure in side if figure is not None]
    return figure_table("rusfelt-front", figures, language())


def _tools() -> dict[str, Any]:
    saved = [one for one in saved_questions() if one.front]
    return {"questions": questions(repository(), saved, languages())}


Faces("home.html", _front, _subject, _table, _tools).add(blueprint, "/")
