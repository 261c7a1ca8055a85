"""The manifests of requests: SPARQL 1.1 Protocol and Graph Store Protocol."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from pyoxigraph import (
    BlankNode,
    Dataset,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    parse,
)

from tests.w3c.manifests import MF, RDF, entries, loaded, one

HT, CNT = "http://www.w3.org/2011/http#", "http://www.w3.org/2011/content#"
CODES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
WRITES = ("PUT", "POST", "DELETE")
Graph = NamedNode | DefaultGraph


@dataclass(frozen=True)
class Exchange:
    """A request, and what is wanted of the answer; `statuses` are codes, or classes of them as 2 for 2xx."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    statuses: frozenset[int]
    form: str | None
    truth: bool | None
    content_type: str | None
    content: bytes | None

    def allows(self, status: int) -> bool:
        """Whether a status is one of those wanted."""
        return status in self.statuses or status // 100 in self.statuses

    def sent(self, client: httpx.Client, path: str) -> httpx.Response:
        """The answer to the request as it is given: with its own headers and no others."""
        request = client.build_request(self.method, path, content=self.body, headers=self.headers)
        assert request.url.raw_path.decode() == path
        for name in ("accept", "accept-encoding", "user-agent"):
            if name not in self.headers:
                del request.headers[name]
        if not self.body and self.method in ("GET", "HEAD"):
            request.headers.pop("content-length", None)
        return client.send(request)


@dataclass(frozen=True)
class Connection:
    """A test: requests in this order."""

    name: str
    exchanges: tuple[Exchange, ...]


def connections(manifest: Path) -> tuple[Connection, ...]:
    """The tests of a manifest, those that its list of entries forgets too; none where it is missing."""
    if not manifest.is_file():
        return ()
    store = loaded(manifest, "https://w3c.example/")
    tests = list(entries(store))
    for quad in store.quads_for_pattern(None, NamedNode(MF + "action"), None, None):
        if quad.subject not in tests:
            tests.append(quad.subject)  # type: ignore[arg-type]
    return tuple(
        Connection(
            test.value.rpartition("#")[2],
            tuple(_exchange(store, request) for request in _requests(store, test)),
        )
        for test in tests
    )


def _requests(store: Store, test: NamedNode | BlankNode) -> Iterator[BlankNode]:
    action = one(store, test, MF + "action")
    assert action is not None
    return _members(store, one(store, action, HT + "requests"))


def _members(store: Store, rest: object) -> Iterator[BlankNode]:
    while isinstance(rest, BlankNode):
        first = one(store, rest, RDF + "first")
        assert isinstance(first, BlankNode)
        yield first
        rest = one(store, rest, RDF + "rest")


def _text(store: Store, node: object, property: str) -> str | None:
    found = one(store, node, property) if isinstance(node, NamedNode | BlankNode) else None
    return None if found is None else found.value


def _headers(store: Store, node: BlankNode) -> dict[str, str]:
    return {
        str(_text(store, header, HT + "fieldName")): str(_text(store, header, HT + "fieldValue"))
        for header in _members(store, one(store, node, HT + "headers"))
    }


def _body(store: Store, node: BlankNode) -> bytes | None:
    body = one(store, node, HT + "body")
    text = _text(store, body, CNT + "chars")
    return None if text is None else text.encode(str(_text(store, body, CNT + "characterEncoding")))


def _exchange(store: Store, request: BlankNode) -> Exchange:
    response = one(store, request, HT + "resp")
    assert isinstance(response, BlankNode)
    statuses = store.quads_for_pattern(response, NamedNode(MF + "expectedStatus"), None, None)
    truth = _text(store, response, MF + "expectedBoolean")
    return Exchange(
        method=str(_text(store, request, HT + "methodName")),
        path=str(_text(store, request, HT + "absolutePath")),
        headers=_headers(store, request),
        body=_body(store, request) or b"",
        statuses=frozenset(_status(quad.object.value) for quad in statuses),  # type: ignore[union-attr]
        form=_text(store, response, MF + "expectedFormat"),
        truth=None if truth is None else truth == "true",
        content_type=_headers(store, response).get("content-type"),
        content=_body(store, response),
    )


def _status(iri: str) -> int:
    name = iri.rpartition("#")[2]
    return int(name[10]) if name.startswith("StatusCode") else CODES[name]


@dataclass
class GraphStore:
    """What a graph store holds after the requests that write: done here, for the server does not."""

    quads: set[Quad] = field(default_factory=set)

    def write(self, exchange: Exchange, graph: Graph) -> None:
        """Do what a request asks for."""
        if exchange.method in ("PUT", "DELETE"):
            self.quads = {quad for quad in self.quads if quad.graph_name != graph}
        if exchange.method != "DELETE":
            for part in _parts(exchange):
                for quad in parse(part, RdfFormat.TURTLE, rename_blank_nodes=True):
                    self.quads.add(Quad(*quad.triple, graph))

    def triples(self, graph: Graph) -> Dataset:
        """The triples of a graph."""
        return Dataset(Quad(*quad.triple) for quad in self.quads if quad.graph_name == graph)


def _parts(exchange: Exchange) -> list[bytes]:
    """The Turtle of a body: all of it, or each part of a form."""
    kind, _, boundary = exchange.headers["content-type"].partition("; boundary=")
    if kind != "multipart/form-data":
        return [exchange.body]
    parts = exchange.body.split(b"--" + boundary.encode())[1:-1]
    return [part.partition(b"\r\n\r\n")[2] for part in parts]
