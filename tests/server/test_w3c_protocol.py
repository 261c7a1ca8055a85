"""The requests of the W3C suites, and what else the protocols of HTTP and SPARQL promise, against a running server."""

import json
import os
import re
import signal
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, quote

import httpx
import pytest
from httpx import Client, Response
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from ontology import DEFAULT_BASE
from tests.server.served import ACCELERATED, Served, serving
from tests.some import some
from tests.w3c.requests import WRITES, Connection, Exchange, Graph, GraphStore, connections
from tests.w3c.results import Table, read

SUITE = Path(__file__).resolve().parents[3] / "shared" / "w3c" / "sparql11"
MISSING = "the W3C suites are not part of the project (no ../shared/w3c)"
PROTOCOL = connections(SUITE / "protocol" / "manifest.ttl")
QUERIES = [one for one in PROTOCOL if "update" not in one.name]
UPDATES = [one for one in PROTOCOL if "update" in one.name]
GRAPH_STORE = [
    one
    for name in ("indirect", "direct")
    for one in connections(SUITE / "graph-store-protocol" / f"manifest-{name}.ttl")
]
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
TRIPLES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nq": "application/n-quads",
    "trig": "application/trig",
}
JSON, XML, CSV, TSV = RESULTS.values()


def named(tests: list[Connection]) -> list[object]:
    """The tests by their names; where the suite is missing, one that is skipped."""
    found: list[object] = [pytest.param(one, id=one.name) for one in tests]
    return found or [pytest.param(None, marks=pytest.mark.skip(reason=MISSING))]


def media_type(answer: Response) -> str:
    return answer.headers["Content-Type"].partition(";")[0]


# SPARQL 1.1 Protocol


