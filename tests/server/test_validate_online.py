"""POST /validate: anybody's graph, checked in a worker, the report in the form asked for."""

import json
import os
import signal
import socket
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import rdflib
from playwright.sync_api import Browser
from pyoxigraph import RdfFormat, serialize

from graph_build.layers.builder import BuiltGraph
from shapes.rendering.json_report import as_json
from shapes.validation import answered, validate
from tests.server.served import Served, serving
from tests.some import some

A = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
GOOD = b"<urn:a> a <urn:b> ."
BAD = b"<https://rusfelt.example/id/claim/x> a <https://rusfelt.example/def#Claim> ."
GRAPHS = {
    "text/turtle": BAD,
    "application/n-triples": BAD.replace(b" a ", f" <{A}> ".encode()),
    "application/n-quads": BAD.replace(b" a ", f" <{A}> ".encode()),
    "application/trig": b"<urn:g> { " + BAD.removesuffix(b".") + b"}",
    "application/ld+json": b'{"@id": "https://rusfelt.example/id/claim/x", "@type": "https://rusfelt.example/def#Claim"}',
    "application/rdf+xml": b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:f="https://rusfelt.example/def#">'
    b'<f:Claim r:about="https://rusfelt.example/id/claim/x"/></r:RDF>',
}  # fmt: skip
BOMB = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><r>&b;</r>'


