"""What machines find without being told: the site map, the questions, the interfaces, whom to tell of a weakness."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from pyoxigraph import NamedNode, Store
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SH

from ontology import LANGUAGES
from server.answers.elements.names import address
from server.publication.sitemap import SiteMap
from server.queries.saved_query import saved_queries
from tests.some import some

BASE = "https://rusfelt.example/"
SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
SCHEMA = "https://schema.org/"
FORMS = ("ttl", "nt", "jsonld", "rdf", "trig", "nq")


@pytest.fixture(scope="module")
def addresses(client: httpx.Client) -> dict[str, dict[str, str]]:
    """The addresses of the site map, as paths, each with those of its other languages."""
    start = str(client.base_url).rstrip("/")
    found = dict[str, dict[str, str]]()
    for url in ET.fromstring(client.get("/sitemap.xml").content).iter(f"{SITE}url"):
        here = str(url.findtext(f"{SITE}loc"))
        assert here.startswith(start)
        found[here.removeprefix(start)] = {
            link.attrib["hreflang"]: link.attrib["href"].removeprefix(start)
            for link in url.iter(LINK)
        }
    return found


def test_the_site_map_has_each_page_once_in_each_language(
    addresses: dict[str, dict[str, str]],
) -> None:
    for path, others in addresses.items():
        assert set(others) == set(LANGUAGES)
        assert others[path[1:3]] == path
        assert {others[lang] for lang in LANGUAGES} <= addresses.keys()


def test_the_site_map_has_every_thing_of_the_graph(
    addresses: dict[str, dict[str, str]], store: Store
) -> None:
    things = {quad.subject.value for quad in store if isinstance(quad.subject, NamedNode)}
    own = {iri for iri in things if iri.startswith(f"{BASE}id/")}
    assert len(own) > 3000
    assert {"/nn" + address(BASE, iri) for iri in own} <= addresses.keys()
    assert {f"/en/questions/{name}" for name in saved_queries()} <= addresses.keys()
    assert {"/nb/", "/nb/plan", "/nb/compare", "/nb/data", "/nb/def"} <= addresses.keys()


@pytest.mark.parametrize("first", some(range(40)))
def test_every_address_of_the_site_map_is_a_page(
    first: int, addresses: dict[str, dict[str, str]], client: httpx.Client
) -> None:
    """A sample in `make test`; in `make test-deep` a fortieth of all each time, so all of them."""
    chosen = sorted(addresses)[first::40]
    chosen = chosen[::4] if first == 0 else chosen
    for path in chosen:
        answer = client.get(path, headers={"Accept": "text/html"}, follow_redirects=False)
        assert answer.status_code == 200, path


def test_more_addresses_than_a_file_may_have_are_split() -> None:
    paths = [f"/p{number}" for number in range(7)]
    many = SiteMap("http://a.example", paths, most=9)
    index = ET.fromstring(many.whole())
    assert index.tag == f"{SITE}sitemapindex"
    assert [one.findtext(f"{SITE}loc") for one in index] == [
        f"http://a.example/sitemap-{number}.xml" for number in (1, 2, 3)
    ]
    met = list[str]()
    for number in (1, 2, 3):
        part = many.part(number)
        assert part is not None
        urls = [str(one.findtext(f"{SITE}loc")) for one in ET.fromstring(part)]
        assert len(urls) <= 9
        met += urls
    assert sorted(met) == sorted(f"http://a.example/{lang}{one}" for one in paths for lang in LANGUAGES)  # fmt: skip
    assert many.part(0) is many.part(4) is None
    whole = SiteMap("http://a.example", paths[:3], most=9)
    assert (whole.parts, whole.part(1)) == (1, None)


def test_the_site_map_is_one_file_here(client: httpx.Client) -> None:
    assert client.get("/sitemap-1.xml").status_code == 404


@pytest.mark.parametrize("form", some(FORMS))
def test_the_questions_can_be_found_and_asked(form: str, client: httpx.Client) -> None:
    answer = client.get("/.well-known/sparql-examples", params={"format": form})
    names = {"rdf": "xml", "jsonld": "json-ld", "nq": "nquads", "ttl": "turtle"}
    found = Graph()
    found.parse(data=answer.content, format=names.get(form, form))
    examples = set(found.subjects(RDF.type, SH.SPARQLSelectExecutable))
    assert len(examples) == len(saved_queries())
    for one in examples:
        assert {text.language for text in found.objects(one, RDFS.comment)} == set(LANGUAGES)  # type: ignore[attr-defined]
        target = str(found.value(one, URIRef(SCHEMA + "target")))
        if form == "ttl":
            query = str(found.value(one, SH.select))
            rows = client.get(target, params={"query": query, "format": "csv"})
            assert rows.status_code == 200
            assert len(rows.text.splitlines()) > 1, one


def test_the_prefixes_of_the_questions_are_declared(client: httpx.Client) -> None:
    found = Graph().parse(data=client.get("/.well-known/sparql-examples").content, format="turtle")
    declared = {str(found.value(one, SH.prefix)) for one in found.objects(None, SH.declare)}
    used = {name for one in found.objects(None, SH.select) for name in re.findall(r"^PREFIX (\w[\w-]*):", str(one), re.M)}  # fmt: skip
    assert used
    assert used <= declared


def test_the_catalogue_of_interfaces_names_those_that_answer(client: httpx.Client) -> None:
    answer = client.get("/.well-known/api-catalog")
    assert answer.headers["Content-Type"].startswith("application/linkset+json")
    here, *each = json.loads(answer.content)["linkset"]
    root = f"{client.base_url}/"
    assert {one["href"] for one in here["item"]} >= {root + "sparql", root + "graphs"}
    links = [one for found in each for key, some in found.items() if key != "anchor" for one in some]  # fmt: skip
    assert links
    for link in links:
        told = client.get(link["href"], headers={"Accept": link["type"]})
        assert told.status_code == 200, link
        assert told.headers["Content-Type"].partition(";")[0] == link["type"]


def test_the_head_of_the_catalogue_of_interfaces_says_what_it_is(client: httpx.Client) -> None:
    answer = client.head("/.well-known/api-catalog")
    assert answer.status_code == 200
    assert 'rel="api-catalog"' in answer.headers["Link"]


def test_language_models_are_told_of_pages_that_are_there(client: httpx.Client) -> None:
    answer = client.get("/llms.txt")
    lines = answer.text.splitlines()
    assert lines[0] == "# Rusfelt"
    assert lines[2].startswith("> ")
    links = re.findall(r"\]\((http[^)]+)\)", answer.text)
    assert len(links) > 2 * len(saved_queries())
    for href in links:
        status = client.get(href).status_code
        assert status == 200 or (status, href.rpartition("/")[2]) in {(405, "validate"), (400, "graphs"), (405, "check"), (405, "mcp")}, href  # fmt: skip


def test_who_finds_a_weakness_is_told_whom_to_tell(client: httpx.Client) -> None:
    answer = client.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict[str, list[str]]()
    for line in answer.text.splitlines():
        name, _, value = line.partition(": ")
        fields.setdefault(name, []).append(value)
    (expires,) = fields["Expires"]
    left = datetime.fromisoformat(expires) - datetime.now(UTC)
    assert timedelta(days=120) < left < timedelta(days=365)
    assert fields["Contact"]
    assert fields["Canonical"] == [f"{client.base_url}/.well-known/security.txt"]
