"""What the server gives back of a graph is what its file has, literal by literal; queries compare values."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from graph_build.layers.builder import BuiltGraph
from server.repository.embedded_repository import EmbeddedRepository
from server.repository.written_forms import WrittenForms
from shapes.graphs.untrusted import FORMATS, parsed
from shapes.validation import validate
from tests.server.served import Served, serving

XSD = "http://www.w3.org/2001/XMLSchema#"
BASE = "https://rusfelt.example/"
FORMS = (
    ("05", "integer"), ("+5", "integer"), ("-0", "integer"), ("abc", "integer"), ("5", "nonNegativeInteger"),
    ("5", "positiveInteger"), ("-5", "negativeInteger"), ("1", "byte"), ("300", "byte"), ("1", "unsignedShort"), ("5", "int"),
    ("1.50", "decimal"), (".5", "decimal"), ("5.", "decimal"), ("1e3", "decimal"), ("1.0E3", "double"), ("-INF", "double"),
    ("1", "boolean"), ("TRUE", "boolean"), ("2016-01-01+00:00", "date"), ("2016-01-01Z", "date"), ("2016-02-30", "date"),
    ("12:00:00.000", "time"), ("24:00:00", "time"), ("2016-01-01T24:00:00", "dateTime"), ("2016-01-01T00:00:00.10Z", "dateTime"),
    ("P1Y12M", "duration"), ("PT60M", "dayTimeDuration"), ("P12M", "yearMonthDuration"), ("2016+01:00", "gYear"), ("0.10", "float"),
    (" 5", "integer"), ("12345678901234567890123", "integer"), ("abc", "string"), ("YQ==", "base64Binary"), ("ab", "hexBinary"),
    ("--05-01Z", "gMonthDay"), ("5", "integer"), ("1.5", "decimal"), ("true", "boolean"),
)  # fmt: skip
WANTED = st.builds(
    lambda written, kind: Literal(written, datatype=NamedNode(XSD + kind)),
    st.one_of(
        st.sampled_from([form for form, _ in FORMS]),
        st.text(alphabet="0123456789+-.eETZPYM: ", max_size=9),
    ),
    st.sampled_from(sorted({kind for _, kind in FORMS})),
)
QUADS = st.builds(
    Quad,
    st.sampled_from([NamedNode("urn:a"), NamedNode("urn:b")]),
    st.sampled_from([NamedNode("urn:p"), NamedNode("urn:q")]),
    WANTED,
    st.sampled_from([NamedNode("urn:g"), NamedNode("urn:h")]),
)


def lines() -> Iterator[str]:
    thing = f"<{BASE}id/thing/literals>"
    for number, (form, kind) in enumerate(FORMS):
        yield f'{thing} <urn:p:n{number}> "{form}"^^<{XSD}{kind}> <{BASE}graph/written> .'
        yield f'{thing} <urn:p:all> "{form}"^^<{XSD}{kind}> <{BASE}graph/written> .'
    yield f'<{BASE}def#term> <urn:p> "007"^^<{XSD}int> <{BASE}graph/ontology> .'
    yield f"<{BASE}def#term> a <http://www.w3.org/2002/07/owl#Class> <{BASE}graph/ontology> .".replace(
        " a ", " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    )


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("written") / "written.nq"
    file.write_text("".join(line + "\n" for line in lines()), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def literals(graph: Path) -> Iterator[Served]:
    with serving("--graph", str(graph)) as running:
        yield running


def triples(content: bytes, form: RdfFormat = RdfFormat.N_TRIPLES) -> set[Triple]:
    return {Triple(one.subject, one.predicate, one.object) for one in parse(content, format=form)}


@pytest.mark.parametrize(
    ("path", "of"),
    [
        ("/graphs?default", ""),
        (f"/graphs?graph={BASE}graph/written", f"{BASE}graph/written"),
        ("/graph/written?", f"{BASE}graph/written"),
        ("/doc/thing/literals?", f"{BASE}graph/written"),
        ("/def?", f"{BASE}graph/ontology"),
    ],
)
@pytest.mark.parametrize("form", ["nt", "ttl", "rdf", "jsonld"])
def test_each_literal_is_the_one_of_the_file(
    path: str, of: str, form: str, literals: Served, graph: Path
) -> None:
    answer = literals.client.get(f"{path}&format={form}")
    assert answer.status_code == 200, answer.text
    quads = parse(graph.read_bytes(), format=RdfFormat.N_QUADS)
    wanted = {one.triple for one in quads if of in ("", str(getattr(one.graph_name, "value", "")))}  # type: ignore[union-attr]
    assert triples(answer.content, FORMATS[form]) == wanted


def test_queries_compare_values(literals: Served) -> None:
    query = f"ASK {{ <{BASE}id/thing/literals> <urn:p:n0> 5 ; <urn:p:n11> 1.5 ; <urn:p:n17> true }}"
    answer = literals.client.get("/sparql", params={"query": query, "format": "csv"})
    assert answer.text == "true\r\n"


def test_loading_says_how_many_literals_are_held_otherwise(literals: Served, graph: Path) -> None:
    repository = EmbeddedRepository.load(graph)
    assert literals.metric("rusfelt_literals_by_value") == len(repository.written) > 20


@given(st.lists(QUADS, max_size=12))
def test_whatever_is_written_comes_back(found: list[Quad]) -> None:
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".nq") as file:
        file.write(serialize(found, format=RdfFormat.N_QUADS) or b"")
        file.flush()
        store = Store()
        store.bulk_load(path=file.name, format=RdfFormat.N_QUADS)
        written = WrittenForms.of(Path(file.name))
    assert {*written.triples(store)} == {quad.triple for quad in found}


@pytest.mark.deep
def test_the_whole_graph_comes_back_and_conforms(built: BuiltGraph, client: httpx.Client) -> None:
    answer = client.get("/graphs?default&format=nt")
    assert triples(answer.content) == {quad.triple for quad in built.quads}
    report = validate(parsed(answer.content, FORMATS["nt"], "it", apart=False))
    assert report.verdict == "conforms"


@pytest.mark.deep
def test_what_another_store_has_made_of_the_graph_conforms_too(
    built: BuiltGraph, client: httpx.Client
) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    answer = client.get("/sparql", params={"query": query, "format": "nt"})
    found = parsed(answer.content, FORMATS["nt"], "it", apart=False)
    assert {*found} != {quad.triple for quad in built.quads}
    assert validate(found).verdict == "conforms"


@pytest.mark.deep  # test_constraints.py holds the shapes to it each time
@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("-1", "integer"),
        ("-1", "nonNegativeInteger"),
        ("1.5", "decimal"),
        ("x", "integer"),
        ("1", "string"),
    ],
)
def test_an_offset_is_no_other_number(form: str, kind: str, built: BuiltGraph) -> None:
    start = NamedNode("http://www.w3.org/ns/oa#start")
    first = next(quad for quad in built.quads if quad.predicate == start)
    other = Quad(
        first.subject, start, Literal(form, datatype=NamedNode(XSD + kind)), first.graph_name
    )
    assert not validate([quad for quad in built.quads if quad != first] + [other]).conforms
