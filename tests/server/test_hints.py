"""An empty answer says why: what the query asks for is held against the graph."""

import re

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from server.pages.shared.interface_words import words
from server.repository.embedded_repository import EmbeddedRepository
from server.sparql.hints import Hint, hints
from server.sparql.hints.asked import asked
from server.sparql.hints.literals import asked_literals
from server.sparql.hints.neighbours import nearest
from shapes.graphs.data_graph import DataGraph

BASE = "https://rusfelt.example/"
RF = (
    "PREFIX rf: <https://rusfelt.example/def#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
SHARE = "<https://rusfelt.example/id/indicator/share-early-identification>"
# Query, kind, what is written, what to write instead.
SAID = {
    "a class misspelt": ("SELECT * { ?x a rf:Claims }", "unknown", "rf:Claims", "rf:Claim"),
    "a class in small letters": ("SELECT * { ?x a rf:claim }", "unknown", "rf:claim", "rf:Claim"),
    "a property misspelt": ("SELECT * { ?x rf:indikator ?y }", "unknown", "rf:indikator", "rf:indicator"),
    "one within a path": ("SELECT * { ?x rf:states/rf:Value ?y }", "unknown", "rf:Value", "rf:value"),
    "one of a foreign vocabulary": ("SELECT * { ?x skos:prefLabels ?y }", "unknown", "skos:prefLabels", "skos:prefLabel"),
    "a thing misspelt": (f"SELECT * {{ ?x rf:indicator {SHARE.replace('tific', 'tifik')} }}", "unknown", SHARE.replace("tific", "tifik"), SHARE),
    "a thing that is like no other": ("SELECT * { <urn:none> rf:value ?y }", "unknown", "<urn:none>", ""),
    "a whole number": ("SELECT * { ?x rf:value 896 }", "whole-number", "896", "896.0"),
    "a whole number at the end": ("SELECT * { ?x rf:value 896. ?x a rf:Observation }", "whole-number", "896", "896.0"),
    "a name without a language": ('SELECT * { ?x rdfs:label "Norge" }', "no-language", '"Norge"', '"Norge"@nb'),
    "one that is compared": ('SELECT * { ?x ?y ?z FILTER(?z = "Norge") }', "no-language", '"Norge"', '"Norge"@nb'),
    "a name in another language": ('SELECT * { ?x rdfs:label "Norge"@no }', "other-language", '"Norge"@no', '"Norge"@nb'),
    "a code misspelt": ('SELECT * { ?x skos:notation "share-early-identificaton" }', "unknown-text", '"share-early-identificaton"', '"share-early-identification"'),
    "a class as a property": ("SELECT * { ?x rf:Claim ?y }", "class-as-property", "rf:Claim", "a rf:Claim"),
    "a property as a class": ("SELECT * { ?x a rf:indicator }", "property-as-class", "rf:indicator", ""),
    "http for https": ("SELECT * { ?x a <http://rusfelt.example/def#Claim> }", "scheme", "<http://rusfelt.example/def#Claim>", "<https://rusfelt.example/def#Claim>"),
    "a graph that is not there": (f"SELECT * {{ GRAPH <{BASE}graph/plans> {{ ?x a rf:Goal }} }}", "no-graph", f"<{BASE}graph/plans>", f"<{BASE}graph/plan>"),
    "a graph like no other": ("SELECT * FROM <urn:g> { ?x a rf:Goal }", "no-graph", "<urn:g>", ""),
}  # fmt: skip
SILENT = {
    "a decimal": "SELECT * { ?x rf:value 896.0 ; rf:namedYear 1800 }",
    "a whole number where there are some": 'SELECT * { ?x rf:namedYear 2018 ; skos:notation "norway" }',
    "a whole number of which there is no decimal": "SELECT * { ?x rf:value 777123 }",
    "a number that is compared": "SELECT * { ?x rf:value ?v FILTER(?v = 896 && ?v = 2) }",
    "a limit": "SELECT * { ?x rf:value ?v } LIMIT 10 OFFSET 20000",
    "a name with its language": 'SELECT * { ?x rdfs:label "Norge"@nb ; a rf:Claim }',
    "a code": 'SELECT * { ?x skos:notation "norway" ; a rf:Claim }',
    "a text like no code": 'SELECT * { ?x skos:notation "zzzzzzzz" }',
    "classes and properties that do not meet": "SELECT * { ?x a rf:Source ; rf:value ?y }",
    "a function": "SELECT * { ?x rf:value ?v FILTER(<urn:f>(?v)) }",
    "escapes, which may hide a term": "SELECT * { ?x a rf:Cla\\u0069ms }",
    "a query that is too long to look at": "SELECT * { ?x a rf:Claims } #" + "x" * 20_000,
}


@pytest.fixture(scope="module")
def repository(store: Store) -> EmbeddedRepository:
    return EmbeddedRepository(DataGraph(BASE, store))


@pytest.mark.parametrize("name", SAID)
def test_what_the_graph_has_not_is_told_with_what_it_has(
    name: str, repository: EmbeddedRepository
) -> None:
    query, kind, written, instead = SAID[name]
    found = [one for one in hints(RF + query, repository) if one.kind == kind]
    assert [(one.written, one.instead) for one in found] == [(written, instead)]
    mended = found[0].mended
    if kind == "class-as-property" or not instead:
        assert mended is None
    else:
        assert mended == RF + query.replace(written, instead, 1)


@pytest.mark.parametrize("name", SILENT)
def test_nothing_is_said_where_all_is_there(name: str, repository: EmbeddedRepository) -> None:
    assert hints(RF + SILENT[name], repository) == ()


@pytest.mark.parametrize(
    ("bound", "usual"),
    [
        ("rf: <http://rusfelt.example/def#>", "<https://rusfelt.example/def#>"),
        ("rf: <https://rusfelt.example/def/>", "<https://rusfelt.example/def#>"),
        ("skos: <http://www.w3.org/2004/02/skos#>", "<http://www.w3.org/2004/02/skos/core#>"),
        ("s: <https://www.w3.org/2004/02/skos/core#>", "<http://www.w3.org/2004/02/skos/core#>"),
    ],
)
def test_a_prefix_with_an_unusual_namespace_is_told_once(
    bound: str, usual: str, repository: EmbeddedRepository
) -> None:
    name = bound.partition(":")[0]
    query = f"PREFIX {bound} SELECT * {{ ?x {name}:notation ?y ; {name}:broader ?z }}"
    mended = query.replace(bound.partition(" ")[2], usual)
    assert Hint("namespace", bound, usual, (), mended) in hints(query, repository)
    assert [one.kind for one in hints(query, repository)].count("namespace") == 1


def test_a_prefix_of_ones_own_for_a_namespace_of_the_graph_is_fine(
    repository: EmbeddedRepository,
) -> None:
    query = "PREFIX r: <https://rusfelt.example/def#> SELECT * { ?x a r:Claim ; r:value 896.0 }"
    assert hints(query, repository) == ()


def test_the_terms_of_a_query_have_their_roles() -> None:
    query = """PREFIX e: <urn:e:> SELECT (e:f(?x) AS ?y) FROM e:g {
      e:s a e:C ; e:p/^e:q* e:o , e:o2 . ?x ?y [ e:r e:o3 ] . VALUES ?v { e:v1 e:v2 } GRAPH e:h { ?x e:last ?y }
      FILTER(?x IN (e:i1, e:i2)) }"""
    roles = {one.written: one.role for one in asked(query).terms}
    expected = {"property": "p q r last", "class": "C", "graph": "g h"}
    named = {f"e:{name}": role for role, names in expected.items() for name in names.split()}
    things = ["s", "o", "o2", "o3", "v1", "v2", "i1", "i2"]
    assert roles == named | {f"e:{name}": "thing" for name in things}


@given(st.text(alphabet='?x {}().;,"@^0123456789aA:<>\n\\', max_size=60))
def test_any_text_is_read(query: str) -> None:
    assert all(one.written in query for one in asked_literals(query))
    assert all(query[one.start : one.end] == one.written for one in asked(query).terms)


@given(st.text(alphabet="?x {}().;,\"@^089aA:<>\n\\'", max_size=40))
def test_no_query_makes_the_questions_about_it_wrong(query: str) -> None:
    repository = EmbeddedRepository(DataGraph(BASE, Store()))
    assert len(hints(f"PREFIX x: <urn:> {query}", repository)) <= 5


def test_neighbours_are_near_and_few() -> None:
    assert nearest("claim", ["Claim", "claims", "Clam", "claimed", "Source"])[0] == "Claim"
    assert nearest("zzz", ["Claim"]) == ()
    assert len(nearest("aaaa", [f"aaaa{n}" for n in range(9)])) <= 3


def page(served: httpx.Client, query: str, language: str = "en") -> str:
    answer = served.get(
        "/sparql",
        params={"query": RF + query, "lang": language},
        headers={"Accept": "text/html"},
    )
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("name", SAID)
def test_the_query_page_says_it_in_three_languages(
    client: httpx.Client, name: str, language: str
) -> None:
    query, kind, written, instead = SAID[name]
    found = re.sub(r"</?code>", "", page(client, query, language))
    key = f"hint-{kind}" + ("-near" if instead and kind in ("unknown", "no-graph") else "")
    escaped = [one.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;") for one in (written, instead)]  # fmt: skip
    assert words(language)[key].format(written=escaped[0], instead=escaped[1]) in found


def test_what_is_offered_instead_finds_something(client: httpx.Client) -> None:
    found = page(client, "SELECT * { ?x a rf:Claims }")
    offered = re.search(r'<a href="([^"]+)">Ask that way instead', found)
    assert offered
    answer = client.get(offered[1].replace("&amp;", "&"), headers={"Accept": "text/html"})
    assert "Rows 1–100 of 315" in answer.text


@pytest.mark.parametrize("form", ["ASK { ?x a rf:Claims }", "SELECT (COUNT(*) AS ?n) { ?x a rf:Claims }"])  # fmt: skip
def test_no_and_none_are_explained_too(form: str, client: httpx.Client) -> None:
    assert "Did you mean <code>rf:Claim</code>?" in page(client, form)


def test_the_query_page_says_nothing_of_what_was_found(client: httpx.Client) -> None:
    found = page(client, "SELECT * { ?x rf:value 896.0 }")
    assert 'class="hints"' not in found
    assert "<td" in found
