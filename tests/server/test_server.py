import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import escape

import pytest
from httpx import Client, Response
from pyoxigraph import RdfFormat, parse

from graph_build.layers.builder import BuiltGraph, build_graph, checked_corpus
from graph_build.reading.resolver import Resolver
from server.queries.saved_query import saved_queries
from shapes.engines.shapes_graph import shape_files
from tests.server.served import serving

RDF_TYPES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
RESULT_TYPES = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CLAIM = "/doc/claim/004-frame-heading"
SELECT = "SELECT ?s { ?s a <https://rusfelt.example/def#Source> } ORDER BY ?s"


@pytest.fixture(scope="module")
def moved(host: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    graph = tmp_path_factory.mktemp("moved") / "rusfelt.nq"
    resolver = checked_corpus(base="https://data.example.org/rus/")
    graph.write_bytes(build_graph(resolver, shape_files()).nquads)
    with serving("--graph", str(graph), kind=host) as running:
        yield running.client


def media_type(answer: Response) -> str:
    return answer.headers["Content-Type"].partition(";")[0]


@pytest.mark.parametrize("accept", RESULT_TYPES)
def test_select_is_answered_in_the_type_asked_for(accept: str, client: Client) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert media_type(answer) == accept
    assert answer.text.count("id/source/00") == 5


@pytest.mark.parametrize("accept", RESULT_TYPES)
def test_ask_is_answered_in_every_result_type(accept: str, client: Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}, headers={"Accept": accept})
    assert media_type(answer) == accept
    assert "true" in answer.text