@pytest.fixture(scope="module")
def protocol(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A server of the data of the protocol suite."""
    target = tmp_path_factory.mktemp("protocol") / "data.nq"
    with target.open("wb") as file:
        for path in sorted((SUITE / "protocol").glob("*.nt")):
            graph = NamedNode(f"http://kasei.us/2009/09/sparql/data/{path.stem}.rdf")
            quads = (Quad(*quad.triple, graph) for quad in parse(path=str(path)))
            serialize(quads, file, RdfFormat.N_QUADS)
    with serving("--graph", str(target)) as running:
        yield running.client


def to_endpoint(exchange: Exchange, client: Client) -> Response:
    return exchange.sent(client, "/sparql" + exchange.path.removeprefix("/sparql/"))


def check_form(exchange: Exchange, answer: Response) -> None:
    """That an answer is of the kind that is wanted, and says what is wanted."""
    kinds = {"boolean": (JSON, XML), "tabular": RESULTS.values(), "RDF": TRIPLES.values()}
    if exchange.form is not None:
        assert media_type(answer) in kinds[exchange.form]
        found = read(answer.content, media_type(answer))
        kind = {"boolean": bool, "tabular": Table, "RDF": frozenset}[exchange.form]
        assert isinstance(found, kind)
        assert exchange.truth is None or found is exchange.truth


@pytest.mark.parametrize("test", named(QUERIES))
def test_a_request_of_the_protocol_has_the_answer_of_the_suite(
    test: Connection, protocol: Client
) -> None:
    for exchange in test.exchanges:
        answer = to_endpoint(exchange, protocol)
        assert exchange.allows(answer.status_code), answer.text
        check_form(exchange, answer)


@pytest.mark.parametrize("test", named(UPDATES))
def test_an_update_is_refused_and_changes_nothing(test: Connection, protocol: Client) -> None:
    update, *queries = test.exchanges
    before = protocol.get("/graphs?default", headers={"Accept": "application/n-triples"}).text
    assert to_endpoint(update, protocol).status_code in (400, 405, 415)
    for query in queries:
        assert to_endpoint(query, protocol).json()["boolean"] is False
    after = protocol.get("/graphs?default", headers={"Accept": "application/n-triples"}).text
    assert sorted(after.splitlines()) == sorted(before.splitlines())


def test_no_test_of_the_protocol_suites_is_left_out() -> None:
    if not PROTOCOL:
        pytest.skip(MISSING)
    assert (len(QUERIES), len(UPDATES), len(GRAPH_STORE)) == (20, 14, 14)


# Graph Store Protocol: what is written there is done here, and the server is given the outcome.


@dataclass
class Reading:
    """A server, the file whose triples it serves, and its log."""

    running: Served
    file: Path
    log: Path

    def serve(self, quads: set[Quad]) -> None:
        """Serve other quads, once they have come."""
        content = serialize(quads, format=RdfFormat.N_QUADS) or b""
        new = self.file.with_suffix(".new")
        new.write_bytes(content)
        new.replace(self.file)
        if (
            self.running.kind == ACCELERATED
        ):  # else it looks each second, and SIGHUP is the other server's
            os.kill(self.running.process.pid, signal.SIGHUP)
        deadline = time.monotonic() + 20
        while self.served() != sha256(content).hexdigest():
            assert time.monotonic() < deadline, "the new snapshot is not served"
            time.sleep(0.01)

    def served(self) -> str:
        """The hash of what is served since the start; a count may be of a file that was there before."""
        lines = map(json.loads, self.log.read_text(encoding="utf-8").splitlines())
        hashes = [one["sha256"] for one in lines if one.get("event") == "snapshot-served"]
        return hashes[-1] if hashes else ""


@pytest.fixture(scope="module")
def reading(host: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    file = tmp_path_factory.mktemp("graphs") / "data.nq"
    file.write_bytes(b"")
    log = file.with_name("log")
    with serving("--graph", str(file), "--access-log", str(log), kind=host) as running:
        yield Reading(running, file, log)


def located(path: str) -> tuple[str, Graph]:
    """The path of a request on our server, and the graph that it names."""
    if path.startswith("/gsp/"):  # a graph by its own IRI
        path = "/graph/" + path.removeprefix("/gsp/")
        return path, NamedNode(DEFAULT_BASE + path.removeprefix("/"))
    query = path.removeprefix("/gsp").removeprefix("?")
    graphs = parse_qs(query).get("graph")
    return f"/graphs?{query}", NamedNode(graphs[0]) if graphs else DefaultGraph()


def canonical(quads: set[Quad] | list[Quad]) -> Dataset:
    found = Dataset(quads)
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return found


@pytest.mark.parametrize("test", some(named(GRAPH_STORE), first=2))
def test_a_graph_is_read_as_the_suite_wants_and_not_written(
    test: Connection, reading: Reading
) -> None:
    client, store, served = reading.running.client, GraphStore(), None
    location = "http://www.example/gsp/a-new-graph"  # where a POST without a name has put its graph
    for exchange in test.exchanges:
        path, graph = located(exchange.path.replace("$LOCATION$", location))
        if exchange.method in WRITES:
            store.write(exchange, NamedNode(location) if exchange.path == "/gsp" else graph)
            answer = exchange.sent(client, path.removesuffix("?"))
            assert answer.status_code == 405
            assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
            continue
        if served != store.quads:
            reading.serve(store.quads)
            served = set(store.quads)
        answer = exchange.sent(client, path)
        assert exchange.allows(answer.status_code), answer.text
        if exchange.content_type is not None:
            assert answer.headers["Content-Type"] == exchange.content_type
        if exchange.method == "HEAD":
            assert not answer.content
        if exchange.content is not None:
            found = list(parse(answer.content, RdfFormat.TURTLE))
            assert canonical(found) == canonical(list(parse(exchange.content, RdfFormat.TURTLE)))


# Service description: the suite has three tests, in words.

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
QB_DATASET = "http://purl.org/linked-data/cube#DataSet"
# The properties of the vocabulary, and the classes of what they join; None where that is any resource.
SCHEMA = {
    "endpoint": ("Service", None),
    "feature": ("Service", "Feature"),
    "languageExtension": ("Service", "Feature"),
    "propertyFeature": ("Service", "Feature"),
    "supportedLanguage": ("Service", "Language"),
    "extensionFunction": ("Service", "Function"),
    "extensionAggregate": ("Service", "Aggregate"),
    "defaultEntailmentRegime": ("Service", "EntailmentRegime"),
    "defaultSupportedEntailmentProfile": ("Service", "EntailmentProfile"),
    "entailmentRegime": ("NamedGraph", "EntailmentRegime"),
    "supportedEntailmentProfile": ("NamedGraph", "EntailmentProfile"),
    "resultFormat": ("Service", None),
    "inputFormat": ("Service", None),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("GraphCollection", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}
CLASSES = {name for pair in SCHEMA.values() for name in pair if name is not None}
INSTANCES = {
    "Language": ("SPARQL10Query", "SPARQL11Query", "SPARQL11Update"),
    "Feature": (
        "DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs",
        "BasicFederatedQuery",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A server whose graph has the server's own address for its base IRI."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}/"
    file = tmp_path_factory.mktemp("home") / "data.nq"
    file.write_text(
        f"<{base}id/cube/claims> <{RDF_TYPE}> <{QB_DATASET}> <{base}graph/one> .\n"
        f'<urn:s> <urn:p> "o" <{base}graph/two> .\n',
        encoding="utf-8",
    )
    with serving("--port", str(port), "--graph", str(file)) as running:
        assert running.address + "/" == base
        yield running.client


def description(client: Client) -> set[Triple]:
    answer = client.get("/sparql", headers={"Accept": "application/n-triples"})
    return {quad.triple for quad in parse(answer.content, RdfFormat.N_TRIPLES)}


def about(triples: set[Triple], property: str) -> list[object]:
    return [triple.object for triple in triples if triple.predicate.value == SD + property]


@pytest.mark.parametrize("accept", [None, "*/*", *TRIPLES.values()])
def test_get_on_the_endpoint_returns_rdf(accept: str | None, at_home: Client) -> None:
    answer = ask(at_home, None, accept)
    assert answer.status_code == 200
    assert media_type(answer) == (accept if accept in TRIPLES.values() else "text/turtle")
    assert read(answer.content, media_type(answer)) == description(at_home)


def test_the_description_names_the_endpoint_it_came_from(at_home: Client) -> None:
    assert about(description(at_home), "endpoint") == [NamedNode(f"{at_home.base_url}/sparql")]


def test_the_description_conforms_to_the_vocabulary(at_home: Client) -> None:
    triples = description(at_home)
    kinds: dict[object, set[str]] = {}
    for triple in triples:
        if triple.predicate.value == RDF_TYPE and triple.object.value.startswith(SD):  # type: ignore[union-attr]
            kinds.setdefault(triple.subject, set()).add(triple.object.value.removeprefix(SD))  # type: ignore[union-attr]
    for kind, names in INSTANCES.items():
        for name in names:
            kinds[NamedNode(SD + name)] = {kind}
    for found in kinds.values():
        assert found <= CLASSES
        if "Dataset" in found:
            found.add("GraphCollection")
    for triple in triples:
        if triple.predicate.value.startswith(SD):
            domain, range_ = SCHEMA[triple.predicate.value.removeprefix(SD)]
            assert domain in kinds[triple.subject], triple
            assert isinstance(triple.object, NamedNode | BlankNode), triple
            assert range_ is None or range_ in kinds[triple.object], triple
    assert sum("Service" in found for found in kinds.values()) == 1
    for node in (node for node, found in kinds.items() if "NamedGraph" in found):
        own = {triple for triple in triples if triple.subject == node}
        assert len(about(own, "name")) == len(about(own, "graph")) == 1


def test_the_description_tells_the_graphs_and_formats_there_are(at_home: Client) -> None:
    triples = description(at_home)
    assert {one.value for one in about(triples, "name")} == {  # type: ignore[attr-defined]
        f"{at_home.base_url}/graph/one",
        f"{at_home.base_url}/graph/two",
    }
    assert all(one.value.startswith(FORMATS) for one in about(triples, "resultFormat"))  # type: ignore[attr-defined]
    assert len(about(triples, "resultFormat")) == len(RESULTS) + len(TRIPLES)


# What the suites leave open

SMALL = """\
<urn:s> <urn:p> "æøå" <urn:one> .
<urn:t> <urn:p> "two"@nb <urn:two> .
<urn:x> <urn:q> "same" <urn:three> .
<urn:x> <urn:q> "same" <urn:four> .
"""
SELECT = "SELECT ?o { ?s <urn:p> ?o }"
GRAPHS = "SELECT ?g { GRAPH ?g { ?s <urn:p> ?o } }"
CONSTRUCT = "CONSTRUCT WHERE { ?s <urn:p> ?o }"
DESCRIBE = "DESCRIBE <urn:s>"
OF_RESULTS = {"SELECT": SELECT, "ASK": "ASK { ?s ?p ?o }"}
OF_TRIPLES = {"CONSTRUCT": CONSTRUCT, "DESCRIBE": DESCRIBE}
QUERY = quote(SELECT)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A server of four small graphs."""
    file = tmp_path_factory.mktemp("small") / "data.nq"
    file.write_text(SMALL, encoding="utf-8")
    with serving("--graph", str(file)) as running:
        yield running.client


def ask(client: Client, query: str | None, accept: str | None, **fields: str) -> Response:
    """A GET to the endpoint; None: without a query, without the Accept header."""
    params = fields if query is None else {"query": query, **fields}
    request = client.build_request(
        "GET", "/sparql", params=params, headers={"Accept": accept or ""}
    )
    if accept is None:
        del request.headers["Accept"]
    return client.send(request)


FORMS = [
    pytest.param(query, name, kind, id=f"{form}-{name}")
    for queries, formats in ((OF_RESULTS, RESULTS), (OF_TRIPLES, TRIPLES))
    for form, query in queries.items()
    for name, kind in formats.items()
]


@pytest.mark.parametrize(("query", "name", "kind"), FORMS)
def test_every_format_is_given_by_name_and_by_accept(
    query: str, name: str, kind: str, small: Client
) -> None:
    by_name, by_accept = ask(small, query, BROWSER, format=name), ask(small, query, kind)
    wanted = kind + ("; charset=utf-8" if kind.startswith("text/") else "")
    assert by_name.status_code == by_accept.status_code == 200
    assert by_name.headers["Content-Type"] == by_accept.headers["Content-Type"] == wanted
    assert by_name.content == by_accept.content
    found = read(by_accept.content, kind)
    if isinstance(found, bool):
        assert found is True
    elif isinstance(found, Table):
        assert sorted(row["o"].value for row in found.rows) == ["two", "æøå"]
    else:
        subject = {"<urn:s>"} if query == DESCRIBE else {"<urn:s>", "<urn:t>"}
        assert {str(triple.subject) for triple in found} == subject
        assert "æøå" in {triple.object.value for triple in found}  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["html", "nonsense", ""])
