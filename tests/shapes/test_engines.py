import random
from collections.abc import Iterable, Iterator, Sequence

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib.namespace import SH

from graph_build.layers.builder import BuiltGraph
from ontology import DEFAULT_BASE
from ontology.vocabulary import PREFIXES
from shapes.engines.comparison import INTEGER
from shapes.engines.forms import Unsupported, set_form
from shapes.engines.reference import run_answered, run_reference
from shapes.engines.results import Failure, Result, Run
from shapes.engines.set_engine import run_setwise
from shapes.engines.shapes_graph import Shapes, load_shapes
from shapes.graphs.lexical_store import lexical_store
from shapes.graphs.rdflib_graphs import rdflib_graph
from tests.shapes.edits import XSD, spoiled

SHAPES = load_shapes(DEFAULT_BASE)
SPARQL, LESS_THAN = str(SH.SPARQLConstraintComponent), str(SH.LessThanConstraintComponent)
OA = PREFIXES["oa"]
EXAMPLE = "urn:example:"

# What a shape of the tests, made of one SELECT, is about: things of one class, their numbers and links.
FRAME = f"""
@prefix sh: <{SH}> . @prefix ex: <{EXAMPLE}> . @prefix xsd: <{XSD}> .
ex:prefixes sh:declare [ sh:prefix "ex" ; sh:namespace "{EXAMPLE}"^^xsd:anyURI ] .
ex:shape a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql ex:query .
ex:query a sh:SPARQLConstraint ; sh:prefixes ex:prefixes ; sh:select '''%s''' .
"""
DATA = (
    f"<{EXAMPLE}a> a <{EXAMPLE}Thing> ; <{EXAMPLE}p> 1, 2 ; <{EXAMPLE}q> <{EXAMPLE}b> . "
    f"<{EXAMPLE}b> a <{EXAMPLE}Other> ; <{EXAMPLE}p> 2 ; <{EXAMPLE}q> <{EXAMPLE}c> . "
    f"<{EXAMPLE}Other> <{PREFIXES['rdfs']}subClassOf> <{EXAMPLE}Thing> . "
    f"<{EXAMPLE}c> a <{EXAMPLE}Thing>, <{EXAMPLE}Other> ; <{EXAMPLE}p> 5.0 ."
)
SAME_AT_ONCE = {
    "a filter": "SELECT $this ?value WHERE { $this ex:p ?value FILTER(?value > 1) }",
    "no value": "SELECT $this WHERE { $this ex:p ?v FILTER(?v > 1) }",
    "a partner": "SELECT $this ?value WHERE { $this ex:p ?n . ?value ex:p ?n FILTER(?value != $this) }",
    "nothing about the focus node": "SELECT $this ?value WHERE { ?value ex:q ?x }",
    "not exists": "SELECT $this WHERE { $this ex:p ?n FILTER NOT EXISTS { $this ex:q ?x . ?x ex:p ?n } }",
    "optional": "SELECT $this ?value WHERE { $this ex:p ?n OPTIONAL { $this ex:q ?value } }",
    "union": "SELECT $this ?value WHERE { { $this ex:p ?value } UNION { ?value ex:q $this } }",
    "bind": "SELECT $this ?value WHERE { $this ex:p ?n BIND(?n + 1 AS ?value) FILTER(?value > 2) }",
    "path": "SELECT $this ?value WHERE { $this ex:q+ ?value }",
    "inverse": "SELECT $this ?value WHERE { $this ^ex:q/ex:p ?value }",
    "sum": "SELECT $this ?value WHERE { { SELECT $this (SUM(?n) AS ?value) WHERE { $this ex:p ?n } GROUP BY $this } FILTER(?value > 2) }",
    "count": "SELECT $this (COUNT(?n) AS ?value) WHERE { $this ex:q ?n } GROUP BY $this HAVING(COUNT(?n) > 0)",
    "a path as result": "SELECT $this ?path ?value WHERE { $this ?path ?value FILTER(?path = ex:p) }",
    "as text at the end of a path of others": 'SELECT $this ?value WHERE { $this ex:q/(ex:q|^ex:q)+ ?value FILTER(STR(?value) != "x") }',
    "distinct": "SELECT DISTINCT $this WHERE { $this ex:p ?n . ?x ex:p ?n }",
}
NOT_AT_ONCE = {
    "limit": "SELECT $this WHERE { $this ex:p ?n } LIMIT 1",
    "no group": "SELECT $this (COUNT(?n) AS ?value) WHERE { $this ex:p ?n } GROUP BY ?n",
    "nested without this": "SELECT $this WHERE { $this ex:p ?n { SELECT ?n WHERE { ?x ex:p ?n } } }",
    "compared before bound": "SELECT $this WHERE { $this ex:p ?n { ?x ex:p ?m FILTER(?m > ?n) } }",
    "bound outside": "SELECT $this WHERE { $this ex:p ?n OPTIONAL { ?x ex:q ?y { ?x ex:p ?m FILTER(?x != $this) } } }",
    "minus": "SELECT $this WHERE { $this ex:p ?n MINUS { $this ex:q ?x } }",
    "values": "SELECT $this WHERE { VALUES ?n { 1 } $this ex:p ?n }",
    "service": "SELECT $this WHERE { SERVICE <urn:x> { $this ex:p ?n } }",
    "graph": "SELECT $this WHERE { GRAPH ?g { $this ex:p ?n } }",
    "no where": "SELECT $this { $this ex:p ?n }",
    "this left out": "SELECT ?n WHERE { $this ex:p ?n }",
    "as text": 'SELECT $this WHERE { $this ex:p ?n FILTER(STR(?n) = "5.0") }',
    "as text at the end of a path": 'SELECT $this WHERE { $this ex:q*/(ex:p|ex:r) ?n FILTER(STR(?n) = "5.0") }',
    "as text after a path that may be empty": 'SELECT $this WHERE { ?x ex:p ?n . ?n (ex:q/ex:q)* ?m FILTER(STR(?m) = "5.0") }',
    "as text after any property but one": 'SELECT $this WHERE { $this !ex:q ?n FILTER(STR(?n) = "5.0") }',
    "no SPARQL": "SELECT $this WHERE { $this ex:p ",
}