@pytest.mark.parametrize(
    "query", ["CONSTRUCT WHERE { ?s a ?o }", "DESCRIBE <https://rusfelt.example/id/source/000>"]
)
@pytest.mark.parametrize("accept", RDF_TYPES)
def test_construct_and_describe_are_rdf_of_the_type_asked_for(
    accept: str, query: str, client: Client
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert media_type(answer) == accept
    assert len(list(parse(answer.content, RDF_TYPES[accept]))) > 5


def test_the_three_ways_to_send_a_query_agree(client: Client) -> None:
    accept = {"Accept": "text/csv"}
    by_get = client.get("/sparql", params={"query": SELECT}, headers=accept)
    by_form = client.post("/sparql", data={"query": SELECT}, headers=accept)
    direct = client.post(
        "/sparql", content=SELECT, headers={**accept, "Content-Type": "application/sparql-query"}
    )
    assert by_get.content == by_form.content == direct.content


@pytest.mark.parametrize(
    ("kwargs", "status"),
    [
        ({"params": {"query": "SELECT"}}, 400),
        ({"params": {"query": "SELECT * {SERVICE <http://127.0.0.1:1/> {?s ?p ?o}}"}}, 400),
        (
            {"params": {"query": "SELECT * {\\u0053ERVICE <http://127.0.0.1:1/> {?s ?p ?o}}"}},
            400,
        ),
        ({"params": [("query", SELECT), ("query", SELECT)]}, 400),
        ({"params": {"query": SELECT, "default-graph-uri": "no iri"}}, 400),
        ({"params": {"update": "CLEAR ALL"}}, 400),
        ({"method": "POST", "content": "x", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"method": "POST", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400),
        (
            {
                "method": "POST",
                "content": b"\xff",
                "headers": {"Content-Type": "application/sparql-query"},
            },
            400,
        ),
        # A web server may close a connection whose body it has not read; this client does not rely on it.
        (
            {
                "method": "POST",
                "data": {"query": "#" * 1_100_000},
                "headers": {"Connection": "close"},
            },
            413,
        ),
        ({"method": "DELETE"}, 405),
        ({"params": {"query": SELECT}, "headers": {"Accept": "image/png"}}, 406),
    ],
)
def test_a_request_that_cannot_be_answered_says_so(
    kwargs: dict[str, object], status: int, client: Client
) -> None:
    answer = client.request(**{"method": "GET", "url": "/sparql", **kwargs})  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.text.strip()
    assert "Traceback" not in answer.text


def test_the_word_service_in_a_string_or_name_is_allowed(client: Client) -> None:
    query = 'PREFIX service: <urn:x> ASK { ?service ?p "SERVICE <x>" # SERVICE\n }'
    assert client.get("/sparql", params={"query": query}).status_code == 200


def test_406_lists_what_can_be_had(client: Client) -> None:
    answer = client.get(CLAIM, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.text


def test_dataset_parameters_restrict_the_query(client: Client) -> None:
    count = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <https://rusfelt.example/def#Claim> }"
    only = {"query": count, "default-graph-uri": "https://rusfelt.example/graph/source/002"}
    every = client.get("/sparql", params={"query": count}, headers={"Accept": "text/csv"})
    one = client.get("/sparql", params=only, headers={"Accept": "text/csv"})
    clause = count.replace("{ ?s", "FROM <https://rusfelt.example/graph/source/002> { ?s")
    by_from = client.get("/sparql", params={"query": clause}, headers={"Accept": "text/csv"})
    assert one.content == by_from.content != every.content


def test_endpoint_without_query_describes_itself(client: Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert media_type(answer) == "text/turtle"
    assert "sd:Service" in answer.text


@pytest.mark.parametrize("path", ["/sparql?query=ASK{}", "/sparql", CLAIM])
def test_a_client_that_takes_anything_gets_data(path: str, client: Client) -> None:
    answer = client.get(path, headers={"Accept": "*/*"})
    assert media_type(answer) in ("application/sparql-results+json", "text/turtle")


def test_endpoint_without_query_is_a_page_for_a_browser(client: Client) -> None:
    answer = client.get("/sparql", headers={"Accept": BROWSER})
    assert media_type(answer) == "text/html"
    assert "<textarea" in answer.text


def test_id_leads_to_doc_with_303(client: Client) -> None:
    answer = client.get(
        "/id/claim/004-frame-heading", headers={"Accept": "text/turtle"}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert answer.headers["Location"] == CLAIM


@pytest.mark.parametrize("accept", RDF_TYPES)
def test_doc_is_rdf_of_the_type_asked_for(accept: str, client: Client) -> None:
    answer = client.get(CLAIM, headers={"Accept": accept})
    assert media_type(answer) == accept
    assert "Accept" in answer.headers["Vary"]
    assert len(list(parse(answer.content, RDF_TYPES[accept]))) > 5


@pytest.mark.parametrize("accept", RDF_TYPES)
def test_def_is_the_ontology_in_the_type_asked_for(accept: str, client: Client) -> None:
    answer = client.get("/def", headers={"Accept": accept})
    assert media_type(answer) == accept
    assert len(list(parse(answer.content, RDF_TYPES[accept]))) > 1000


def test_resources_answer_whatever_host_the_base_names(moved: Client) -> None:
    led = moved.get("/id/claim/004-frame-heading", follow_redirects=False)
    assert led.status_code == 303
    page = moved.get(CLAIM, headers={"Accept": BROWSER}).text
    assert "/sources/004" in page
    assert "rusfelt.example" not in page


def test_every_own_iri_of_the_graph_answers(client: Client, built: BuiltGraph) -> None:
    base = "https://rusfelt.example/id/"
    paths = {q.subject.value[len(base) :] for q in built.quads if q.subject.value.startswith(base)}  # type: ignore[union-attr]
    for path in sorted(paths)[::40]:
        answer = client.get(f"/doc/{path}", headers={"Accept": BROWSER})
        assert answer.status_code == 200, path
        assert "None" not in answer.text.split("<main")[1].split("<code>")[0], path


def test_unknown_things_are_404_in_both_forms(client: Client) -> None:
    for path in ("/id/claim/none", "/doc/claim/none", "/doc/%00", "/graph/none", "/xx/questions"):
        assert client.get(path).status_code == 404, path
        assert media_type(client.get(path, headers={"Accept": BROWSER})) == "text/html"


@pytest.mark.parametrize(
    ("accepted", "lang"), [("nn", "nn"), ("en-GB,en;q=0.9", "en"), ("no", "nb"), ("fr", "nb")]
)
def test_pages_speak_the_readers_language(accepted: str, lang: str, client: Client) -> None:
    answer = client.get("/", headers={"Accept-Language": accepted})
    assert f'<html lang="{lang}">' in answer.text
    assert answer.headers["Content-Language"] == lang


def test_page_of_a_statement_shows_the_words_behind_it(client: Client) -> None:
    page = client.get("/doc/observation/000-low-threshold-after", headers={"Accept": BROWSER}).text
    assert "474" in page.split("<blockquote")[1].split("</blockquote>")[0]
    assert "/sources/000" in page


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_page_of_a_claim_shows_the_word_beside_its_fragment_and_why(
    lang: str, client: Client, resolver: Resolver
) -> None:
    claims = [(f.source, claim) for _, f in resolver.corpus.files for claim in f.claim]
    with_words = [one for one in claims if any(span.left_out for span in one[1].spans)]
    assert len(with_words) > 15
    for source, claim in with_words:
        path = f"/{lang}/claims/{source}/{claim.id}"
        page = client.get(path, headers={"Accept": BROWSER}).text
        told = client.get(path + ".json").json()
        shown = [one for quote in told["quotes"] for one in quote["left_out"]]
        said = [word for span in claim.spans for word in span.left_out]
        assert [(one["word"], one["reason"]) for one in shown] == [
            (word.word, dict(word.reason.items())[lang]) for word in said
        ]
        evidence = page.partition('<section class="evidence">')[2].partition("</section>")[0]
        for word in said:
            figure = next(one for one in evidence.split("<figure>") if escape(word.word) in one)
            assert f">{escape(word.word)}</q>" in figure
            assert escape(dict(word.reason.items())[lang]) in figure


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_every_saved_question_has_a_page_that_answers_it(name: str, client: Client) -> None:
    query = saved_queries()[name].text
    page = client.get("/sparql", params={"query": query}, headers={"Accept": BROWSER})
    assert page.status_code == 200
    assert "<tbody>" in page.text


@pytest.mark.parametrize(("language", "value"), [("nb", "83\u00a0%"), ("en", "83%")])
def test_a_saved_question_is_answered_in_the_language_of_the_reader(
    language: str, value: str, client: Client
) -> None:
    listed = client.get(f"/{language}/questions.json").json()
    (asked,) = (one["href"] for one in listed if one["name"].startswith("cq07"))
    page = client.get(f"/{language}{asked}", headers={"Accept": BROWSER}).text
    cells = page.split("<tbody>")[1].split("</tbody>")[0]
    assert f">{value}</span>" in cells
    assert f'<a href="/{language}/claims/003/early-identification-2020">' in cells


def test_pages_load_nothing_from_other_hosts(client: Client) -> None:
    for path in ("/", "/def", "/sparql", CLAIM, "/nb/questions"):
        page = client.get(path, headers={"Accept": BROWSER}).text
        loaded = [part.split('"')[0] for part in page.split('src="')[1:]]
        linked = [part.split(">")[0] for part in page.split("<link ")[1:]]
        loaded += [
            one.split('href="')[1].split('"')[0]
            for one in linked
            if 'rel="stylesheet"' in one or 'rel="icon"' in one
        ]
        assert not [address for address in loaded if "//" in address], path


def test_graphs_are_read_by_name(client: Client) -> None:
    name = "https://rusfelt.example/graph/plan"
    one = client.get("/graphs", params={"graph": name})
    assert media_type(one) == "text/turtle"
    assert "def#Goal" in one.text
    assert client.get("/graphs?default").status_code == 200
    assert client.get("/graphs").status_code == 400
    assert client.get("/graphs?graph=urn:none").status_code == 404


def test_discovery_and_health(client: Client) -> None:
    assert "void:triples" in client.get("/.well-known/void").text
    assert "sitemap.xml" in client.get("/robots.txt").text
    ET.fromstring(client.get("/sitemap.xml").content)
    assert client.get("/healthz").status_code == client.get("/readyz").status_code == 200


def test_download_is_the_graph_as_built(client: Client, built: BuiltGraph) -> None:
    answer = client.get("/download/rusfelt.nq")
    assert media_type(answer) == "application/n-quads"
    assert answer.content == built.nquads


def _links(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _links(inner)
    elif isinstance(value, str):
        yield value


def test_json_results_are_json(client: Client) -> None:
    answer = client.get("/sparql", params={"query": SELECT, "format": "json"})
    assert "https://rusfelt.example/id/source/000" in set(_links(answer.json()))


def test_a_query_that_cannot_be_answered_stays_on_the_page(client: Client) -> None:
    query = "SELECT * WHER { ?s ?p ?o }"
    page = client.get("/sparql", params={"query": query}, headers={"Accept": BROWSER})
    assert page.status_code == 400
    assert query in page.text.split("<textarea")[1].split("</textarea>")[0]
    assert "Linje 1, kolonne 10: fant WHER, ventet FROM, WHERE eller {." in page.text


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/index.json?lang=en", ("counts", "claims", 315)),
        ("/doc/observation/000-low-threshold-after.json?lang=nn", ("title", "lang", "nn")),
        ("/def.json?lang=en", ("classes", 0, "lang", "en")),
        ("/nn/questions.json", (0, "lang", "nn")),
        ("/en/questions.json", (6, "name", "cq07-early-identification-share")),
    ],
)
def test_what_a_page_says_can_be_had_as_json(
    path: str, found: tuple[str | int, ...], client: Client
) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert media_type(answer) == "application/json"
    value = answer.json()
    *keys, expected = found
    for key in keys:
        value = value[key]
    assert value == expected


@pytest.mark.parametrize(
    ("lang", "heading", "words"),
    [
        ("nb", "Stemmer det andre steder?", "samme måling på to tidspunkter"),
        ("nn", "Stemmer det andre stader?", "same måling på to tidspunkt"),
        ("en", "Does another place agree?", "the same measurement at two times"),
    ],
)
def test_the_page_of_a_figure_says_whether_other_places_agree_and_why(
    lang: str, heading: str, words: str, client: Client
) -> None:
    path = "/doc/observation/003-early-identification-2018-value"
    html = client.get(path, params={"lang": lang}, headers={"Accept": BROWSER}).text
    told = client.get(path + ".json", params={"lang": lang}).json()["pairs"]
    assert heading in html
    assert [one["code"] for one in told] == ["same-series"] * 2
    assert html.count(f'href="/{lang}/compare?outcome=same-series"') == 2
    for one in told:
        assert words in one["reason"]["text"]
        assert escape(one["reason"]["text"]) in html
        (other,) = (each for each in one["figures"] if not each["iri"].endswith("2018-value"))
        assert f'href="/{lang}{other["claims"][0]["href"]}"' in html
        # What stands beside it is not named once more among what points to it.
        assert "/doc/" + one["iri"].partition("/id/")[2] not in html
    nothing = "/doc/observation/000-user-involvement-level"
    assert (
        heading not in client.get(nothing, params={"lang": lang}, headers={"Accept": BROWSER}).text
    )
    assert client.get(nothing + ".json").json()["pairs"] == []


def test_the_json_of_a_page_has_what_its_html_shows(client: Client) -> None:
    path = "/doc/observation/000-low-threshold-after"
    html = client.get(path, params={"lang": "nb"}, headers={"Accept": BROWSER}).text
    told = client.get(path + ".json", params={"lang": "nb"}).json()
    assert told["quotes"][0]["fragment"] in html
    for row in told["rows"]:
        assert escape(row["predicate"]["href"]) in html
    for row in (*told["rows"], *told["incoming"]):
        for value in row["values"]:
            assert escape(value["text"]) in html, value
    assert client.get("/doc/claim/none.json").status_code == 404
    assert client.get("/nb/validation.json").status_code == 404  # it is served without a report
    listed = client.get("/questions.json", headers={"Accept-Language": "nn"}).json()
    assert listed == client.get("/nn/questions.json").json()