def test_a_format_by_a_name_that_is_none_is_406_with_the_list(name: str, small: Client) -> None:
    answer = ask(small, SELECT, None, format=name)
    assert answer.status_code == 406
    assert all(kind in answer.text for kind in RESULTS.values())


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", JSON),
        ("application/xml", XML),
        ("text/xml", XML),
        ("text/*", CSV),
        ("TEXT/CSV", CSV),
        ("text/csv; charset=utf-8", CSV),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", XML),
        ("application/sparql-results+xml;q=0.5, text/csv", CSV),
        ("text/tab-separated-values, */*;q=0.1", TSV),
        ("image/png, */*;q=0.1", JSON),
        ("image/png, text/turtle, text/csv;q=0.1", CSV),
        ("application/sparql-results+json;q=0, */*", XML),
        ("*/*, application/sparql-results+json;q=0.1", XML),
        ("text/*;q=0.3, text/csv;q=0.7, */*;q=0.1", CSV),
        ("text/*, text/csv;q=0.1", TSV),
        ("text/csv;q=0, text/*", TSV),
        ("application/sparql-results+json;q=0.9, text/html;q=0.8", JSON),
        ("text/csv;q=1.000", CSV),
        (", ,text/csv,", CSV),
        (BROWSER, "text/html"),
    ],
)
def test_the_answer_to_a_select_is_of_the_kind_that_is_liked_best(
    accept: str | None, kind: str, small: Client
) -> None:
    answer = ask(small, SELECT, accept)
    assert answer.status_code == 200, answer.text
    assert media_type(answer) == kind


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/turtle; charset=utf-8", "text/turtle"),
        ("text/*", "text/turtle"),
        ("application/*", "application/n-triples"),
        ("application/json", "application/ld+json"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.8", "application/rdf+xml"),
        ("application/sparql-results+json, application/n-triples;q=0.2", "application/n-triples"),
        ("text/turtle;q=0, */*;q=0.5", "application/n-triples"),
        ("application/trig, application/n-quads;q=0.9", "application/trig"),
        (BROWSER, "text/html"),
    ],
)
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE, None])
def test_triples_are_of_the_kind_that_is_liked_best(
    accept: str | None, kind: str, query: str | None, small: Client
) -> None:
    answer = ask(small, query, accept)
    assert answer.status_code == 200, answer.text
    assert media_type(answer) == kind


