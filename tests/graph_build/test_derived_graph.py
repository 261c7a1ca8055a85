"""Values computed from computed values: a chain, which the real facts hardly have."""

from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graph_build.errors import FaultyFacts
from graph_build.layers.builder import BuiltGraph, build_graph, checked_corpus
from ontology import DEFAULT_BASE
from ontology.vocabulary import PREFIXES
from tests.graph_build.little import REGISTERS, label, write_little


def derived(id: str, expression: str, inputs: str, decimals: int = 0) -> str:
    return (
        f'\n[[derived]]\nid = "{id}"\nexpression = "{expression}"\ninputs = {{{inputs}}}\n'
        f'decimals = {decimals}\nunit = "number"\n{label(id)}\n'
    )


SEVENTH = derived("seventh", "count / 7", 'count = "t1-opened-count"')
BACK = derived("back", "part * 7", 'part = "seventh"')
HALF = derived("half", "whole / 2 + count", 'whole = "back", count = "t1-opened-count"', 1)


def built(folder: Path, *entries: str) -> BuiltGraph:
    little = write_little(folder)
    with (folder / REGISTERS).open("a", encoding="utf-8") as file:
        file.write("".join(entries))
    return build_graph(checked_corpus(little.folder, little.texts))


def values(graph: BuiltGraph, kind: str, slug: str, curie: str) -> set[str]:
    """Values of a property: literals by their text, things by their path under /id/."""
    prefix, _, local = curie.partition(":")
    property = NamedNode(PREFIXES[prefix] + local)
    subject = NamedNode(f"{DEFAULT_BASE}id/{kind}/{slug}")
    found = {
        one.object for one in graph.quads if one.subject == subject and one.predicate == property
    }
    return {
        one.value
        if isinstance(one, Literal)
        else str(one).strip("<>").removeprefix(f"{DEFAULT_BASE}id/")
        for one in found
    }


def test_a_chain_computes_on_with_exact_values_and_rounds_what_it_shows(tmp_path: Path) -> None:
    graph = built(tmp_path, SEVENTH, BACK, HALF)
    shown = {
        one: Decimal(*values(graph, "derived", one, "sdmx-measure:obsValue"))
        for one in ("seventh", "back", "half")
    }
    assert shown == {"seventh": 2, "back": 12, "half": 18}


def test_each_link_of_a_chain_names_what_it_is_made_of(tmp_path: Path) -> None:
    graph = built(tmp_path, SEVENTH, BACK, HALF)
    assert values(graph, "derived", "seventh", "prov:wasDerivedFrom") == {
        "observation/t1-opened-count"
    }
    assert values(graph, "derived", "back", "prov:wasDerivedFrom") == {"derived/seventh"}
    assert values(graph, "derived", "half", "prov:wasDerivedFrom") == {
        "derived/back",
        "observation/t1-opened-count",
    }
    assert values(graph, "input", "back-part", "rf:inputValue") == {"derived/seventh"}
    assert values(graph, "input", "half-whole", "rf:inputValue") == {"derived/back"}
    assert values(graph, "input", "half-count", "rf:inputName") == {"count"}


@pytest.mark.parametrize("entries", [(BACK, SEVENTH), (derived("self", "x", 'x = "self"'),)])
def test_what_is_registered_later_can_be_no_input(entries: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(FaultyFacts, match="has no number of its own or is registered later"):
        built(tmp_path, *entries)
