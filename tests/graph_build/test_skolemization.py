import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from graph_build.iris import Iris
from graph_build.layers.skolemization import rebased
from ontology import DEFAULT_BASE
from ontology.vocabulary import CODELIST_FILES, FOLDER, ONTOLOGY_FILES, read_turtle
from shapes.engines.shapes_graph import shape_files

OTHER = "https://example.org/other/"
FILES = [FOLDER / name for name in (*ONTOLOGY_FILES, *CODELIST_FILES)] + list(shape_files())
PREFIXES = """\
@prefix rf: <https://rusfelt.example/def#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
NESTED = """
rf:shape sh:property [ sh:path rf:one ; sh:in ( "a" "b" ) ] , [ sh:path rf:two ; sh:in ( "b" "a" ) ] .
rf:other sh:property [ sh:path rf:one ; sh:in ( "a" "b" ) ] .
"""


def triples(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(PREFIXES + turtle, RdfFormat.TURTLE)]


def named(found: Iterable[Triple], base: str = DEFAULT_BASE) -> set[Triple]:
    return set(rebased(Iris(base), found))


def nodes(found: Iterable[Triple]) -> set[str]:
    """The names that were given to blank nodes."""
    ends = (end for one in found for end in (one.subject, one.object) if isinstance(end, NamedNode))
    return {end.value for end in ends if "/id/node/" in end.value}


def shuffled(found: list[Triple], seed: int) -> list[Triple]:
    """The same triples in another order, their blank nodes under other labels."""
    labels: dict[BlankNode, BlankNode] = {}

    def other(node: object) -> object:
        return labels.setdefault(node, BlankNode()) if isinstance(node, BlankNode) else node

    mixed = [Triple(other(s), p, other(o)) for s, p, o in found]  # type: ignore[arg-type]
    random.Random(seed).shuffle(mixed)
    return mixed


@given(st.integers())
@settings(deadline=None, max_examples=50)
def test_names_are_the_same_in_any_order_of_the_file(seed: int) -> None:
    found = triples(NESTED)
    assert named(shuffled(found, seed)) == named(found)


def test_a_node_with_two_parents_has_one_name_in_any_order() -> None:
    found = triples('rf:s rf:p _:x . rf:t rf:p _:x . _:x rf:q "a" .')
    assert named(found) == named(reversed(found))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_names_of_the_real_files_do_not_hang_on_their_order(path: Path) -> None:
    found = read_turtle(path)
    assert named(shuffled(found, 1)) == named(found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_real_files_say_the_same_with_and_without_blank_nodes(path: Path) -> None:
    found = read_turtle(path)
    blank = Dataset(Quad(*one) for one in found)
    renamed = named(found)
    names = nodes(renamed)

    def back(node: object) -> object:
        if isinstance(node, NamedNode) and node.value in names:
            return BlankNode(node.value.rsplit("/", 1)[1])
        return node

    again = Dataset(Quad(back(s), p, back(o)) for s, p, o in renamed)  # type: ignore[arg-type]
    for one in (blank, again):
        one.canonicalize(algorithm=CanonicalizationAlgorithm.UNSTABLE)
    assert blank == again


def test_no_blank_node_is_left() -> None:
    for one in named(triples(NESTED)):
        assert not isinstance(one.subject, BlankNode)
        assert not isinstance(one.object, BlankNode)


def test_every_blank_node_has_a_name_of_its_own() -> None:
    found = triples(NESTED)
    blank = {
        end for one in found for end in (one.subject, one.object) if isinstance(end, BlankNode)
    }
    assert len(nodes(named(found))) == len(blank)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('rf:s rf:p [ rf:q "a" ] .', 'rf:s rf:p [ rf:q "b" ] .'),
        ('rf:s rf:p [ rf:q "a" ] .', 'rf:s rf:p [ rf:r "a" ] .'),
        ('rf:s rf:p [ rf:q "a" ] .', 'rf:s rf:p [ rf:q "a"@en ] .'),
        ("rf:s rf:p [ rf:q 1 ] .", 'rf:s rf:p [ rf:q "1" ] .'),
        ('rf:s rf:p [ rf:q "a" ] .', 'rf:t rf:p [ rf:q "a" ] .'),
        ('rf:s rf:p [ rf:q "a" ] .', 'rf:s rf:o [ rf:q "a" ] .'),
        ('rf:s rf:p [ rf:q "a" ] .', 'rf:s rf:p [ rf:q "a" ; rf:r "b" ] .'),
        ('rf:s rf:p [ rf:q [ rf:q "a" ] ] .', 'rf:s rf:p [ rf:q [ rf:q "b" ] ] .'),
        ('rf:s rf:p ( "a" "b" ) .', 'rf:s rf:p ( "b" "a" ) .'),
        ("rf:s rf:p [ rf:q <urn:a> ] .", 'rf:s rf:p [ rf:q "urn:a" ] .'),
    ],
)
def test_nodes_that_say_something_else_or_stand_elsewhere_have_other_names(
    one: str, other: str
) -> None:
    assert not nodes(named(triples(one))) & nodes(named(triples(other)))


def test_a_change_elsewhere_in_the_file_changes_no_name() -> None:
    found = triples(NESTED)
    more = [*found, *triples('rf:more rf:p [ rf:q "c" ] .')]
    assert nodes(named(found)) < nodes(named(more))


IRIS = [f"{DEFAULT_BASE}def#Claim", f"{DEFAULT_BASE}id/scheme/unit", DEFAULT_BASE]


@pytest.mark.parametrize("iri", IRIS)
def test_rebasing_moves_every_iri_under_the_base(iri: str) -> None:
    moved = OTHER + iri.removeprefix(DEFAULT_BASE)
    (one,) = named([Triple(NamedNode(iri), NamedNode(iri), NamedNode(iri))], OTHER)
    assert one == Triple(NamedNode(moved), NamedNode(moved), NamedNode(moved))


@pytest.mark.parametrize(
    "iri", ["http://www.w3.org/ns/prov#Entity", "https://rusfelt.example.org/def#Claim", "urn:x"]
)
def test_rebasing_leaves_all_other_iris(iri: str) -> None:
    one = Triple(NamedNode(iri), NamedNode(iri), NamedNode(iri))
    assert named([one], OTHER) == {one}


@pytest.mark.parametrize("datatype", ["anyURI", "string"])
def test_rebasing_moves_the_literal_of_a_namespace(datatype: str) -> None:
    found = triples(f'rf:x sh:namespace "{DEFAULT_BASE}def#"^^xsd:{datatype} .')
    kind = NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}")
    (one,) = named(found, OTHER)
    assert one.object == Literal(f"{OTHER}def#", datatype=kind)


@pytest.mark.parametrize(
    "text",
    [
        f'"{DEFAULT_BASE}def#"@en',
        f'"see {DEFAULT_BASE}def#"',
        '"http://www.w3.org/ns/prov#"^^xsd:anyURI',
        "42",
        '"text"@nb',
    ],
)
def test_rebasing_leaves_all_other_literals(text: str) -> None:
    (before,) = triples(f"rf:x sh:name {text} .")
    (after,) = named([before], OTHER)
    assert after.object == before.object


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_of_the_default_base_is_left_in_the_real_files(path: Path) -> None:
    moved = named(read_turtle(path), OTHER)
    assert not [one for one in moved if DEFAULT_BASE in str(one)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_rebasing_to_the_default_base_changes_no_named_triple(path: Path) -> None:
    found = read_turtle(path)
    kept = {one for one in found if "_:" not in f"{one.subject} {one.object}"}
    assert kept <= named(found)