@pytest.mark.parametrize("accept", ["text/csv;q=high", "text/csv;q=-1", "csv", "/", ";;", "*"])
def test_an_accept_header_out_of_form_is_no_fault_of_ours(accept: str, small: Client) -> None:
    assert ask(small, SELECT, accept).status_code in (200, 400, 406)


@pytest.mark.parametrize(
    ("query", "accept", "offered"),
    [
        (SELECT, "image/png", RESULTS),
        (SELECT, "text/turtle", RESULTS),
        (SELECT, "*/*;q=0", RESULTS),
        (OF_RESULTS["ASK"], "application/n-triples", RESULTS),
        (CONSTRUCT, "image/png", TRIPLES),
        (CONSTRUCT, "text/csv", TRIPLES),
        (DESCRIBE, "application/sparql-results+json", TRIPLES),
        (None, "text/csv", TRIPLES),
    ],
)
def test_406_lists_what_can_be_had(
    query: str | None, accept: str, offered: Mapping[str, str], small: Client
) -> None:
    answer = ask(small, query, accept)
    assert answer.status_code == 406
    assert all(kind in answer.text for kind in offered.values())
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize("query", [SELECT, CONSTRUCT, None])
@pytest.mark.parametrize("accept", ["*/*", BROWSER])
def test_an_answer_says_what_it_varies_by(query: str | None, accept: str, small: Client) -> None:
    varies = {one.strip().lower() for one in ask(small, query, accept).headers["Vary"].split(",")}
    assert {"accept", "accept-encoding"} <= varies


