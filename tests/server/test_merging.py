"""Counts over several graphs: a triple is one, however many of them have it."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from server.sparql.merging import Dataset, MergingStore

BASE = "https://base.example/"
GRAPHS = ["urn:g1", "urn:g2", "urn:g3", BASE + "g4"]
nodes = st.sampled_from([NamedNode(f"urn:{name}") for name in "abc"])
quads = st.builds(
    Quad, nodes, nodes, nodes, st.sampled_from([DefaultGraph(), *map(NamedNode, GRAPHS)])
)
COUNT = "SELECT (COUNT(*) AS ?n)"
WHERE = "{ ?s ?p ?o . ?o ?q ?r }"


def made(found: list[Quad]) -> Store:
    """A store with these quads."""
    store = Store()
    store.extend(found)
    return store


def number(store: Store | MergingStore, text: str, dataset: Dataset | None = None) -> int:
    """The one number that a query asks for."""
    if isinstance(store, Store):
        found = store.query(text)
    else:
        found = store.query(text, BASE, dataset, own="FROM" in text)
    assert isinstance(found, QuerySolutions)
    (row,) = found
    return int(row[0].value)  # type: ignore[union-attr]


def merge(found: list[Quad], names: list[str] | None) -> Store:
    """The merge as the standard has it, made by hand."""
    inside = [
        one for one in found if names is None or getattr(one.graph_name, "value", None) in names
    ]
    return made([Quad(one.subject, one.predicate, one.object) for one in inside])


@given(st.lists(quads, max_size=12))
def test_all_graphs_together_are_a_merge(found: list[Quad]) -> None:
    assert number(MergingStore(made(found)), COUNT + WHERE) == number(
        merge(found, None), COUNT + WHERE
    )


@given(st.lists(quads, max_size=12), st.lists(st.sampled_from(GRAPHS), min_size=1, max_size=5))
def test_graphs_that_are_named_are_a_merge_however_they_are_named(
    found: list[Quad], names: list[str]
) -> None:
    store, wanted = MergingStore(made(found)), number(merge(found, names), COUNT + WHERE)
    clauses = " ".join(f"FROM <{name}>" for name in names)
    short = " ".join(
        f"FROM {name.replace(BASE, 'x:')}" if BASE in name else f"FROM <{name}>" for name in names
    )
    relative = " ".join(f"FROM <{name.removeprefix(BASE)}>" for name in names)
    for text in (
        f"{COUNT} {clauses} WHERE {WHERE}",
        f"{COUNT}\n{clauses}\n{WHERE}",
        f"PREFIX x: <{BASE}> {COUNT} {short} {WHERE}",
        f"BASE <{BASE}> {COUNT} {relative} {WHERE}",
        f"{COUNT} {relative} {WHERE}",  # relative to the endpoint's own
    ):
        assert number(store, text) == wanted, text
    assert number(store, COUNT + WHERE, Dataset(tuple(names), ())) == wanted


@pytest.mark.parametrize("graphs", [("urn:g1", "urn:g2"), ("urn:g2", "urn:g3", "urn:g1")])
def test_a_triple_of_two_graphs_is_one(graphs: tuple[str, ...]) -> None:
    a, b = NamedNode("urn:a"), NamedNode("urn:b")
    store = MergingStore(made([Quad(a, b, a, NamedNode(name)) for name in GRAPHS]))
    text = f"{COUNT} {' '.join(f'FROM <{name}>' for name in graphs)} {WHERE}"
    assert number(store, text) == 1


@given(st.lists(quads, max_size=12), st.sampled_from(GRAPHS))
def test_graphs_that_are_asked_for_by_name_stay_apart(found: list[Quad], named: str) -> None:
    text = f"{COUNT} FROM <urn:g1> FROM <urn:g2> FROM NAMED <{named}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    inside = {one for one in found if getattr(one.graph_name, "value", None) == named}
    assert number(MergingStore(made(found)), text) == len(inside)
    every = {one for one in found if one.graph_name != DefaultGraph()}
    assert number(MergingStore(made(found)), COUNT + "{ GRAPH ?g { ?s ?p ?o } }") == len(every)


@pytest.mark.parametrize(
    ("quoted", "wanted"),
    [
        ('{ ?s ?p ?o FILTER(STR(?o) != "FROM <urn:g1> FROM <urn:g1>") }', 1),
        ("{ ?s ?p ?o } # FROM <urn:g1> FROM <urn:g2>", 1),
    ],
)
def test_what_only_looks_like_a_clause_is_none(quoted: str, wanted: int) -> None:
    triple = (NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))
    found: Mapping[str, Quad] = {name: Quad(*triple, NamedNode(name)) for name in GRAPHS}
    assert (
        number(MergingStore(made([*found.values()])), f"{COUNT} FROM <urn:g3> {quoted}") == wanted
    )
