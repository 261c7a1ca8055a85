"""The page of a saved question: asked of a worker like any query, told like any other page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import parse_qsl, urlencode

from flask import abort

from ontology import LANGUAGES
from server.answers.query.column_groups import column_groups
from server.answers.query.question_page import question_page
from server.answers.query.table import Table, from_json
from server.http.messages import HttpError, Rendering, Request, Response, Route
from server.pages.query.query_address import addressed
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository
from server.pages.shared.frame import Faces, Subject, frame_of
from server.pages.shared.interface_words import words
from server.pages.shared.language import language, languages, to_other_language, to_own_language
from server.pages.shared.layout import data, page
from server.queries.saved_query import SavedQuery, saved_queries
from server.sparql.endpoint import Endpoint
from server.sparql.protocol import sparql_query

PATH = "/questions/"
UNKNOWN = "There is no saved question of that name."


@dataclass(frozen=True)
class QuestionPages:
    """The pages of all saved questions, and their answers as CSV and JSON."""

    endpoint: Endpoint

    def routes(self) -> Iterator[Route]:
        """The page of any question in each language, and its data; the bare path leads to the reader's."""
        yield Route(PATH + "<word:name>", _to_page, "page")
        for start in ("", *(f"/{lang}" for lang in LANGUAGES)):
            path = f"{start}{PATH}<word:name>"
            yield Route(path + ".csv", self.table, "query")
            yield Route(path + ".json", partial(self.page, as_data=True), "page")
            if start:
                yield Route(path, partial(self.page, as_data=False), "page")

    async def table(self, request: Request) -> Response | Rendering:
        """The whole answer as CSV, in a file of the name of the question."""
        saved = self._saved(request)
        asked = self._asked(saved, replace(request, query_string="format=csv"))
        found = await self.endpoint.sparql(asked)
        if callable(found):
            return found
        named = ("content-disposition", f'inline; filename="{saved.name}.csv"')
        return replace(found, headers=(*found.headers, named))

    async def page(self, request: Request, *, as_data: bool) -> Response | Rendering:
        """The page of a question, or what it says as JSON."""
        saved = self._saved(request)
        query = sparql_query(
            self._asked(saved, replace(request, query_string="")), self.endpoint.settings, page=True
        )
        assert query is not None
        answer = await self.endpoint.answer(query, request)
        table = from_json(answer.body.read())
        filters = dict(parse_qsl(request.query_string))
        return partial(_rendered, saved, table, filters, as_data=as_data)

    def _saved(self, request: Request) -> SavedQuery:
        """The question that the path names; HttpError 404."""
        if self.endpoint.current().repository.foreign:
            raise HttpError(404, "This graph has no saved questions.")
        saved = saved_queries().get(_name(request))
        if saved is None:
            raise HttpError(404, UNKNOWN)
        return saved

    def _asked(self, saved: SavedQuery, request: Request) -> Request:
        pairs = parse_qsl(request.query_string)
        named = urlencode([*pairs, ("question", saved.name)])
        return addressed(
            replace(request, query_string=named, method="GET"),
            self.endpoint.current().repository,
            self.endpoint.settings.query_bytes,
        )


async def _to_page(request: Request) -> Rendering:
    if _name(request) not in saved_queries():
        raise HttpError(404, UNKNOWN)
    return to_own_language


def _name(request: Request) -> str:
    return request.path.rstrip("/").rpartition("/")[2].partition(".")[0]


def _rendered(
    saved: SavedQuery, table: Table, filters: dict[str, str], *, as_data: bool
) -> Response:
    if (other := to_other_language(language())) is not None:
        return other
    found = question_page(repository(), saved, table, languages(), filters)
    if as_data:
        return data(found)
    frame = frame_of(_subject(found.title, found.query), table=True)
    groups = column_groups(found.result.columns)
    headings = tuple(_heading(one.name) for one in groups)
    made = page(
        "question.html",
        answer=found,
        frame=frame,
        table=table,
        groups=groups,
        headings=headings,
        heading=_heading,
    )
    return replace(made, headers=(*made.headers, *frame.headers))


def _heading(name: str) -> str:
    """The words over a column or a group of some; a year behind the name of a column stays behind its words."""
    known = words(language())
    found = re.fullmatch(r"(?P<name>\D+)(?P<year>\d{4})?", name)
    if f"group-{name}" in known or found is None:
        return known.get(f"group-{name}", name)
    told = known.get("col-" + found["name"], found["name"])
    return f"{told} {found['year']}" if found["year"] else told


def _subject(title: str, query: str) -> Subject:
    return Subject(title, kind="Dataset", query=query)


def _question(name: str) -> SavedQuery:
    found = None if repository().foreign else saved_queries().get(name)
    return found or abort(404, UNKNOWN)


def _cited(saved: SavedQuery) -> Subject:
    return _subject(saved.titles[language()], saved.under(repository().base, language()))


blueprint = PageBlueprint("question", __name__)
Faces("question.html", _question, _cited).add_citations(blueprint, f"{PATH}<word:name>")