def as_triples(built: BuiltGraph) -> list[Triple]:
    return sorted({quad.triple for quad in built.quads}, key=str)


def edited(triples: Sequence[Triple], seed: int, edits: int) -> list[Triple]:
    removed, added = spoiled(triples, seed, edits)
    return sorted((set(triples) - set(removed)) | set(added), key=str)


def not_to_compare(data: Iterable[Triple]) -> Iterator[str]:
    """Positions with a start or end that is no integer: pySHACL orders any two literals."""
    for triple in data:
        if triple.predicate.value in (OA + "start", OA + "end"):
            thing = triple.object
            whole = (
                isinstance(thing, Literal) and thing.datatype.value == XSD + "nonNegativeInteger"
            )
            if not whole or not INTEGER.fullmatch(thing.value):
                yield str(triple.subject)


def comparable(run: Run, failed: Iterable[Failure], apart: set[str]) -> set[Result]:
    """The results of all that neither engine failed at."""
    shapes = {failure.shape for failure in failed}
    shapes |= {
        str(part)
        for one in shapes
        for part in SHAPES.graph.objects(rdflib.URIRef(one), SH.property)
    }
    return {
        one
        for one in run.results
        if one.shape not in shapes and not (one.component == LESS_THAN and one.focus in apart)
    }


def shapes_of(select: str) -> Shapes:
    return Shapes(rdflib.Graph().parse(data=FRAME % select, format="turtle"))


def example_data() -> list[Triple]:
    return [quad.triple for quad in parse(DATA.encode(), format=RdfFormat.TURTLE)]


@pytest.mark.deep
def test_the_real_graph_has_the_same_results_with_every_engine(built: BuiltGraph) -> None:
    reference = run_reference(rdflib_graph(built.quads), SHAPES)
    assert not reference.failures
    assert run_answered(built.quads, SHAPES) == reference
    assert run_setwise(lexical_store(built.quads), SHAPES) == reference


def assert_same_results(data: Sequence[Triple]) -> None:
    reference, setwise = (
        run_reference(rdflib_graph(data), SHAPES),
        run_setwise(lexical_store(data), SHAPES),
    )
    failed, apart = reference.failures + setwise.failures, set(not_to_compare(data))
    assert comparable(setwise, failed, apart) == comparable(reference, failed, apart)
    assert setwise.focus_nodes == reference.focus_nodes


@pytest.mark.deep
def test_a_graph_with_sixty_edits_has_the_same_results_with_every_engine(built: BuiltGraph) -> None:
    assert_same_results(edited(as_triples(built), seed=5, edits=60))


@pytest.mark.deep
@settings(max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(min_value=0), edits=st.integers(min_value=1, max_value=100))
def test_a_spoiled_graph_has_the_same_results_with_every_engine(
    built: BuiltGraph, seed: int, edits: int
) -> None:
    assert_same_results(edited(as_triples(built), seed, edits))


