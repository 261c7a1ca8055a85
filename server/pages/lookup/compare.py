"""The page that puts figures side by side."""

from typing import Any

from flask import request

from server.answers.compare.compare import FACETS, QUERY, ComparePage, compare_page, every_pair
from server.answers.compare.pair_table import pair_table
from server.answers.compare.pairs import Pair
from server.answers.tables.data_table import DataTable
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.interface_words import words
from server.pages.shared.language import language
from server.pages.shared.links import page_number, with_parameters
from server.pages.shared.remembered import remembered

blueprint = PageBlueprint("compare", __name__)


def _compare() -> ComparePage:
    asked = {name: request.args.get(name, "") for name in FACETS}
    return compare_page(remembered(every_pair), asked, page_number())


def _subject(_: ComparePage) -> Subject:
    query = QUERY.format(base=repository().base, lang=language())
    return Subject(words(language())["compare-title"], kind="CollectionPage", query=query)


def _table(found: ComparePage) -> DataTable:
    return pair_table("compare", found.pairs, language())


def _tools() -> dict[str, Any]:
    return {"with_parameters": with_parameters, "same_told": _same_told}


def _same_told(one: Pair, other: Pair) -> bool:
    """Whether one sentence says what both pairs show."""
    return (one.reason, one.code, one.differs) == (other.reason, other.code, other.differs)


Faces("compare.html", _compare, _subject, _table, _tools).add(blueprint, "/compare")
