"""The endpoint: requests of the protocol and of the graph store, answered as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from server.http.formats import RESULTS, TRIPLES
from server.http.messages import HttpError, Request, Response, Route, not_stored
from server.http.negotiation import NotAcceptable, choose, unfit_for_xml
from server.http.parameters import Parameters
from server.settings import Settings
from server.sparql.description import described
from server.sparql.evaluator import Evaluator
from server.sparql.fault import Fault, QueryFault
from server.sparql.graph_store import graph_query
from server.sparql.protocol import format_named, not_acceptable, sparql_query
from server.sparql.sparql_query import Answer, SparqlQuery
from server.workers import outcome

METHODS = ("GET", "POST")
RETRY = ("retry-after", "2")
# The kind, the status and the message.
REASONS: Mapping[type[outcome.NotAnswered], tuple[str, int, str]] = {
    outcome.TooLong: (
        "too-long",
        504,
        "The query was not answered within {most:g} seconds. Ask for less.",
    ),
    outcome.TooMuchMemory: ("memory", 413, "The query needs more memory than it may have."),
    outcome.Crashed: ("crashed", 400, "The engine cannot evaluate this query."),
    outcome.Lost: ("lost", 503, "The worker was ended while it answered. Try again."),
    outcome.Busy: (
        "busy",
        503,
        "All workers are taken, and others wait already. Try again in a moment.",
    ),
    outcome.NoWorkers: (
        "no-workers",
        503,
        "No worker is there now; new ones are being started. Try again in a moment.",
    ),
    outcome.Evicted: (
        "evicted",
        503,
        "All workers are taken, and this query has used the most ({most:.1f} s of processor time). "
        "Ask for less, or try again in a moment.",
    ),
}


class Unforeseen(Exception):
    """A worker met what it did not foresee."""


@dataclass(frozen=True)
class Endpoint:
    """Answers from what is served now, which `current` tells."""

    current: Callable[[], Evaluator]
    settings: Settings

    async def sparql(self, request: Request) -> Response:
        """A query as data, or the description of the endpoint; HttpError."""
        query = sparql_query(request, self.settings)
        if query is None:
            return self._description(request)
        return (await self.answer(query, request)).response()

    async def graphs(self, request: Request) -> Response:
        """A graph as data; HttpError."""
        query = graph_query(request, self.current().repository, self.settings)
        answer = await answered(self.current(), query, request)
        return answer.response()

    async def answer(self, query: SparqlQuery, request: Request) -> Answer:
        """The answer to a query that was sent, noted for the log; HttpError says why there is none."""
        request.note.kind, request.note.query = "query", query.text
        answer = await answered(self.current(), query, request)
        if request.note.answer == "hit":
            request.note.kind = "kept-query"
        return answer

    def _description(self, request: Request) -> Response:
        request.note.kind = "description"
        name = format_named(Parameters(request.query_string))
        try:
            form = choose(request.accept, name, TRIPLES)
        except NotAcceptable as error:
            raise not_acceptable(error) from error
        return described(self.current().repository, self.settings, form, request.root())

    def graph_store(self) -> Route:
        """The route of the graph store."""
        return Route("/graphs", self.graphs, "graph-store")


async def answered(evaluator: Evaluator, query: SparqlQuery, request: Request) -> Answer:
    """The answer to a query; HttpError says why there is none."""
    try:
        answer, request.note.answer = await evaluator.answer(query)
    except outcome.NotAnswered as error:
        raise http_error(error, query.seconds) from error
    return answer


def http_error(error: outcome.NotAnswered, seconds: float) -> HttpError:
    """The status and the message for a query without an answer."""
    if isinstance(error, outcome.Refused):
        return _refused(error)
    if isinstance(error, outcome.NotStored):
        return not_stored(error.full)
    kind, status, message = REASONS[type(error)]
    most = error.used if isinstance(error, outcome.Evicted) else seconds
    retry = (RETRY,) if status == 503 else ()
    return QueryFault(status, Fault(kind, message.format(most=most), most=most), *retry)


def _refused(error: outcome.Refused) -> HttpError:
    if error.reason == "format":
        return not_acceptable(NotAcceptable(TRIPLES if str(error) == "triples" else RESULTS))
    if error.reason == "unfit":
        return unfit_for_xml(str(error), (*RESULTS, *TRIPLES))
    if error.reason == "fault":
        raise Unforeseen(str(error)) from error
    if error.reason in ("syntax", "refused"):
        return QueryFault(400, Fault.read(str(error)))
    return QueryFault(413 if error.reason == "large" else 400, Fault(error.reason, str(error)))
