"""Addresses of queries: by the query, short (`q`), or by the name of a saved question (`question`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from ontology import LANGUAGES
from server.answers.query.short_link import NoQuery, long, short
from server.http.messages import HttpError, Request
from server.http.parameters import Parameters
from server.pages.shared.language import language_for
from server.queries.saved_query import SavedQuery, saved_queries
from server.repository.interface import Repository

FORM = "/sparql"
# Parameters of a query that its other addresses have too.
KEPT = ("default-graph-uri", "named-graph-uri", "timeout")
MOST_PAGES = 10_000
# The lines of comments that a query begins with.
COMMENTS = re.compile(r"\A(?:#[^\n]*\n)+")


@dataclass(frozen=True, slots=True)
class QueryAddress:
    """Where one query is asked; `query` is the parameter that says which, `same` those beside it."""

    query: tuple[str, str]
    same: tuple[tuple[str, str], ...]
    language: str
    base: str
    name: str | None

    @classmethod
    def of(cls, request: Request, text: str, graph: Repository, language: str) -> "QueryAddress":
        """The address of the query of a request: the name of the saved question that it is, else its short text."""
        pairs = Parameters(request.query_string).pairs
        same = tuple((key, value) for key, value in pairs if key in KEPT and value)
        name = None if graph.foreign else _name(text, graph.base)
        return cls(_parameter(text, graph.base), same, language, graph.base, name)

    def page(self, number: int = 1) -> str:
        """That of a page of its answer, for a reader."""
        query = ("question", self.name) if self.name else self.query
        return self._with(query, {} if number == 1 else {"page": str(number)})

    def data(self, form: str) -> str:
        """That of its whole answer in a format."""
        pairs = (self.query, *self.same, ("format", form))
        return f"{FORM}?{urlencode(pairs)}"

    def asking(self, query: str) -> str:
        """That of another query, put in the same way."""
        return self._with(_parameter(query, self.base), {})

    def _with(self, query: tuple[str, str], more: Mapping[str, str]) -> str:
        return f"/{self.language}{FORM}?{urlencode((query, *self.same, *more.items()))}"


def _parameter(query: str, base: str) -> tuple[str, str]:
    text = short(query, base)
    return ("query", query) if text is None else ("q", text)


def _name(query: str, base: str) -> str | None:
    """The saved question that a query is, in whatever language."""
    return _names(base).get(query.strip())


@lru_cache(4)
def _names(base: str) -> Mapping[str, str]:
    """The saved questions by their queries over a graph of that base, as their files have them and as they are shown."""
    return {
        text.strip(): one.name
        for one in saved_queries().values()
        for language in LANGUAGES
        for text in (one.under(base, language), _with_title(one, base, language))
    }


def addressed(request: Request, graph: Repository, most: int) -> Request:
    """The request with its query in full, where it names it otherwise; HttpError where it names none."""
    if not ("q=" in request.query_string or "question=" in request.query_string):
        return request
    parameters = Parameters(request.query_string)
    text, name = parameters.one("q"), parameters.one("question")
    if (text is None and name is None) or parameters.one("query") is not None:
        return request
    query = _unpacked(text, most, graph.base) if text is not None else _saved(name, request, graph)
    pairs = [(key, value) for key, value in parameters.pairs if key not in ("q", "question")]
    return replace(request, query_string=urlencode([*pairs, ("query", query)]))


def _unpacked(text: str, most: int, base: str) -> str:
    try:
        return long(text, most, base)
    except NoQuery as error:
        raise HttpError(400, f"The value of q {error}. Copy the whole address.") from error


def _saved(name: str | None, request: Request, graph: Repository) -> str:
    found = None if graph.foreign else saved_queries().get(name or "")
    if found is None:
        raise HttpError(404, "There is no saved question of that name; /questions lists them.")
    return _with_title(found, graph.base, _language(request))


def _with_title(saved: SavedQuery, base: str, language: str) -> str:
    """The query of a saved question, with its title in one language instead of all that its file says of it."""
    text = saved.under(base, language)
    return f"# {saved.titles[language]}\n{COMMENTS.sub('', text, 1)}"


def _language(request: Request) -> str:
    asked = Parameters(request.query_string).one("lang")
    return language_for(request.path, asked, request.header("accept-language"))


def page_number(request: Request) -> int:
    """The page of the answer that is asked for; HttpError where that is no number."""
    text = Parameters(request.query_string).one("page") or "1"
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) <= 5:
        raise HttpError(400, "The page is a number, 1 the first.")
    if not 1 <= int(text) <= MOST_PAGES:
        raise HttpError(400, f"The page is a number from 1 to {MOST_PAGES}; take the data as CSV.")
    return int(text)
