"""A graph of somebody, with things under other IRIs: each has a page, and nothing leads nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser
from pyoxigraph import BlankNode, RdfFormat, parse

from tests.server.served import ACCELERATED, FLASK, Served, serving

PAGE = {"Accept": "text/html"}
THING, ODD = "http://data.example/people/1", "urn:x:a%20b?c=d&e#f"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
GRAPH = f"""\
<{THING}> {TYPE} <http://data.example/Person> <http://data.example/g> .
<{THING}> <{RDFS}label> "Kari"@nb <http://data.example/g> .
<{THING}> <http://data.example/knows> <{ODD}> <http://data.example/g> .
<{THING}> <http://data.example/lives> _:home <http://data.example/g> .
_:home <http://data.example/street> _:street <http://data.example/g> .
_:street <{RDFS}label> "Storgata" <http://data.example/g> .
_:street <http://data.example/of> _:home <http://data.example/g> .
<{ODD}> <{RDFS}label> "Ola" <http://data.example/g> .
<http://data.example/Person> <{RDFS}label> "person"@nb .
"""
FORMATS = {
    "nt": RdfFormat.N_TRIPLES,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "nq": RdfFormat.N_QUADS,
}


@pytest.fixture(scope="module", params=[ACCELERATED, pytest.param(FLASK, marks=pytest.mark.deep)])
def foreign(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    file: Path = tmp_path_factory.mktemp("foreign") / "foreign.nq"
    file.write_text(GRAPH, encoding="utf-8")
    with serving("--graph", str(file), kind=request.param) as running:
        yield running


def links(page: str) -> list[str]:
    found = re.findall(r'<a [^>]*href="([^"#]*)"', page)
    return [one.replace("&amp;", "&") for one in found if one.startswith("/")]


def title(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page)
    assert found is not None
    return re.sub("<.*?>", "", found[1])


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
@pytest.mark.parametrize(
    "path", ["/", "/{lang}/questions", "/sparql", "/validate", f"/resource?iri={THING}"]
)
def test_no_link_of_a_page_leads_nowhere(path: str, lang: str, foreign: Served) -> None:
    headers = {**PAGE, "Accept-Language": lang}
    page = foreign.client.get(path.format(lang=lang), headers=headers)
    assert page.status_code == 200
    for link in links(page.text):
        status = foreign.client.get(link, headers=headers).status_code
        # A property of which the graph says nothing has no page, as any name in it.
        unsaid = status == 404 and re.search(r"/resource\?iri=.*(knows|lives|label|type)", link)
        assert status == 200 or unsaid, link


def test_what_the_graph_has_not_is_neither_offered_nor_there(foreign: Served) -> None:
    for path in ("/", "/nb/questions", "/sparql"):
        page = foreign.client.get(path, headers=PAGE).text
        assert "/def?" not in page
        assert "/nb/validation" not in page
        assert 'class="saved"' not in page
    for path in ("/.well-known/void", "/def", "/nb/validation"):
        answer = foreign.client.get(path)
        assert answer.status_code == 404, path
        assert answer.text.strip()
    assert foreign.client.get("/def", headers=PAGE).status_code == 404
    assert foreign.client.get("/nb/questions.json").json() == []


def test_a_thing_is_found_from_a_query(foreign: Served) -> None:
    query = {"query": "SELECT ?s ?o { ?s <http://data.example/knows> ?o }", "lang": "nb"}
    page = foreign.client.get("/sparql", params=query, headers=PAGE).text
    found = [link for link in links(page) if "/resource?" in link]
    titles = [title(foreign.client.get(link, headers=PAGE).text) for link in found]
    assert sorted(titles) == ["Kari", "Ola"]


@pytest.mark.parametrize("iri", [THING, ODD])
@pytest.mark.parametrize("form", FORMATS)
def test_a_thing_is_rdf_too_whole_with_its_blank_nodes(
    iri: str, form: str, foreign: Served
) -> None:
    answer = foreign.client.get(f"/resource?iri={quote(iri, safe='')}&format={form}")
    assert answer.status_code == 200
    found = [*parse(answer.content, format=FORMATS[form])]
    subjects = {one.subject for one in found}
    assert {one.object for one in found if isinstance(one.object, BlankNode)} <= subjects
    assert len(found) == (7 if iri == THING else 1)


def test_an_address_without_a_thing_is_told_so(foreign: Served) -> None:
    assert foreign.client.get("/resource?iri=http://data.example/none").status_code == 404
    assert foreign.client.get("/resource").status_code == 400
    assert foreign.client.get("/resource?iri=no%20iri").status_code == 400
    found = foreign.client.get("/resource.json?iri=" + THING).json()
    assert found["title"]["name"] == "Kari"


def test_a_thing_without_a_name_is_told_by_what_is_said_of_it(foreign: Served) -> None:
    page = foreign.client.get(f"/resource?iri={THING}", headers=PAGE).text
    told = "(http://data.example/street: (http://data.example/of: (http://data.example/street: (…)); rdfs:label: Storgata))"
    assert told in page


def test_the_front_page_of_it_reads_well(foreign: Served, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(foreign.address + "/?lang=nb")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert "9 kvadrupler" in page.inner_text("main")
    assert "Opptrappingsplan" not in page.inner_text("body")
    page.close()