@pytest.fixture(scope="module")
def running(
    built: BuiltGraph, host: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    graph = tmp_path_factory.mktemp("validating") / "rusfelt.nq"
    graph.write_bytes(built.nquads)
    options = ("--validate-mb", "14", "--validate-timeout", "20", "--validate-memory-mb", "600")
    with serving("--graph", str(graph), *options, kind=host) as found:
        yield found


def sent(
    running: Served, graph: bytes, kind: str = "text/turtle", accept: str = "application/json", **params: str
) -> httpx.Response:  # fmt: skip
    headers = {"Content-Type": kind, "Accept": accept}
    return running.client.post("/validate", content=graph, headers=headers, params=params)


@pytest.mark.parametrize("kind", some(GRAPHS, first=3))
def test_a_graph_in_any_format_is_validated(kind: str, running: Served) -> None:
    answer = sent(running, GRAPHS[kind], kind)
    assert answer.status_code == 200
    report = answer.json()
    assert report["verdict"] == "does-not-conform"
    assert report["counts"]["Violation"] > 3
    assert sent(running, GRAPHS[kind], kind + "; charset=UTF-8").json() == report


@pytest.mark.deep
def test_the_report_is_the_one_of_the_command(running: Served, built: BuiltGraph) -> None:
    spoiled = "http://www.w3.org/ns/prov#wasQuotedFrom"
    quads = [q for q in built.quads if q.predicate.value != spoiled or "/004-" in str(q.subject)]
    graph = serialize(quads, format=RdfFormat.N_QUADS)
    assert graph is not None
    online = sent(running, graph, "application/n-quads").json()
    offline = json.loads(as_json(validate(quads, engine=answered)))
    assert [one["messages"] for one in online["results"]] == [
        one["messages"] for one in offline["results"]
    ]
    assert len(online["results"]) > 3
    assert online["focusNodes"] == offline["focusNodes"]


def test_what_nothing_ties_to_the_model_is_judged_on_demand(running: Served) -> None:
    graph = b"<urn:a> a <http://www.w3.org/2004/02/skos/core#Concept> ."
    some, everything, also = (
        sent(running, graph, **said) for said in ({}, {"all": "1"}, {"all": "0"})
    )
    assert some.json()["verdict"] == "nothing-checked"
    assert some.json()["unjudged"] == 1
    assert some.content == also.content
    assert everything.json()["verdict"] == "does-not-conform"
    files = {"graph": ("a.ttl", graph)}
    headers = {"Accept": "application/json"}
    by_form = running.client.post("/validate", files=files, data={"all": "1"}, headers=headers)
    assert by_form.json()["results"] == everything.json()["results"]


def test_the_report_comes_in_the_form_asked_for(running: Served) -> None:
    turtle = sent(running, BAD, accept="text/turtle")
    graph = rdflib.Graph().parse(data=turtle.content, format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    assert graph.value(predicate=rdflib.RDF.type, object=sh.ValidationReport)
    ET.fromstring(sent(running, BAD, format="junit").content)
    assert sent(running, BAD, format="sarif").json()["version"] == "2.1.0"
    assert (
        sent(running, BAD, format="text", lang="en").text.rstrip().splitlines()[-1][:9]
        == "The graph"
    )
    assert '<html lang="nn">' in sent(running, BAD, format="html", lang="nn").text
    assert sent(running, BAD, accept="*/*").headers["Content-Type"].startswith("text/turtle")


@pytest.mark.parametrize(
    ("graph", "kind", "params", "status", "words"),
    [
        (b"", "text/turtle", {}, 400, "is empty"),
        (b"# nothing", "text/turtle", {}, 400, "has no statements"),
        (b"<urn:a> <urn:b>", "text/turtle", {}, 400, "graph:1: is no Turtle"),
        (b"\xff\xfe", "text/turtle", {}, 400, "is not UTF-8"),
        (b"<urn:a> <urn:b> \0 .", "text/turtle", {}, 400, "NUL"),
        (BOMB, "application/rdf+xml", {}, 400, "a document type is not read"),
        (b'{"@id": "urn:a"}', "text/turtle", {}, 400, "looks like JSON-LD: say so with Content-Type: application/ld+json"),
        (GRAPHS["application/rdf+xml"], "text/turtle", {}, 400, "Content-Type: application/rdf+xml"),
        (b"<r:RDF", "application/rdf+xml", {}, 400, "graph:1: is no RDF/XML"),
        (GOOD, "text/plain", {}, 415, "text/turtle"),
        (GOOD, "text/turtle; charset=latin-1", {}, 415, "UTF-8"),
        (GOOD, "text/turtle", {"format": "docx"}, 406, "sarif"),
        (GOOD, "text/turtle", {"lang": "de"}, 400, "nb, nn, en"),
        (b"x" * 14_000_001, "text/turtle", {}, 413, "14000000 bytes"),
        (b"[" * 100_000, "text/turtle", {}, 400, "graph"),
        (b'{"@context":' * 30_000, "application/ld+json", {}, 400, "graph"),
        (b"<< <urn:a> <urn:b> <urn:c> >> <urn:d> <urn:e> .", "text/turtle", {}, 400, "RDF"),
    ],
)  # fmt: skip
def test_what_cannot_be_validated_is_said(
    graph: bytes, kind: str, params: dict[str, str], status: int, words: str, running: Served
) -> None:
    answer = sent(running, graph, kind, **params)
    assert (answer.status_code, words in answer.text) == (status, True), answer.text[:300]
    assert answer.text.count("\n") == 1
    assert "Traceback" not in answer.text
    assert sent(running, GOOD).status_code == 200


def test_nothing_is_fetched(running: Served) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        owl = "http://www.w3.org/2002/07/owl#imports"
        graphs = {
            "application/ld+json": f'{{"@context": "{url}", "@id": "urn:a", "urn:b": 1}}',
            "text/turtle": f"@base <{url}> . <urn:a> <{owl}> <{url}> . <{url}> a <http://www.w3.org/2002/07/owl#Ontology> .",
            "application/rdf+xml": f'<!DOCTYPE r SYSTEM "{url}"><r xmlns="{url}"/>',
        }
        for kind, graph in graphs.items():
            assert sent(running, graph.encode(), kind).status_code in (200, 400)
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.deep
def test_a_validation_that_needs_too_much_is_ended_and_others_go_on(running: Served) -> None:
    blank = b"".join(b"_:b%d <urn:p> _:b%d .\n" % (i, i + 1) for i in range(400_000))
    answers = list[httpx.Response]()
    threads = [
        threading.Thread(target=lambda: answers.append(sent(running, blank, "application/n-triples")))
        for _ in range(2)
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    lookup = running.client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", "format": "csv"})
    assert lookup.text == "true\r\n"
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} <= {200, 413, 504}
    assert sent(running, GOOD).status_code == 200


def test_a_form_gives_a_page(running: Served) -> None:
    files = {"graph": ("my.ttl", BAD, "application/octet-stream")}
    headers = {"Accept": "text/html"}
    data = {"format": "html", "lang": "en"}
    answer = running.client.post("/validate", files=files, data=data, headers=headers)
    assert answer.status_code == 200
    assert "The graph does not conform" in answer.text
    missing = running.client.post("/validate", files={"note": (None, "x")}, headers=headers)
    assert missing.status_code == 400
    assert 'class="problem"' in missing.text
    unknown = {"graph": ("my.docx", BAD, "application/octet-stream")}
    assert running.client.post("/validate", files=unknown).status_code == 415


def test_the_page_sends_a_file_and_shows_the_report(
    running: Served, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "my.ttl").write_bytes(BAD)
    page = browser.new_page(viewport={"width": 360, "height": 800})
    said = list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.goto(running.address + "/validate?lang=nn")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_input_files("#graph", str(tmp_path / "my.ttl"))
    page.click("main button")
    page.wait_for_selector(".verdict")
    assert page.locator("article.finding").count() > 3
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.verdict')).borderLeftWidth")
        != "0px"
    )
    assert said == []
    page.close()


def test_a_killed_validator_is_started_anew(running: Served) -> None:
    assert sent(running, GOOD).status_code == 200
    pids = [pid for pid, kind in running.processes().items() if kind == "zygote"]
    command = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in pids}
    for pid in pids:
        if b"\0validate\0" in command[pid]:
            os.kill(pid, signal.SIGKILL)
    assert sent(running, GOOD).status_code == 200


def test_a_graph_whose_format_nobody_says_is_not_guessed_at(running: Served) -> None:
    for headers in ({}, {"Content-Type": ""}, {"Content-Type": ";"}):
        answer = running.client.post("/validate", content=GOOD, headers=headers)
        assert (answer.status_code, "text/turtle" in answer.text) == (415, True)
