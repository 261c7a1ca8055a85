"""The query page: a query and the first rows of its answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qs

from ontology import LANGUAGES
from server.answers.names import address
from server.answers.questions import questions
from server.answers.table import Table, from_json
from server.http.messages import HttpError, Rendering, Request, Response, Route
from server.http.negotiation import wants_page
from server.pages.context import repository, saved_questions
from server.pages.language import language, languages, to_own_language
from server.pages.layout import page
from server.sparql.endpoint import METHODS, Endpoint
from server.sparql.hints import hints
from server.sparql.protocol import sparql_query

ANY_QUERY = """SELECT ?class (COUNT(*) AS ?things) WHERE {
  ?thing a ?class .
}
GROUP BY ?class
ORDER BY DESC(?things)
LIMIT 20
"""
DEFAULT_QUERY = """PREFIX rf: <{base}def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?claim ?label WHERE {{
  ?claim a rf:Claim ; rdfs:label ?label .
  FILTER(LANG(?label) = "{lang}")
}}
ORDER BY ?claim
LIMIT 20
"""


@dataclass(frozen=True)
class QueryForm:
    """The endpoint for whoever asks with a browser; for all others it is the endpoint itself."""

    endpoint: Endpoint

    def routes(self) -> Iterator[Route]:
        """The endpoint, and its page in each language."""
        for path in ("/sparql", *(f"/{lang}/sparql" for lang in LANGUAGES)):
            yield Route(path, self.sparql, "query", METHODS)

    async def sparql(self, request: Request) -> Response | Rendering:
        """The answer as data, or what is left to do for its page; HttpError."""
        if not _is_page(request):
            return await self.endpoint.sparql(request)
        if request.method == "GET" and request.path.rstrip("/") == "/sparql":
            return to_own_language
        query = sparql_query(request, self.endpoint.settings, page=True)
        if query is None:
            request.note.kind = "page"
            return partial(_rendered, None)
        try:
            answer = await self.endpoint.answer(query, request)
        except HttpError as error:  # the query stays before the reader's eyes
            return partial(_rendered, query.text, error=error)
        return partial(_rendered, query.text, from_json(answer.body.read()), steady=answer.steady)


def _is_page(request: Request) -> bool:
    """Whether a page is asked for: by a browser that names no format."""
    named = "format=" in request.query_string and "format" in parse_qs(request.query_string)
    return wants_page(request.accept) and not named


def _rendered(
    query: str | None,
    table: Table | None = None,
    *,
    error: HttpError | None = None,
    steady: bool = True,
) -> Response:
    """The page of a query with the rows that were found, or the reason why there are none."""
    graph, reader = repository(), languages()
    foreign = graph.foreign
    example = ANY_QUERY if foreign else DEFAULT_QUERY.format(base=graph.base, lang=language())
    response = page(
        "query_form.html",
        error.status if error else 200,
        steady=steady,
        problem=error,
        query=query or example,
        table=table,
        hints=hints(query) if query and table and not (table.rows or table.answer) else (),
        questions=questions(graph, saved_questions(), reader),
        base=graph.base,
        address=partial(address, foreign=foreign),
    )
    return response if error is None else _with(response, error)


def _with(response: Response, error: HttpError) -> Response:
    headers = (*response.headers, *error.headers)
    return Response(response.status, response.content_type, response.body, headers, response.vary)