ADDRESSES = {
    "a query": (f"/sparql?query={QUERY}", 200),
    "the description": ("/sparql", 200),
    "a graph": ("/graphs?graph=urn:one", 200),
    "the default graph": ("/graphs?default", 200),
    "no query": ("/sparql?query=SELECT", 400),
    "no such graph": ("/graphs?graph=urn:none", 404),
    "no graph": ("/graphs", 400),
    "no such format": (f"/sparql?query={QUERY}&format=png", 406),
    "no such page": ("/none", 404),
}


@pytest.mark.parametrize(("address", "status"), ADDRESSES.values(), ids=ADDRESSES)
def test_head_has_the_headers_of_get_and_no_body(address: str, status: int, small: Client) -> None:
    get, head = small.get(address), small.head(address)
    assert get.status_code == head.status_code == status
    assert not head.content
    for headers in (get.headers, head.headers):
        headers.pop("date", None)
    assert dict(head.headers) == dict(get.headers)


@pytest.mark.parametrize(("address", "status"), ADDRESSES.values(), ids=ADDRESSES)
def test_scripts_of_any_origin_may_read_every_answer(
    address: str, status: int, small: Client
) -> None:
    answer = small.get(address, headers={"Origin": "https://app.example"})
    assert answer.status_code == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


ALLOWED = {
    "/sparql": "GET, HEAD, POST, OPTIONS",
    "/graphs": "GET, HEAD, OPTIONS",
    "/graphs?default": "GET, HEAD, OPTIONS",
}


