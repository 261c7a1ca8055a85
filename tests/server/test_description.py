"""The description of the endpoint says what is so: functions, formats, graphs, limits."""

from collections.abc import Iterator

import pytest
import rdflib

from graph_build.layers.builder import BuiltGraph
from server.settings import Settings
from server.sparql.limits import QueryLimits
from tests.server.served import Served, serving

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
SCHEMA = rdflib.Namespace("https://schema.org/")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
SETTINGS = {
    "timeout": "timeout",
    "memory": "memory_mb",
    "answer": "answer_mb",
    "rows": "rows",
}


def description(served: Served) -> rdflib.Graph:
    answer = served.client.get("/sparql", headers={"Accept": "text/turtle"})
    return rdflib.Graph().parse(data=answer.content, format="turtle")


@pytest.fixture(scope="module")
def described(served: Served) -> rdflib.Graph:
    return description(served)


@pytest.fixture(scope="module")
def narrow(host: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    graph = tmp_path_factory.mktemp("narrow") / "small.nq"
    graph.write_text("<urn:a> <urn:b> <urn:c> <urn:g> .\n", encoding="utf-8")
    options = ("--timeout", "2.5", "--memory-mb", "100", "--answer-mb", "1", "--rows", "7")
    with serving(
        "--graph", str(graph), *options, "--nesting", "9", "--patterns", "4", kind=host
    ) as running:
        yield running


def test_every_function_that_is_named_is_there(described: rdflib.Graph, served: Served) -> None:
    functions = sorted(str(one) for one in described.objects(None, SD.extensionFunction))
    assert len(functions) > 10
    point = '"POINT(0 0)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'
    for function in functions:
        arguments = f"{point}, {point}" if "geosparql" in function else '"x"'
        query = f"SELECT (<{function}>({arguments}) AS ?x) {{}}"
        answer = served.client.get("/sparql", params={"query": query})
        assert answer.status_code == 200, (function, answer.text)
    unknown = served.client.get("/sparql", params={"query": "SELECT (<urn:none>(1) AS ?x) {}"})
    assert unknown.status_code == 400
    assert "urn:none" in unknown.text


def test_there_is_no_feature_that_is_not_there(described: rdflib.Graph) -> None:
    features = {str(one).rpartition("#")[2] for one in described.objects(None, SD.feature)}
    languages = {
        str(one).rpartition("#")[2] for one in described.objects(None, SD.supportedLanguage)
    }
    assert (features, languages) == ({"UnionDefaultGraph"}, {"SPARQL11Query"})


def test_the_graphs_have_the_sizes_that_are_told(
    described: rdflib.Graph, built: BuiltGraph, served: Served
) -> None:
    sizes = {
        str(described.value(node, SD.name)): int(
            described.value(described.value(node, SD.graph), VOID.triples)  # type: ignore[arg-type]
        )
        for node in described.subjects(rdflib.RDF.type, SD.NamedGraph)
    }
    base = "https://rusfelt.example/graph/"
    assert sizes == {base + name: size for name, size in built.graphs.items()}
    plan = "https://rusfelt.example/graph/plan"
    graph = served.client.get("/graphs", params={"graph": plan, "format": "nt"})
    assert len(graph.text.splitlines()) == sizes[plan]


def test_the_limits_are_those_that_hold(served: Served, narrow: Served) -> None:
    narrowed = {"timeout": 2.5, "memory": 100, "answer": 1, "rows": 7, "nesting": 9, "patterns": 4}
    names = {
        **SETTINGS,
        **{field.replace("_", "-"): field for field in QueryLimits.__annotations__},
    }
    defaults = {name: Settings.model_fields[field].default for name, field in names.items()}
    assert limits_told(served) == defaults
    assert limits_told(narrow) == defaults | narrowed


def limits_told(served: Served) -> dict[str, float]:
    graph = description(served)
    return {
        str(graph.value(node, SCHEMA.propertyID)): float(graph.value(node, SCHEMA.maxValue))  # type: ignore[arg-type]
        for node in graph.objects(None, SCHEMA.additionalProperty)
    }


def test_the_rows_of_an_answer_are_held_to_their_limit_in_every_format(narrow: Served) -> None:
    def rows(number: int, form: str) -> int:
        values = " ".join(f'"a,{{\\"{i}\\r\\n<result>"' for i in range(number))
        query = f"SELECT ?x {{ VALUES ?x {{ {values} }} }}"
        answer = narrow.client.get("/sparql", params={"query": query, "format": form})
        assert answer.status_code in (200, 413)
        return answer.status_code

    for form in ("json", "xml", "csv", "tsv"):
        assert (form, rows(7, form), rows(8, form)) == (form, 200, 413)


def test_the_bytes_of_an_answer_are_held_to_their_limit(narrow: Served) -> None:
    many = "CONSTRUCT {{ ?a <urn:b> ?l }} {{ VALUES ?i {{ {} }} BIND(IRI(CONCAT('urn:', STR(?i))) AS ?a) BIND('{}' AS ?l) }}"
    long = "x" * 100_000
    for count, status in ((9, 200), (10, 413)):
        query = many.format(" ".join(map(str, range(count))), long)
        sent = narrow.client.post("/sparql", data={"query": query, "format": "nt"})
        assert sent.status_code == status
