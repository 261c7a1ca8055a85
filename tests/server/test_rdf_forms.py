"""RDF as the server writes it: with its graphs where the format has them, with prefixes, and XML that is XML."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from graph_build.layers.builder import BuiltGraph
from server.repository.rdf_writer import UnfitForXml, written
from shapes.graphs.untrusted import FORMATS
from tests.server.served import Served, serving
from tests.some import some

BASE = "https://rusfelt.example/"
CLAIM = f"{BASE}id/claim/004-frame-heading"
PATHS = ["/doc/claim/004-frame-heading?", "/graph/source/003?", "/def?", "/graph/meta?"]


@pytest.mark.parametrize(
    "path",
    [
        "/graph/source/003?",
        "/def?",
        f"/graphs?graph={BASE}graph/source/003",
        "/graphs?default",
    ],
)
@pytest.mark.parametrize("form", some(["nq", "trig"], first=4))
def test_quads_say_of_which_graph_they_are(
    path: str, form: str, built: BuiltGraph, client: httpx.Client
) -> None:
    answer = client.get(f"{path}&format={form}")
    assert answer.status_code == 200
    found = {*parse(answer.content, format=FORMATS[form])}
    assert found
    assert found <= {*built.quads}
    if path == "/graphs?default":
        assert found == {*built.quads}


@pytest.mark.parametrize("path", PATHS)
def test_json_ld_has_a_context_and_says_the_same(path: str, client: httpx.Client) -> None:
    answer = client.get(f"{path}&format=jsonld")
    whole = json.loads(answer.content)
    assert whole["@context"]["dct" if "meta" in path else "rf"]
    plain = {*parse(client.get(f"{path}&format=nt").content, format=RdfFormat.N_TRIPLES)}
    assert {quad.triple for quad in parse(answer.content, format=RdfFormat.JSON_LD)} == {  # type: ignore[union-attr]
        Triple(one.subject, one.predicate, one.object) for one in plain
    }


def test_things_have_a_prefix(client: httpx.Client) -> None:
    turtle = client.get("/doc/claim/004-frame-heading?format=ttl").text
    assert f"@prefix claim: <{BASE}id/claim/> ." in turtle
    assert "\nclaim:004-frame-heading " in turtle
    json_ld = client.get("/doc/claim/004-frame-heading?format=jsonld").json()
    assert "claim:004-frame-heading" in {one["@id"] for one in json_ld["@graph"]}


def test_a_construct_is_written_with_the_prefixes_of_its_query(client: httpx.Client) -> None:
    query = f"PREFIX c: <{BASE}id/claim/> PREFIX : <{BASE}def#> CONSTRUCT WHERE {{ c:004-frame-heading a ?t }}"
    turtle = client.get("/sparql", params={"query": query, "format": "ttl"}).text
    assert "c:004-frame-heading a" in turtle
    assert ":Claim" in turtle


# XML.


def lines() -> Iterator[str]:
    bad = {"bell": "\x01", "tab": "\x0b", "end": "\uffff", "none": "\ufffe"}
    for name, char in bad.items():
        yield f'<{BASE}id/x/{name}> <urn:p:a> "a\\u{ord(char):04X}b" <{BASE}graph/{name}> .'
    yield f'<{BASE}id/x/returns> <urn:p:a> "a\\rb\\r\\nc\\nd\\te" <{BASE}graph/returns> .'
    for name, iri in (
        ("number", "urn:p/123"),
        ("hash", "http://a.example/b#"),
        ("colon", "urn:1"),
        ("ordinal", "http://a.example/\u00aa"),
    ):
        yield f'<{BASE}id/y/{name}> <{iri}> "v" <{BASE}graph/y{name}> .'
    yield f'<{BASE}id/y/well> <http://a.example/1x> "v" <{BASE}graph/ywell> .'


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    file: Path = tmp_path_factory.mktemp("xml") / "odd.nq"
    file.write_text("".join(line + "\n" for line in lines()), encoding="utf-8")
    with serving("--graph", str(file)) as running:
        yield running


def addresses(name: str, kind: str = "x") -> tuple[str, ...]:
    graph = f"{BASE}graph/{name if kind == 'x' else 'y' + name}"
    construct = quote(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    return (
        f"/doc/{kind}/{name}?", f"/graph/{graph.rpartition('/')[2]}?", f"/graphs?graph={graph}", f"/sparql?query={construct}"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "number"), [("bell", "0001"), ("tab", "000B"), ("end", "FFFF"), ("none", "FFFE")]
)
def test_what_xml_cannot_hold_is_406_with_its_name(name: str, number: str, odd: Served) -> None:
    select = quote(f"SELECT ?o {{ GRAPH <{BASE}graph/{name}> {{ ?s ?p ?o }} }}")
    asked = [f"{path}&format=rdf" for path in addresses(name)] + [
        f"/sparql?format=xml&query={select}"
    ]
    for path in asked:
        answer = odd.client.get(path)
        assert answer.status_code == 406, path
        assert f"U+{number}" in answer.text
        assert "text/turtle" in answer.text
        assert "xml (" not in answer.text
        for form in ("json", "csv", "tsv") if "SELECT" in path else ("ttl", "nt", "jsonld"):
            other = path.replace("format=rdf", f"format={form}").replace(
                "format=xml", f"format={form}"
            )
            assert odd.client.get(other).status_code == 200, other


@pytest.mark.parametrize("name", ["number", "hash", "colon", "ordinal"])
def test_a_property_that_is_no_element_is_406_with_its_name(name: str, odd: Served) -> None:
    for path in addresses(name, "y"):
        answer = odd.client.get(f"{path}&format=rdf")
        assert answer.status_code == 406, path
        assert "The property <" in answer.text
    for path in addresses("well", "y"):
        answer = odd.client.get(f"{path}&format=rdf")
        assert answer.status_code == 200
        ET.fromstring(answer.content)


def test_line_ends_of_a_value_stay_what_they_are(odd: Served) -> None:
    wanted = "a\rb\r\nc\nd\te"
    for path in addresses("returns"):
        (quad,) = parse(odd.client.get(f"{path}&format=rdf").content, format=RdfFormat.RDF_XML)
        assert isinstance(quad.object, Literal)
        assert quad.object.value == wanted
    query = {
        "query": f"SELECT ?o {{ GRAPH <{BASE}graph/returns> {{ ?s ?p ?o }} }}",
        "format": "xml",
    }
    found = ET.fromstring(odd.client.get("/sparql", params=query).content).find(".//{*}literal")
    assert found is not None
    assert found.text == wanted


iris = st.builds(
    NamedNode,
    st.sampled_from(
        [
            "urn:a",
            "rf:b",
            "claim:c",
            "//d",
            f"{BASE}id/claim/e",
            f"{BASE}id/claim///f",
            f"{BASE}def#g",
            f"{BASE}def#",
            "http://www.w3.org/2001/XMLSchema#h",
            "skos://i",
        ]
    ).map(lambda iri: iri if ":" in iri else "urn:" + iri),
)
literals = st.one_of(
    st.builds(Literal, st.text(max_size=4)),
    st.builds(lambda text, kind: Literal(text, datatype=kind), st.text(max_size=3), iris),
)


@given(st.lists(st.builds(Triple, iris, iris, st.one_of(iris, literals)), min_size=1, max_size=6))
def test_whatever_is_written_is_read_as_the_same(found: list[Triple]) -> None:
    for form in (RdfFormat.JSON_LD, RdfFormat.TURTLE, RdfFormat.RDF_XML):
        try:
            body = written(found, form, BASE)
        except UnfitForXml:
            assert form == RdfFormat.RDF_XML
            continue
        if form == RdfFormat.RDF_XML:
            ET.fromstring(body)
        read = {Triple(one.subject, one.predicate, one.object) for one in parse(body, format=form)}
        assert read == {*found}
