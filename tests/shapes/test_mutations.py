"""Every SPARQL constraint catches mutations of the real facts, and leaves what is nearly wrong alone."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from graph_build.layers.builder import BuiltGraph
from ontology import DEFAULT_BASE
from shapes.engines.shapes_graph import load_shapes
from tests.shapes.constraint_table import PAGE, page
from tests.shapes.mutations import MUTATIONS, Mutation
from tests.shapes.mutations.bench import Bench, Outcome, name_of

CONSTRAINTS = {name_of(one): one for one in load_shapes(DEFAULT_BASE).sparql}


def first_of_each(mutations: Iterable[Mutation], first: int = 1) -> list[ParameterSet]:
    """The mutations, all but the first so many of each constraint marked as deep."""
    seen = Counter[str]()
    found = []
    for one in mutations:
        seen[one.constraint] += 1
        marks = [pytest.mark.deep] * (seen[one.constraint] > first)
        found.append(pytest.param(one, marks=marks))
    return found


ID = f"<{DEFAULT_BASE}id/"
EXPECTED = {
    ("frame-not-itemised", f"{ID}funding/004-frame-amount>"),
    ("printed-date-too-early", f"{ID}source/003>"),
}


def name(mutation: Mutation) -> str:
    return mutation.name.replace(" ", "-")


@pytest.fixture(scope="module")
def bench(built: BuiltGraph) -> Bench:
    return Bench(built.quads)


@pytest.mark.parametrize(
    "mutation", first_of_each((one for one in MUTATIONS if not one.near), 2), ids=name
)
def test_every_mutant_of_the_real_graph_is_found_where_it_is(
    bench: Bench, mutation: Mutation
) -> None:
    outcome = bench.outcome(mutation)
    assert outcome.made > 0, "nothing in the graph can be mutated so"
    assert outcome.found == outcome.made


@pytest.mark.parametrize("mutation", first_of_each(one for one in MUTATIONS if one.near), ids=name)
def test_a_near_miss_is_left_alone(bench: Bench, mutation: Mutation) -> None:
    outcome = bench.outcome(mutation)
    assert outcome.made > 0, "nothing in the graph can be edited so"
    assert outcome == Outcome(outcome.made, found=0, others=0)


def assert_pyshacl_finds_the_same(bench: Bench, mutation: Mutation, everywhere: bool) -> None:
    unmutated = bench.unmutated(mutation.constraint)
    mutant = bench.mutants(mutation)[0]
    with bench.mutated(mutant):
        rows = bench.rows(mutation.constraint)
    nodes = {mutant.focus, *(focus for focus, _ in rows | unmutated)}
    only = None if everywhere else sorted(nodes)
    reference = bench.reference_rows(mutation.constraint, mutant, only)
    assert reference == rows
    assert (mutant.focus in {focus for focus, _ in reference - unmutated}) is not mutation.near


@pytest.mark.parametrize("mutation", first_of_each(MUTATIONS), ids=name)
def test_pyshacl_finds_the_same_where_the_first_mutant_is(bench: Bench, mutation: Mutation) -> None:
    assert_pyshacl_finds_the_same(bench, mutation, everywhere=False)


@pytest.mark.deep
@pytest.mark.parametrize("mutation", MUTATIONS, ids=name)
def test_pyshacl_finds_the_same_in_the_first_mutant(bench: Bench, mutation: Mutation) -> None:
    assert_pyshacl_finds_the_same(bench, mutation, everywhere=True)


@pytest.mark.parametrize("constraint", sorted(CONSTRAINTS))
def test_a_constraint_has_three_mutations_and_a_near_miss(constraint: str) -> None:
    kinds = Counter(one.near for one in MUTATIONS if one.constraint == constraint)
    assert kinds[False] >= 3
    assert kinds[True] >= 1


def test_every_mutation_is_of_a_constraint_and_has_a_name_of_its_own() -> None:
    assert {one.constraint for one in MUTATIONS} <= set(CONSTRAINTS)
    names = Counter(one.name for one in MUTATIONS)
    assert [one for one, times in names.items() if times > 1] == []


def test_the_real_graph_has_no_violation_and_just_the_two_remarks_that_are_known(
    bench: Bench,
) -> None:
    found = {(one, focus) for one in CONSTRAINTS for focus, _ in bench.unmutated(one)}
    assert found == EXPECTED
    assert {CONSTRAINTS[one].severity for one, _ in found} == {"Info"}


def test_the_graph_is_the_same_again_after_a_mutant(bench: Bench) -> None:
    mutant = bench.mutants(MUTATIONS[0])[0]
    with bench.mutated(mutant):
        assert {quad.triple for quad in bench.store} != bench.triples
    assert {quad.triple for quad in bench.store} == bench.triples


@pytest.mark.deep
def test_the_page_of_constraints_is_what_the_mutants_give(bench: Bench, project: Path) -> None:
    assert (project / PAGE).read_text(encoding="utf-8") == page(bench)
