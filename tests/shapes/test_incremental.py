from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graph_build.layers.builder import BuiltGraph
from ontology import DEFAULT_BASE
from ontology.vocabulary import PREFIXES
from shapes.engines.set_engine import run_setwise
from shapes.engines.shapes_graph import load_shapes
from shapes.graphs.lexical_store import lexical_store
from shapes.incremental.change import Change, read_change
from shapes.incremental.line_difference import unlike_lines
from shapes.incremental.revalidation import CORE, run_changed
from tests.shapes.edits import SUBCLASS, TYPE, XSD, spoiled
from tests.some import some

SHAPES = load_shapes(DEFAULT_BASE)
VALUE = NamedNode(PREFIXES["sdmx-measure"] + "obsValue")
SHARE = NamedNode(DEFAULT_BASE + "id/observation/003-early-identification-2019-value")
OBSERVATION = NamedNode(PREFIXES["rf"] + "Observation")
SHAPE = DEFAULT_BASE + "id/shape/"


def as_triples(built: BuiltGraph) -> list[Triple]:
    return sorted({quad.triple for quad in built.quads}, key=str)


def edited(triples: list[Triple], seed: int, edits: int) -> list[Triple]:
    removed, added = spoiled(triples, seed, edits)
    return sorted((set(triples) - set(removed)) | set(added), key=str)


def change_of(old: list[Triple], new: list[Triple]) -> Change:
    gone, come = set(old) - set(new), set(new) - set(old)
    return Change(
        lexical_store(old), lexical_store(new), sorted(gone, key=str), sorted(come, key=str)
    )


def with_value(triples: list[Triple], text: str) -> tuple[str, list[Triple]]:
    """A share of the graph, and the graph with another value of it."""
    first = next(one for one in triples if one.subject == SHARE and one.predicate == VALUE)
    other = Triple(first.subject, VALUE, Literal(text, datatype=NamedNode(XSD + "decimal")))
    return str(first.subject), [*(one for one in triples if one != first), other]


def assert_as_a_full_run(triples: list[Triple], seed: int, before: int, edits: int) -> None:
    old = edited(triples, seed, before)
    change = change_of(old, edited(old, seed + 1, edits))
    was, full = run_setwise(change.old, SHAPES), run_setwise(change.new, SHAPES)
    changed = run_changed(change, SHAPES)
    assert changed.applied(was.results) == full.results
    assert changed.failures == full.failures


@pytest.mark.deep
def test_what_was_found_before_and_what_forty_edits_do_is_what_a_full_run_finds(
    built: BuiltGraph,
) -> None:
    assert_as_a_full_run(as_triples(built), seed=3, before=40, edits=40)


@pytest.mark.deep
@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(min_value=0), before=st.integers(0, 60), edits=st.integers(0, 60))
def test_what_was_found_before_and_what_a_change_does_is_what_a_full_run_finds(
    built: BuiltGraph, seed: int, before: int, edits: int
) -> None:
    assert_as_a_full_run(as_triples(built), seed, before, edits)


def test_a_changed_value_is_checked_and_little_else(built: BuiltGraph) -> None:
    old = as_triples(built)
    share, new = with_value(old, "101")
    changed = run_changed(change_of(old, new), SHAPES)
    assert (SHAPE + "percent-level", share) in {(one.shape, one.focus) for one in changed.after}
    assert changed.affected[CORE] == 1
    assert all(nodes is not None and nodes < 40 for nodes in changed.affected.values())


def test_what_is_mended_is_before_and_not_after(built: BuiltGraph) -> None:
    old = as_triples(built)
    share, new = with_value(old, "101")
    changed = run_changed(change_of(new, old), SHAPES)
    assert (SHAPE + "percent-level", share) in {(one.shape, one.focus) for one in changed.before}
    assert (SHAPE + "percent-level", share) not in {(one.shape, one.focus) for one in changed.after}


def test_nothing_is_checked_where_nothing_changed(built: BuiltGraph) -> None:
    triples = as_triples(built)
    changed = run_changed(change_of(triples, triples), SHAPES)
    assert set(changed.affected.values()) == {0}
    assert not changed.before
    assert not changed.after


@pytest.mark.parametrize("way", some(["a class comes below another", "a class does no longer"]))
def test_everything_is_checked_where_the_classes_change(way: str, built: BuiltGraph) -> None:
    triples = as_triples(built)
    below = Triple(NamedNode(PREFIXES["rf"] + "Period"), SUBCLASS, OBSERVATION)
    states = [triples, [*triples, below]]
    old, new = states if way == "a class comes below another" else states[::-1]
    changed = run_changed(change_of(old, new), SHAPES)
    assert set(changed.affected.values()) == {None}


def test_a_value_is_checked_where_its_type_changes(built: BuiltGraph) -> None:
    triples = as_triples(built)
    about = NamedNode(PREFIXES["rf"] + "indicator")
    indicator = next(
        one.object for one in triples if one.subject == SHARE and one.predicate == about
    )
    new = [one for one in triples if (one.subject, one.predicate) != (indicator, TYPE)]
    changed = run_changed(change_of(triples, new), SHAPES)
    assert {one.value for one in changed.after if one.shape == SHAPE + "observation-indicator"} == {
        str(indicator)
    }


@pytest.mark.parametrize("order", ["sorted", "as they come"])
def test_the_change_between_two_files_is_what_only_one_of_them_says(
    tmp_path: Path, order: str
) -> None:
    lines = [f'<urn:s{n}> <urn:p> "{n}" <urn:g> .\n' for n in range(20)]
    old, new = tmp_path / "old.nq", tmp_path / "new.nq"
    arranged = sorted if order == "sorted" else reversed
    old.write_text("".join(arranged(lines[:15])), encoding="utf-8")
    new.write_text("".join(arranged(lines[5:])), encoding="utf-8")
    change = read_change(old, new)
    assert [one.subject.value for one in change.removed] == [f"urn:s{n}" for n in range(5)]
    assert sorted(one.object.value for one in change.added) == sorted(str(n) for n in range(15, 20))


def test_a_triple_that_moves_to_another_graph_is_no_change(tmp_path: Path) -> None:
    old, new = tmp_path / "old.nq", tmp_path / "new.nq"
    old.write_text("<urn:s> <urn:p> <urn:o> <urn:g> .\n", encoding="utf-8")
    new.write_text("<urn:s> <urn:p> <urn:o> <urn:h> .\n", encoding="utf-8")
    change = read_change(old, new)
    assert not change.removed
    assert not change.added


def test_a_number_written_otherwise_is_a_change(tmp_path: Path, built: BuiltGraph) -> None:
    triples = as_triples(built)
    first = next(one for one in triples if one.predicate == VALUE)
    other = Triple(
        first.subject, VALUE, Literal(f"0{first.object.value}", datatype=NamedNode(XSD + "decimal"))
    )  # type: ignore[union-attr]
    for name, data in (("old.nt", triples), ("new.nt", [*triples, other])):
        serialize(data, str(tmp_path / name), RdfFormat.N_TRIPLES)
    change = read_change(tmp_path / "old.nt", tmp_path / "new.nt")
    assert change.added == [other]
    assert {one.focus for one in run_changed(change, SHAPES).after} >= {str(first.subject)}


def test_lines_that_both_files_have_are_left_out_however_often(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"a\na\nb\n")
    new.write_bytes(b"a\nc\n")
    assert unlike_lines(old, new) == ({b"b\n"}, {b"c\n"})
