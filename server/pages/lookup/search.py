"""The page of search."""

from typing import Any

from flask import request

from server.answers.search.search import Found, found
from server.answers.tables.data_table import Column, DataTable
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository, served
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.interface_words import words
from server.pages.shared.language import language, languages
from server.pages.shared.links import page_number, with_parameters

blueprint = PageBlueprint("search", __name__)
COLUMNS = (
    Column("iri", "anyURI"),
    Column("kind"),
    Column("source"),
    Column("name"),
    Column("words"),
    Column("limited"),
)


def _found() -> Found:
    asked = {name: request.args.get(name, "") for name in ("q", "kind", "source")}
    return found(repository(), served().snapshot.search.index, languages(), asked, page_number())


def _subject(page: Found) -> Subject:
    return Subject(
        f"{words(language())['search']}: {page.text}", kind="SearchResultsPage", query=page.query
    )


def _table(page: Found) -> DataTable:
    rows = tuple(
        (
            hit.thing.iri,
            hit.kind,
            hit.source or None,
            hit.thing.name,
            "".join(one.text for one in hit.words) or None,
            str(hit.thing.limited).lower(),
        )
        for group in page.groups
        for hit in group.hits
    )
    return DataTable("search", COLUMNS, rows)


def _tools() -> dict[str, Any]:
    return {"with_parameters": with_parameters}


Faces("search.html", _found, _subject, _table, _tools).add(blueprint, "/search")
