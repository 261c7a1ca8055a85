"""The query page: a query, its answer a page at a time, the terms to ask with."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import parse_qs

from ontology import LANGUAGES
from server.answers.query.excerpt import excerpt
from server.answers.query.heading import heading
from server.answers.query.questions import questions
from server.answers.query.result import query_result
from server.answers.query.samples import samples
from server.answers.query.table import PAGE, Table, from_json, says_nothing
from server.answers.query.vocabulary import completions, preset, query_vocabulary
from server.http.messages import HttpError, Rendering, Request, Response, Route
from server.http.negotiation import wants_page
from server.pages.query.query_address import FORM, QueryAddress, addressed, page_number
from server.pages.query.query_fault import with_prefix, worded
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository, root, saved_questions, settings
from server.pages.shared.interface_words import words
from server.pages.shared.language import language, languages, to_own_language
from server.pages.shared.layout import data, page
from server.sparql.endpoint import METHODS, Endpoint
from server.sparql.fault import Fault, QueryFault
from server.sparql.hints import hints
from server.sparql.protocol import sparql_query

ANY_QUERY = """SELECT ?class (COUNT(*) AS ?things) WHERE {
  ?thing a ?class .
}
GROUP BY ?class
ORDER BY DESC(?things)
LIMIT 20
"""
DEFAULT_QUERY = """
SELECT ?claim ?label WHERE {{
  ?claim a rf:Claim ; rdfs:label ?label .
  FILTER(LANG(?label) = "{lang}")
}}
ORDER BY ?claim
LIMIT 20
"""
blueprint = PageBlueprint("query_terms", __name__)


@blueprint.in_languages("/query-terms.json")
def query_terms() -> Response:
    """What the editor completes: prefixes, properties, classes with theirs."""
    return data(completions(query_vocabulary(repository().base, languages())))


@dataclass(frozen=True)
class QueryForm:
    """The endpoint for whoever asks with a browser; for all others it is the endpoint itself."""

    endpoint: Endpoint

    def routes(self) -> Iterator[Route]:
        """The endpoint, and its page in each language."""
        for path in (FORM, *(f"/{lang}{FORM}" for lang in LANGUAGES)):
            yield Route(path, self.sparql, "query", METHODS)

    async def sparql(self, request: Request) -> Response | Rendering:
        """The answer as data, or what is left to do for its page; HttpError."""
        graph, limits = self.endpoint.current().repository, self.endpoint.settings
        request = addressed(request, graph, limits.query_bytes)
        if not _is_page(request):
            return await self.endpoint.sparql(request)
        if request.method == "GET" and request.path.rstrip("/") == FORM:
            return to_own_language
        query = sparql_query(request, limits, page=True)
        if query is None:
            request.note.kind = "page"
            return partial(_rendered, request, None)
        # Forms send line ends as CR LF (HTML, 4.10.21.7).
        text = query.text.replace("\r\n", "\n")
        query = replace(query, text=text, skip=PAGE * (page_number(request) - 1))
        try:
            answer = await self.endpoint.answer(query, request)
        except HttpError as error:  # the query stays before the reader's eyes
            return partial(_rendered, request, text, error=error)
        table = from_json(answer.body.read())
        return partial(_rendered, request, text, table, steady=answer.steady)


def _is_page(request: Request) -> bool:
    """Whether a page is asked for: by a browser that names no format."""
    named = "format=" in request.query_string and "format" in parse_qs(request.query_string)
    return wants_page(request.accept) and not named


def _rendered(
    request: Request,
    query: str | None,
    table: Table | None = None,
    *,
    error: HttpError | None = None,
    steady: bool = True,
) -> Response:
    """The page of a query with the rows that were found, or the reason why there are none."""
    graph, reader, foreign = repository(), languages(), repository().foreign
    own = preset(graph.base) + DEFAULT_QUERY.format(lang=language())
    text = query or (ANY_QUERY if foreign else own)
    here = QueryAddress.of(request, text, graph, language())
    empty = table is not None and says_nothing(table)
    response = page(
        "query_form.html",
        error.status if error else 200,
        steady=steady,
        query=text,
        here=here,
        heading=heading(query, reader) if query else None,
        table=table,
        result=query_result(graph, table, reader) if table else None,
        hints=hints(text, graph) if empty else (),
        samples=samples(root() + "sparql", text) if query and not error else (),
        fault=_told(error, text, here) if error else None,
        vocabulary=None if foreign else query_vocabulary(graph.base, reader),
        questions=questions(graph, saved_questions(), reader),
        limits=settings(),
        page_rows=PAGE,
    )
    return response if error is None else _with(response, error)


@dataclass(frozen=True, slots=True)
class _Told:
    """A fault for the template: the sentence, the engine's own words, the lines, the query that mends it."""

    fault: Fault
    sentence: str
    quoted: str | None
    lines: tuple[object, ...]
    mended: str | None


def _told(error: HttpError, query: str, here: QueryAddress) -> _Told:
    fault = error.fault if isinstance(error, QueryFault) else Fault("", str(error))
    sentence, quoted = worded(fault, words(language()), language())
    lines = excerpt(query, fault.line, fault.column, fault.length)
    mended = with_prefix(query, fault, repository().base)
    return _Told(fault, sentence, quoted, lines, mended and here.asking(mended))


def _with(response: Response, error: HttpError) -> Response:
    return replace(response, headers=(*response.headers, *error.headers))
