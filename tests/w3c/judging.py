"""A test of the suites: sent to a server, asked of the engine alone, and judged."""

import re
import zlib
from dataclasses import dataclass

import httpx
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat, Store

from tests.w3c.known import BY_VALUE
from tests.w3c.manifests import Case
from tests.w3c.results import expected, read, same

JSON, NTRIPLES = "application/sparql-results+json", "application/n-triples"
RESULT_FORMATS = {
    JSON: QueryResultsFormat.JSON,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
OF_RESULT = {".csv": "text/csv", ".tsv": "text/tab-separated-values"}
NO_QUERY, NO_EVALUATION = "The query is no SPARQL 1.1 query: ", "The query cannot be evaluated: "
WAYS = ("GET", "POST of a form", "POST of a query")


class Differs(Exception):
    """The answer is not the one that the suite wants."""


@dataclass(frozen=True)
class Answer:
    """What came back: 200 with a result, or 400 with the reason of the engine."""

    status: int
    media_type: str
    body: bytes


def media_type(case: Case) -> str:
    """The format in which the answer to a test is asked for."""
    suffix = case.result.suffix if case.result else ""
    return OF_RESULT.get(suffix, f"{JSON}, {NTRIPLES}")


def send(client: httpx.Client, case: Case, accept: str, way: str = "") -> httpx.Response:
    """Send a test's query; the ways to do so take turns."""
    headers, query = {"Accept": accept}, {"query": case.text}
    way = way or WAYS[zlib.crc32(case.name.encode()) % len(WAYS)]
    if way == "GET":
        return client.get("/sparql", params={**query, **case.dataset}, headers=headers)
    if way == "POST of a form":
        return client.post("/sparql", data={**query, **case.dataset}, headers=headers)
    headers["Content-Type"] = "application/sparql-query"
    body = case.text.encode()
    return client.post("/sparql", params=case.dataset, content=body, headers=headers)


def answered(response: httpx.Response) -> Answer:
    """The answer of the server; that it is one, and that no gate of ours refused it, is no matter of the suite."""
    assert response.status_code in (200, 400), response.text
    if response.status_code == 400:
        assert response.text.startswith((NO_QUERY, NO_EVALUATION)), response.text
    return Answer(response.status_code, response.headers["Content-Type"], response.content)


def asked_alone(store: Store, case: Case) -> Answer:
    """The answer of the engine, without anything of ours."""
    graphs = {name: [NamedNode(one) for one in found] for name, found in case.dataset.items()}
    try:
        result = store.query(
            case.text,
            default_graph=graphs.get("default-graph-uri"),
            named_graphs=graphs.get("named-graph-uri"),
        )
        if isinstance(result, QueryTriples):
            return Answer(200, NTRIPLES, result.serialize(format=RdfFormat.N_TRIPLES) or b"")
        kind = media_type(case).partition(",")[0]
        if isinstance(result, QueryBoolean):
            kind = JSON
        return Answer(200, kind, result.serialize(format=RESULT_FORMATS[kind]) or b"")
    except (SyntaxError, ValueError, RuntimeError) as error:
        return Answer(400, "text/plain", (NO_QUERY + str(error)).encode())


def judge(case: Case, answer: Answer) -> None:
    """Differs where the answer is not what the suite wants."""
    if case.kind == "illegal":
        if answer.status == 200:
            raise Differs("answered, though it is no query")
        assert answer.body.decode().startswith(NO_QUERY), answer.body
        return
    if answer.status != 200:
        raise Differs(answer.body.decode())
    found = read(answer.body, answer.media_type)
    if case.result is None:
        return
    wanted = expected(case.result, case.result_iri)
    ordered = re.search(r"\bORDER\s+BY\b", case.text, re.IGNORECASE) is not None
    exactly = same(found, wanted, ordered=ordered, lax=case.lax)
    if case.name not in BY_VALUE:
        if not exactly:
            raise Differs(f"{found} instead of {wanted}")
        return
    assert not exactly, "passes by term, and is listed as one that does not"
    if not same(found, wanted, ordered=ordered, lax=case.lax, by_value=True):
        raise Differs(f"{found} instead of {wanted}, by value too")