@pytest.mark.parametrize(("address", "methods"), ALLOWED.items())
def test_options_tell_the_methods_and_what_scripts_may_send(
    address: str, methods: str, small: Client
) -> None:
    preflight = {
        "Origin": "https://app.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    answer = small.options(address, headers=preflight)
    assert answer.status_code == 204
    assert answer.headers["Allow"] == answer.headers["Access-Control-Allow-Methods"] == methods
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    allowed = answer.headers["Access-Control-Allow-Headers"].lower().split(", ")
    assert {"accept", "content-type"} <= set(allowed)
    assert int(answer.headers["Access-Control-Max-Age"]) > 0
    assert not answer.content


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize(("address", "methods"), ALLOWED.items())
def test_other_methods_are_405_with_those_there_are(
    method: str, address: str, methods: str, small: Client
) -> None:
    answer = small.request(method, address)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == methods
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_graph_is_not_posted_to(small: Client) -> None:
    answer = small.post(
        "/graphs?graph=urn:one", content=b"", headers={"Content-Type": "text/turtle"}
    )
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize(("name", "kind"), TRIPLES.items())
def test_a_graph_is_read_in_every_format(name: str, kind: str, small: Client) -> None:
    by_name = small.get("/graphs", params={"graph": "urn:one", "format": name})
    by_accept = small.get("/graphs", params={"graph": "urn:one"}, headers={"Accept": kind})
    assert media_type(by_name) == media_type(by_accept) == kind
    for answer in (by_name, by_accept):
        found = read(answer.content, kind)
        assert isinstance(found, frozenset)
        assert sorted(triple.object.value for triple in found) == ["æøå"]  # type: ignore[union-attr]


def test_a_graph_is_asked_for_once(small: Client) -> None:
    for query in ("default&graph=urn:one", "graph=urn:one&graph=urn:two", "graph=one", "graph="):
        assert small.get(f"/graphs?{query}").status_code == 400, query


# The dataset of a request

ONE, TWO = ("default-graph-uri", "urn:one"), ("default-graph-uri", "urn:two")
NAMED_ONE, NAMED_TWO = ("named-graph-uri", "urn:one"), ("named-graph-uri", "urn:two")
NONE = ("default-graph-uri", "urn:none")
DATASETS = {
    "all graphs": (SELECT, [], ["two", "æøå"]),
    "all graphs by name": (GRAPHS, [], ["urn:one", "urn:two"]),
    "one": (SELECT, [ONE], ["æøå"]),
    "two, merged": (SELECT, [ONE, TWO], ["two", "æøå"]),
    "one, named twice": (SELECT, [ONE, ONE], ["æøå"]),
    "one that is not there": (SELECT, [NONE], []),
    "one that is there and one that is not": (SELECT, [ONE, NONE], ["æøå"]),
    "one by name, and nothing else": (SELECT, [NAMED_ONE], []),
    "one by name": (GRAPHS, [NAMED_ONE], ["urn:one"]),
    "two by name": (GRAPHS, [NAMED_ONE, NAMED_TWO], ["urn:one", "urn:two"]),
    "one, and none by name": (GRAPHS, [ONE], []),
    "one, and another by name": (GRAPHS, [ONE, NAMED_TWO], ["urn:two"]),
    "FROM": ("SELECT ?o FROM <urn:one> { ?s ?p ?o }", [], ["æøå"]),
    "FROM, overridden": ("SELECT ?o FROM <urn:one> { ?s ?p ?o }", [TWO], ["two"]),
    "FROM, overridden by name": ("SELECT ?o FROM <urn:one> { ?s ?p ?o }", [NAMED_TWO], []),
    "FROM NAMED": (GRAPHS.replace("{", "FROM NAMED <urn:one> {", 1), [], ["urn:one"]),
    "FROM NAMED, overridden": (
        GRAPHS.replace("{", "FROM NAMED <urn:one> {", 1),
        [NAMED_TWO],
        ["urn:two"],
    ),
    "FROM NAMED, overridden by the default": (
        GRAPHS.replace("{", "FROM NAMED <urn:one> {", 1),
        [TWO],
        [],
    ),
}


@pytest.mark.parametrize(("query", "graphs", "wanted"), DATASETS.values(), ids=DATASETS)
def test_the_dataset_is_the_one_of_the_request_however_it_is_sent(
    query: str, graphs: list[tuple[str, str]], wanted: list[str], small: Client
) -> None:
    form = httpx.QueryParams([("query", query), *graphs])
    posted = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
    direct = {"Content-Type": "Application/SPARQL-Query; charset=utf-8"}
    chosen = httpx.QueryParams(graphs)
    answers = [
        small.get("/sparql", params=form),
        small.post("/sparql", content=str(form), headers=posted),
        small.post("/sparql", params=chosen, content=f"query={quote(query)}", headers=posted),
        small.post("/sparql", params=chosen, content=query, headers=direct),
    ]
    for answer in answers:
        found = read(answer.content, media_type(answer))
        assert isinstance(found, Table)
        assert sorted(value.value for row in found.rows for value in row.values()) == wanted


@pytest.mark.parametrize(
    "graphs",
    [
        [],
        [("default-graph-uri", "urn:three"), ("default-graph-uri", "urn:four")],
        [("default-graph-uri", "urn:three"), ("default-graph-uri", "urn:three")],
    ],
)
def test_a_triple_of_two_graphs_is_one_of_their_merge(
    graphs: list[tuple[str, str]], small: Client
) -> None:
    params = httpx.QueryParams([("query", "SELECT ?o { <urn:x> <urn:q> ?o }"), *graphs])
    assert len(small.get("/sparql", params=params).json()["results"]["bindings"]) == 1


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("value", [" ", "one", "//host/one", "urn:a b", "<urn:one>"])
def test_a_graph_that_is_no_iri_is_400(name: str, value: str, small: Client) -> None:
    assert ask(small, SELECT, None, **{name: value}).status_code == 400


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/sparql-query", SELECT, 200),
        ("application/sparql-query; charset=utf-8", SELECT, 200),
        ("application/sparql-query; charset=iso-8859-1", SELECT, 415),
        ("application/x-www-form-urlencoded", f"query={QUERY}", 200),
        ("application/x-www-form-urlencoded", "query=SELECT+%3Fo+%7B+%3Fs+%3Fp+%3Fo+%7D", 200),
        ("application/x-www-form-urlencoded", "query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("application/x-www-form-urlencoded", "query=%zz", 400),
        ("application/x-www-form-urlencoded", "query=%ff", 400),
        ("application/x-www-form-urlencoded", "", 400),
        ("application/sparql-query", "", 400),
        ("application/sparql-update", "CLEAR ALL", 415),
        ("multipart/form-data; boundary=a", SELECT, 415),
        ("text/turtle", SELECT, 415),
        ("nonsense", SELECT, 415),
    ],
)
def test_a_post_is_answered_by_its_media_type(
    content_type: str, body: str, status: int, small: Client
) -> None:
    answer = small.post("/sparql", content=body, headers={"Content-Type": content_type})
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize(("coding", "status"), [("gzip", 415), ("br", 415), ("identity", 200)])
def test_a_body_that_is_coded_is_told_so(coding: str, status: int, small: Client) -> None:
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": coding}
    answer = small.post("/sparql", content=SELECT, headers=headers)
    assert answer.status_code == status, answer.text
    assert status == 200 or "Content-Encoding" in answer.text


def test_one_query_in_the_address_and_one_in_the_body_are_400(small: Client) -> None:
    for kind, body in (
        ("application/sparql-query", SELECT),
        ("application/x-www-form-urlencoded", f"query={QUERY}"),
    ):
        answer = small.post(f"/sparql?query={QUERY}", content=body, headers={"Content-Type": kind})
        assert answer.status_code == 400, kind


def test_an_iri_without_a_base_is_relative_to_something(small: Client) -> None:
    # SPARQL 1.1, 4.1.1.2, and RFC 3986, 5.1.4; the suite has such a query too.
    answer = ask(small, "SELECT (<#a> AS ?a) {}", JSON)
    assert answer.status_code == 200, answer.text
    (row,) = answer.json()["results"]["bindings"]
    assert re.fullmatch(r"https?://.+#a", row["a"]["value"])
