import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph_build.layers.builder import BuiltGraph
from graph_build.reading.resolver import Resolver
from ontology import DEFAULT_BASE
from shapes.findings.evidence import EVIDENCE, quoted_claims
from shapes.graphs.data_graph import DataGraph
from shapes.graphs.properties import Description

ONE, OTHER, THIRD = (NamedNode(f"urn:{name}") for name in ("one", "other", "third"))


def quad(subject: NamedNode, curie: str, value: NamedNode | Literal) -> Quad:
    return Quad(subject, DataGraph.of((), DEFAULT_BASE).term(curie), value)


@pytest.fixture(scope="module")
def graph(built: BuiltGraph) -> DataGraph:
    return DataGraph.of(built.quads, DEFAULT_BASE)


def test_description_has_each_pair_once_in_stable_order() -> None:
    label = [quad(ONE, "rdfs:label", Literal(text, language="nb")) for text in ("b", "a")]
    again = Quad(label[0].subject, label[0].predicate, label[0].object, THIRD)
    data = DataGraph.of([*label, again, quad(ONE, "dct:title", Literal("c"))], DEFAULT_BASE)
    told = data.describe([ONE])[ONE]
    assert [str(value) for _, value in told] == ['"c"', '"a"@nb', '"b"@nb']


def test_description_of_a_node_nothing_is_said_of_is_empty() -> None:
    assert DataGraph.of((), DEFAULT_BASE).describe([ONE]) == {ONE: ()}


def test_description_follows_only_what_it_is_told_to_and_ends_in_a_circle() -> None:
    data = DataGraph.of(
        [
            quad(ONE, "prov:wasDerivedFrom", OTHER),
            quad(OTHER, "prov:wasDerivedFrom", ONE),
            quad(OTHER, "dct:subject", THIRD),
        ],
        DEFAULT_BASE,
    )
    assert list(data.describe([ONE], ["prov:wasDerivedFrom"])) == [ONE, OTHER]
    assert list(data.describe([ONE])) == [ONE]


def test_one_description_has_the_words_that_the_graph_has(
    graph: DataGraph, resolver: Resolver
) -> None:
    things = {
        *(resolver.iris.thing(one.kind, one.id) for one in resolver.corpus.stated),
        *(resolver.iris.thing("claim", id) for id in resolver.corpus.claim_ids),
        *graph.subjects("rdf:type", graph.term("rf:ReconciledFact")),
        *graph.subjects("rdf:type", graph.term("rf:DerivedValue")),
    }
    told = Description(DEFAULT_BASE, graph.describe(sorted(things, key=str), EVIDENCE))
    for thing in things:
        found = quoted_claims(told, thing)
        assert found == quoted_claims(graph, thing)
        assert all(one.passages and one.source and one.file for one in found)
        assert found


def test_claim_is_read_with_its_passages_hashes_fragments_and_source(
    graph: DataGraph, resolver: Resolver
) -> None:
    for _, facts in resolver.corpus.files:
        for claim in facts.claim:
            node = resolver.iris.thing("claim", f"{facts.source}-{claim.id}")
            [found] = quoted_claims(graph, node)
            assert found.claim == node
            assert found.number == facts.source
            assert found.source == resolver.iris.thing("source", facts.source)
            assert found.file == resolver.corpus.sources[facts.source].file
            spans = sorted(claim.spans, key=lambda one: (one.start, one.end))
            assert [(p.start, p.end, p.sha256, p.fragment) for p in found.passages] == [
                (s.start, s.end, s.sha256, s.fragment) for s in spans
            ]


def test_offset_of_a_million_digits_is_no_passage() -> None:
    offset = Literal("9" * 1_000_000)
    data = DataGraph.of(
        [
            quad(ONE, "prov:wasQuotedFrom", OTHER),
            quad(OTHER, "oa:hasSelector", THIRD),
            quad(THIRD, "oa:start", offset),
            quad(THIRD, "oa:end", offset),
        ],
        DEFAULT_BASE,
    )
    [found] = quoted_claims(data, ONE)
    assert found.passages == ()