@pytest.mark.deep
def test_pyshacl_takes_the_place_of_the_compiled_engine_where_that_is_not_installed(
    built: BuiltGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = BlankNode("somebody")
    kind = NamedNode(PREFIXES["rdf"] + "type")
    data = [
        *edited(as_triples(built), seed=6, edits=20),
        Triple(node, kind, NamedNode(PREFIXES["rf"] + "Claim")),
    ]
    compiled = run_setwise(lexical_store(data), SHAPES)
    monkeypatch.setattr("shapes.engines.core_engine.shacl", None)
    instead = run_setwise(lexical_store(data), SHAPES)
    apart = set(not_to_compare(data))
    assert "_:somebody" in {one.focus for one in instead.results}
    assert comparable(instead, (), apart) == comparable(compiled, (), apart)


@pytest.mark.deep
def test_seeded_violations_are_found_by_every_engine(built: BuiltGraph) -> None:
    percent = NamedNode(PREFIXES["unit"] + "PERCENT")
    shares = {
        quad.subject
        for quad in built.quads
        if quad.object == percent and "/observation/" in str(quad.subject)
    }
    value = NamedNode(PREFIXES["sdmx-measure"] + "obsValue")
    spoiled_one = random.Random(4).choice(sorted(shares, key=str))
    data = [
        quad
        if (quad.subject, quad.predicate) != (spoiled_one, value)
        else Quad(quad.subject, value, Literal("1000", datatype=NamedNode(XSD + "integer")))
        for quad in built.quads
    ]
    found = run_reference(rdflib_graph(data), SHAPES)
    assert any(one.focus == str(spoiled_one) and one.component != SPARQL for one in found.results)
    assert any(one.focus == str(spoiled_one) and one.component == SPARQL for one in found.results)
    assert run_setwise(lexical_store(data), SHAPES) == found
    assert run_answered(data, SHAPES) == found


@pytest.mark.parametrize("constraint", SHAPES.sparql, ids=lambda one: one.shape.rsplit("/", 1)[1])
def test_every_constraint_can_be_asked_about_all_focus_nodes_at_once(constraint: object) -> None:
    assert set_form(constraint.select)  # type: ignore[attr-defined]


@pytest.mark.parametrize("select", SAME_AT_ONCE.values(), ids=SAME_AT_ONCE)
def test_a_query_asked_at_once_gives_what_it_gives_for_each_focus_node(select: str) -> None:
    shapes, data = shapes_of(select), example_data()
    reference = run_reference(rdflib_graph(data), shapes)
    assert reference.results
    assert not reference.failures
    assert run_setwise(lexical_store(data), shapes) == reference


def test_a_blank_node_has_no_text_with_either_engine() -> None:
    shapes = shapes_of(SAME_AT_ONCE["as text at the end of a path of others"])
    unnamed = Triple(NamedNode(EXAMPLE + "c"), NamedNode(EXAMPLE + "q"), BlankNode("somebody"))
    reference = run_reference(rdflib_graph([*example_data(), unnamed]), shapes)
    assert reference.results
    assert not any(str(one.value).startswith("_:") for one in reference.results)
    assert run_setwise(lexical_store([*example_data(), unnamed]), shapes) == reference


@pytest.mark.parametrize("select", NOT_AT_ONCE.values(), ids=NOT_AT_ONCE)
def test_a_query_that_cannot_be_asked_at_once_is_a_failure(select: str) -> None:
    run = run_setwise(lexical_store(example_data()), shapes_of(select))
    assert [one.shape for one in run.failures] == [EXAMPLE + "shape"]
    assert not run.results


@pytest.mark.parametrize("engine", ["reference", "answered"])
def test_a_broken_query_fails_and_the_others_are_run(engine: str) -> None:
    shapes = shapes_of("SELECT $this WHERE { $this ex:p ")
    shapes.graph.parse(
        data=f"@prefix sh: <{SH}> . @prefix ex: <{EXAMPLE}> . "
        "ex:other a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:number . "
        "ex:number a sh:PropertyShape ; sh:path ex:p ; sh:maxCount 1 .",
        format="turtle",
    )
    data = example_data()
    run = (
        run_reference(rdflib_graph(data), shapes)
        if engine == "reference"
        else run_answered(data, shapes)
    )
    assert [one.shape for one in run.failures] == [EXAMPLE + "shape"]
    assert [(one.focus, one.path) for one in run.results] == [(f"<{EXAMPLE}a>", f"<{EXAMPLE}p>")]


def test_a_broken_query_fails_though_it_has_no_focus_node() -> None:
    run = run_reference(rdflib.Graph(), shapes_of("SELECT $this WHERE { $this ex:p "))
    assert [one.shape for one in run.failures] == [EXAMPLE + "shape"]


def test_blank_nodes_keep_their_names() -> None:
    shapes = shapes_of("SELECT $this ?value WHERE { $this ex:q ?value }")
    shapes.graph.parse(data=f"<{EXAMPLE}shape> <{SH.nodeKind}> <{SH.IRI}> .", format="turtle")
    data = [
        Triple(BlankNode(name), NamedNode(predicate), thing)
        for name in ("one", "two")
        for predicate, thing in (
            (PREFIXES["rdf"] + "type", NamedNode(EXAMPLE + "Thing")),
            (EXAMPLE + "q", BlankNode("one")),
        )
    ]
    reference = run_reference(rdflib_graph(data), shapes)
    assert {one.focus for one in reference.results} == {"_:one", "_:two"}
    assert run_setwise(lexical_store(data), shapes) == reference


def test_a_value_is_shown_as_written_by_core_constraints_and_in_one_form_by_queries() -> None:
    shapes = shapes_of("SELECT $this ?value WHERE { $this ex:p ?value FILTER(?value > 2) }")
    shapes.graph.parse(
        data=f"<{EXAMPLE}shape> <{SH.property}> <{EXAMPLE}number> . "
        f"<{EXAMPLE}number> a <{SH.PropertyShape}> ; <{SH.path}> <{EXAMPLE}p> ; <{SH.datatype}> <{XSD}integer> .",
        format="turtle",
    )
    data = example_data()
    reference = run_reference(rdflib_graph(data), shapes)
    assert {one.value for one in reference.results} == {
        f'"5"^^<{XSD}decimal>',
        f'"5.0"^^<{XSD}decimal>',
    }
    assert run_setwise(lexical_store(data), shapes) == reference


def test_a_query_in_a_form_that_is_not_known_says_why() -> None:
    with pytest.raises(Unsupported, match="compares"):
        set_form(
            NOT_AT_ONCE["compared before bound"].replace("ex:", "urn:").replace("urn:p", "<urn:p>")
        )


# Texts under a datatype of which pySHACL and `shacl` do not say the same.
TOLD_APART = {
    # Python's numbers may have a space before, an exponent, infinity in any case.
    *((" 1", kind) for kind in ("integer", "decimal", "double", "nonNegativeInteger")),
    *((text, "decimal") for text in ("1e3", "INF", "inf", "NaN")),
    ("inf", "double"),
    # Python's dates have no year 0 and no hour 24, and take a time for a date and the other way.
    ("0000-01-01", "date"),
    ("2019-01-01T10:00:00", "date"),
    ("2019-01-01T24:00:00", "date"),
    ("2019-01-01", "dateTime"),
    ("2019-01-01T24:00:00", "dateTime"),
}
TEXTS = (
    "", " 1", "x", "0", "1", "01", "+1", "-1", "-0", "5.", ".5", "5.0", "1e3", "INF", "inf", "NaN", "300", "true", "TRUE",
    "2019", "19", "02019", "2019-01-01", "2019-01-01Z", "2019-1-1", "2019-13-01", "2019-02-30", "0000-01-01",
    "2019-01-01T10:00:00", "2019-01-01T24:00:00", "P1Y", "a b", "e\u0301", "\U0001f600 \"\\\n\t", "x" * 100_000,
)  # fmt: skip
DATATYPES = (
    "string", "integer", "decimal", "double", "nonNegativeInteger", "date", "dateTime", "gYear", "boolean", "anyURI",
)  # fmt: skip


@pytest.mark.parametrize("datatype", DATATYPES)
def test_both_engines_find_the_same_texts_ill_formed_but_for_those_listed(datatype: str) -> None:
    shapes = Shapes(
        rdflib.Graph().parse(
            data=f"<urn:S> a <{SH.NodeShape}> ; <{SH.targetSubjectsOf}> <urn:p> ; <{SH.property}> <urn:P> . "
            f"<urn:P> a <{SH.PropertyShape}> ; <{SH.path}> <urn:p> ; <{SH.datatype}> <{XSD}{datatype}> .",
            format="turtle",
        )
    )
    data = [
        Triple(
            NamedNode(f"urn:{number}"),
            NamedNode("urn:p"),
            Literal(text, datatype=NamedNode(XSD + datatype)),
        )
        for number, text in enumerate(TEXTS)
    ]
    reference, setwise = (
        run_reference(rdflib_graph(data), shapes),
        run_setwise(lexical_store(data), shapes),
    )
    unlike = {one.focus for one in set(reference.results) ^ set(setwise.results)}
    listed = {f"<urn:{TEXTS.index(text)}>" for text, kind in TOLD_APART if kind == datatype}
    assert unlike == listed
