"""What the real graph hardly has: values of values, chains without end, rows without a value."""

from itertools import pairwise

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import SH

from ontology import DEFAULT_BASE
from shapes.engines.reference import run_answered
from shapes.engines.shapes_graph import Shapes
from shapes.findings.evidence import DEPTH, claims_of
from shapes.findings.finder import Finder
from shapes.graphs.data_graph import DataGraph

SHAPE = f"""
@prefix sh: <{SH}> .
<urn:shape> a sh:NodeShape ; sh:targetClass <urn:Thing> ; sh:sparql <urn:query> .
<urn:query> a sh:SPARQLConstraint ; sh:message "{{?many}} are too many"@en ;
  sh:select "SELECT $this ?many WHERE {{ $this <urn:p> ?many FILTER(?many > 2) }}" .
"""


def quad(subject: NamedNode, curie: str, value: NamedNode) -> Quad:
    return Quad(subject, DataGraph.of((), DEFAULT_BASE).term(curie), value)


def chain(length: int) -> tuple[DataGraph, NamedNode, NamedNode]:
    """A thing so many steps of derivation from a claim, and the claim."""
    nodes = [NamedNode(f"urn:{number}") for number in range(length + 1)]
    quads = [quad(one, "prov:wasDerivedFrom", other) for one, other in pairwise(nodes)]
    claim = DataGraph.of((), DEFAULT_BASE).term("rf:Claim")
    return (
        DataGraph.of([*quads, quad(nodes[-1], "rdf:type", claim)], DEFAULT_BASE),
        nodes[0],
        nodes[-1],
    )


@pytest.mark.parametrize("length", range(DEPTH + 1))
def test_a_claim_up_to_four_steps_away_is_evidence(length: int) -> None:
    data, thing, claim = chain(length)
    assert DEPTH == 4
    assert list(claims_of(data, thing)) == [claim]


def test_a_claim_five_steps_away_is_not_looked_for() -> None:
    data, thing, _ = chain(5)
    assert list(claims_of(data, thing)) == []


def test_a_finding_whose_query_has_no_value_has_the_numbers_of_its_row() -> None:
    shapes = Shapes(rdflib.Graph().parse(data=SHAPE, format="turtle"))
    thing, number = NamedNode("urn:a"), "http://www.w3.org/2001/XMLSchema#integer"
    quads = [
        Quad(
            thing,
            NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            NamedNode("urn:Thing"),
        ),
        Quad(thing, NamedNode("urn:p"), Literal("5", datatype=NamedNode(number))),
    ]
    (result,) = run_answered(quads, shapes).results
    assert result.value == result.focus == "<urn:a>"
    found = Finder(DataGraph.of(quads, DEFAULT_BASE), shapes, {}).finding(result)
    assert found.details == {"many": f'"5"^^<{number}>', "this": "<urn:a>"}
    assert found.messages == {"en": "5 are too many"}
