"""The endpoint, asked with the clients that people use."""

import json
import shutil
import subprocess
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import NamedNode, Store
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, N3, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.server.served import ACCELERATED, Served
from tests.some import some

CLIENTS = Path(__file__).parent / "clients"
JAVASCRIPT = ("fetch-sparql-endpoint", "sparql-http-client", "comunica")
SOURCE = "https://rusfelt.example/def#Source"
SELECT = f"SELECT ?s ?title {{ ?s a <{SOURCE}> ; <http://purl.org/dc/terms/title> ?title }}"
ASK = f"ASK {{ ?s a <{SOURCE}> }}"
CONSTRUCT = f"CONSTRUCT WHERE {{ ?s a <{SOURCE}> ; ?p ?o }}"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def endpoint(served: Served) -> str:
    return served.address + "/sparql"


@pytest.fixture(scope="module")
def titles(store: Store) -> Counter[tuple[str, str]]:
    """What SELECT finds, by the engine itself."""
    rows = store.query(SELECT, use_default_graph_as_union=True)
    return Counter((row["s"].value, row["title"].value) for row in rows)


@pytest.fixture(scope="module")
def size(store: Store) -> int:
    """How many triples CONSTRUCT finds."""
    return len(list(store.query(CONSTRUCT, use_default_graph_as_union=True)))


def javascript(*arguments: str) -> Any:
    """What a JavaScript client gets; AssertionError with its message where it fails."""
    if shutil.which("node") is None or not (CLIENTS / "node_modules").is_dir():
        pytest.skip("no Node.js clients on this machine; `make clients` installs them")
    done = subprocess.run(
        ["node", "ask.mjs", *arguments], cwd=CLIENTS, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("client", some(JAVASCRIPT))
def test_javascript_clients_get_the_rows(
    client: str, endpoint: str, titles: Counter[tuple[str, str]]
) -> None:
    rows = javascript(client, "select", endpoint, SELECT)
    assert Counter((row["s"][1], row["title"][1]) for row in rows) == titles
    assert {row["title"][2] for row in rows} <= {"nb", "nn", "en"}


@pytest.mark.parametrize("client", some(JAVASCRIPT))
def test_javascript_clients_get_yes_and_triples(client: str, endpoint: str, size: int) -> None:
    assert javascript(client, "ask", endpoint, ASK) is True
    assert len(javascript(client, "triples", endpoint, CONSTRUCT)) == size


@pytest.mark.parametrize("client", ["sparql-http-client", "comunica"])
def test_javascript_clients_are_told_what_is_wrong(client: str, endpoint: str) -> None:
    with pytest.raises(AssertionError, match=r"line 1|Parse error"):
        javascript(client, "select", endpoint, "SELECT * WHER { ?s ?p ?o }")


def test_a_graph_store_client_reads_a_graph(endpoint: str, store: Store) -> None:
    name = "https://rusfelt.example/graph/plan"
    found = javascript("sparql-http-client", "graph", endpoint, name)
    assert len(found) == len(list(store.quads_for_pattern(None, None, None, NamedNode(name))))


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("request_method", ["urlencoded", POSTDIRECTLY])
def test_sparqlwrapper_gets_the_rows(
    method: str, request_method: str, endpoint: str, titles: Counter[tuple[str, str]]
) -> None:
    if (method, request_method) == ("GET", POSTDIRECTLY):
        method = POST
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(request_method)
    wrapper.setQuery(SELECT)
    wrapper.setReturnFormat(JSON)
    rows = wrapper.queryAndConvert()["results"]["bindings"]
    assert Counter((row["s"]["value"], row["title"]["value"]) for row in rows) == titles


def test_sparqlwrapper_gets_yes_as_xml_and_json(endpoint: str) -> None:
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(ASK)
    wrapper.setReturnFormat(JSON)
    assert wrapper.queryAndConvert()["boolean"] is True
    wrapper.setReturnFormat(XML)
    assert "true" in wrapper.queryAndConvert().toxml()


# SPARQLWrapper 2.0 makes a kind of graph that rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:.*ConjunctiveGraph:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:.*Dataset:DeprecationWarning")
@pytest.mark.parametrize("form", [RDFXML, TURTLE, N3])
def test_sparqlwrapper_gets_graphs(form: str, endpoint: str, size: int) -> None:
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(form)
    found = wrapper.queryAndConvert()
    if isinstance(found, bytes):
        found = rdflib.Graph().parse(data=found, format="turtle")
    assert len(found) == size


def test_sparqlwrapper_is_told_what_is_wrong(endpoint: str) -> None:
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery("SELECT * WHER { ?s ?p ?o }")
    with pytest.raises(QueryBadFormed, match="line 1, column 10"):
        wrapper.query()


def test_rdflib_store_answers_queries_and_patterns(
    endpoint: str, titles: Counter[tuple[str, str]], size: int
) -> None:
    graph = rdflib.Graph(SPARQLStore(endpoint, returnFormat="json"))
    rows = graph.query(SELECT)
    assert Counter((str(row[0]), str(row[1])) for row in rows) == titles
    of_sources = [
        triple
        for subject in graph.subjects(rdflib.RDF.type, rdflib.URIRef(SOURCE))
        for triple in graph.triples((subject, None, None))
    ]
    assert len(of_sources) == size


@pytest.mark.parametrize("host", [ACCELERATED], indirect=True)  # others do not notice
def test_a_client_that_leaves_frees_its_worker(served: Served) -> None:
    def left() -> float:
        return served.metric("rusfelt_queries_ended_total", reason="client-left")

    before = left()
    threads = [threading.Thread(target=_leave, args=(served,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert served.client.get("/sparql", params={"query": ASK}).status_code == 200
    for _ in range(50):
        if left() == before + 3:
            break
        threading.Event().wait(0.1)
    assert left() == before + 3
    assert served.metric("rusfelt_queries_active") == 0


def _leave(served: Served) -> None:
    """Ask an endless query, each in its own words, and go away."""
    import httpx

    query = f"{ENDLESS} # {threading.get_ident()}"
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(served.address + "/sparql", params={"query": query}, timeout=0.7)
