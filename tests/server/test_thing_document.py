"""The RDF of a thing: as the graph has it, with the names of what is near, what points to it, and whose document it is."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from graph_build.layers.builder import BuiltGraph
from ontology import LANGUAGES
from ontology.vocabulary import PREFIXES
from server.answers.things.thing_document import MOST
from shapes.graphs.untrusted import FORMATS
from tests.some import some

BASE = "https://rusfelt.example/"
CLAIM, CROWDED = "claim/004-frame-heading", "assertion-mode/asserted"


def term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def quads(client: httpx.Client, local: str, form: str = "nq") -> set[Quad]:
    answer = client.get(f"/doc/{local}", params={"format": form})
    assert answer.status_code == 200
    return {*parse(answer.content, format=FORMATS[form])}


@pytest.mark.parametrize("form", some(["nq", "trig"], first=2))
@pytest.mark.parametrize("local", [CLAIM, CROWDED, "source/003", "period/plan-period"])
def test_what_the_graph_says_stands_in_the_graphs_that_say_it(
    local: str, form: str, client: httpx.Client, built: BuiltGraph
) -> None:
    node, found = NamedNode(f"{BASE}id/{local}"), quads(client, local, form)
    said = {one for one in found if one.graph_name != DefaultGraph()}
    assert said <= {*built.quads}
    assert {one for one in built.quads if one.subject == node} <= said


@pytest.mark.parametrize("form", ["html", "ttl", "rdf"])
def test_the_shape_of_withdrawn_claims_is_no_withdrawn_claim(form: str, client: httpx.Client) -> None:  # fmt: skip
    answer = client.get("/doc/shape/withdrawn-claim", params={"format": form}, follow_redirects=True)  # fmt: skip
    assert answer.status_code == 200


def test_the_names_of_what_is_near_are_there_in_all_languages(
    client: httpx.Client, built: BuiltGraph
) -> None:
    node, found = NamedNode(f"{BASE}id/{CLAIM}"), quads(client, CLAIM)
    near = {one.object for one in built.quads if one.subject == node and isinstance(one.object, NamedNode)}  # fmt: skip
    near |= {one.subject for one in built.quads if one.object == node}  # type: ignore[arg-type]
    labelled = 0
    for name in ("skos:prefLabel", "rdfs:label", "dct:title"):
        wanted = {one for one in built.quads if one.subject in near and one.predicate == term(name)}
        assert wanted <= found
        labelled += len(wanted)
    assert labelled > len(LANGUAGES) * 3


def test_what_points_to_a_thing_is_there(client: httpx.Client, built: BuiltGraph) -> None:
    node = NamedNode(f"{BASE}id/{CLAIM}")
    wanted = {one for one in built.quads if one.object == node}
    assert wanted
    assert wanted <= quads(client, CLAIM)
    assert not [one for one in quads(client, CLAIM) if one.predicate == term("rdfs:seeAlso") and one.graph_name == DefaultGraph()]  # fmt: skip


def test_of_very_many_things_the_first_are_there_and_the_way_to_the_rest(
    client: httpx.Client, built: BuiltGraph
) -> None:
    node, found = NamedNode(f"{BASE}id/{CROWDED}"), quads(client, CROWDED)
    all_of_them = {(one.subject, one.predicate) for one in built.quads if one.object == node}
    assert len(all_of_them) > MOST
    told = {(one.subject, one.predicate) for one in found if one.object == node and one.graph_name != DefaultGraph()}  # fmt: skip
    assert len(told) == MOST
    (more,) = (one.object for one in found if one.predicate == term("rdfs:seeAlso") and one.graph_name == DefaultGraph())  # fmt: skip
    assert isinstance(more, NamedNode)
    parts = urlsplit(more.value)
    (query,) = parse_qs(parts.query)["query"]
    rows = client.get(parts.path, params={"query": query, "format": "csv"}).text.splitlines()[1:]
    assert len(rows) == len(all_of_them)


@pytest.mark.parametrize("local", [CLAIM, "source/003"])
def test_a_document_says_what_it_is_about_and_how_it_may_be_used(
    local: str, client: httpx.Client, built: BuiltGraph
) -> None:
    here = NamedNode(f"{client.base_url}/doc/{local}")
    about = {one.predicate: one.object for one in quads(client, local) if one.subject == here}
    assert about[term("foaf:primaryTopic")] == NamedNode(f"{BASE}id/{local}")
    assert about[term("dct:license")].value == "https://creativecommons.org/licenses/by/4.0/"  # type: ignore[union-attr]
    assert about[term("dct:isPartOf")] == NamedNode(f"{BASE}id/dataset/rusfelt")
    assert about[term("dcat:version")] == Literal(f"sha256:{built.sha256}")


def test_literals_of_the_thing_are_as_they_are_written(
    client: httpx.Client, built: BuiltGraph
) -> None:
    local = "observation/003-early-identification-2020-value"
    node = NamedNode(f"{BASE}id/{local}")
    wanted = {one.object for one in built.quads if one.subject == node and isinstance(one.object, Literal)}  # fmt: skip
    answer = client.get(f"/doc/{local}", params={"format": "nt"})
    found = {one.object for one in parse(answer.content, format=RdfFormat.N_TRIPLES) if one.subject == node and isinstance(one.object, Literal)}  # fmt: skip
    assert wanted
    assert found == wanted
