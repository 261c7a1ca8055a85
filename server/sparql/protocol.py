"""The SPARQL 1.1 Protocol: what a request asks (https://www.w3.org/TR/sparql11-protocol/)."""

import math
from collections.abc import Sequence

from pyoxigraph import NamedNode

from server.http.formats import BY_NAME, HTML, RESULTS, TRIPLES
from server.http.messages import HttpError, Request
from server.http.negotiation import NotAcceptable, choice
from server.http.parameters import Parameters, content_type, decoded
from server.settings import MEGABYTE, Settings
from server.sparql.sparql_query import SparqlQuery

QUERY_TYPE = "application/sparql-query"
FORM_TYPE = "application/x-www-form-urlencoded"
Dataset = tuple[tuple[str, ...] | None, tuple[str, ...] | None]


def sparql_query(request: Request, settings: Settings, *, page: bool = False) -> SparqlQuery | None:
    """The query of a request, None where it asks for nothing; HttpError where it is no request of the protocol.

    `page`: its first rows are wanted for a page, whatever kind of answer it has.
    """
    parameters, text = _sent(request)
    if parameters.all("update"):
        raise HttpError(400, "This endpoint answers queries only; there is no update.")
    # Empty ones are what forms send whose field nobody has filled in.
    default = graphs(tuple(filter(None, parameters.all("default-graph-uri"))))
    named = graphs(tuple(filter(None, parameters.all("named-graph-uri"))))
    seconds = _seconds(parameters.one("timeout"))
    if text is None:
        return None
    dataset = (default, named) if default or named else (None, None)
    formats = (HTML.name, HTML.name) if page else formats_of(request, parameters)
    return composed(text, dataset, formats, settings, seconds)


def composed(
    text: str,
    dataset: Dataset,
    formats: tuple[str | None, str | None],
    settings: Settings,
    seconds: float | None = None,
) -> SparqlQuery:
    """A query under the limits of the settings; the deadline that is wanted can only shorten ours."""
    return SparqlQuery(
        text,
        *dataset,
        *formats,
        seconds=min(seconds or settings.timeout, settings.timeout),
        most_bytes=settings.answer_mb * MEGABYTE,
        most_rows=settings.rows,
    )


def formats_of(request: Request, parameters: Parameters) -> tuple[str | None, str | None]:
    """The short names of the formats for results and for triples; HttpError 406 where neither is acceptable."""
    accept, name = request.accept, format_named(parameters)
    results, triples = choice(accept, name, RESULTS), choice(accept, name, TRIPLES)
    if results is None and triples is None:
        raise not_acceptable(NotAcceptable((*RESULTS, *TRIPLES)))
    return results.name if results else None, triples.name if triples else None


def _sent(request: Request) -> tuple[Parameters, str | None]:
    """The parameters of a request, and the query among them or in the body (section 2.1)."""
    parameters = Parameters(request.query_string)
    query = parameters.one("query")
    if request.method != "POST":
        return parameters, query
    kind = content_type(request)
    if kind == QUERY_TYPE:
        if query is not None:
            raise HttpError(400, "Send exactly one query: in the body, or as the parameter query.")
        return parameters, decoded(request.body)
    if kind != FORM_TYPE:
        raise HttpError(415, f"Send the query as {FORM_TYPE} or as {QUERY_TYPE}.")
    if query is not None:
        raise HttpError(400, "Send exactly one query: of a form, its parameters stand in the body.")
    parameters.pairs += Parameters(decoded(request.body)).pairs
    query = parameters.one("query")
    if query is None and not parameters.all("update"):
        raise HttpError(400, "The parameter query is missing.")
    return parameters, query


def format_named(parameters: Parameters) -> str | None:
    """The format that a client names: some send several names, of which the first that is known counts."""
    # A media type has no space, but a plus, which stands for one where it was not escaped.
    names = tuple(
        name.replace(" ", "+") if "/" in name else name for name in parameters.all("format")
    )
    known = (name for name in names if any(one.is_called(name) for one in BY_NAME.values()))
    return next(known, names[0] if names else None)


def not_acceptable(error: NotAcceptable) -> HttpError:
    """406, with the list of what can be had."""
    return HttpError(406, str(error), ("vary", "Accept"))


def graphs(values: Sequence[str]) -> tuple[str, ...]:
    """Names of graphs; HttpError where one is no absolute IRI."""
    try:
        return tuple(NamedNode(value).value for value in values)
    except ValueError as error:
        raise HttpError(400, "A graph is named by an absolute IRI.") from error


def _seconds(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise HttpError(400, "The timeout is a number of seconds.")
    return seconds or None  # 0: no limit of the client's, as other endpoints have it
