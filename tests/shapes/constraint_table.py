"""`python -m tests.shapes.constraint_table` writes docs/constraints.md: what each constraint catches."""

from collections.abc import Iterator
from pathlib import Path

import rdflib
from rdflib.namespace import RDFS

from graph_build.layers.builder import build_graph, checked_corpus
from shapes.engines.shapes_graph import shape_files
from tests.shapes.mutations import TABLES, Mutation
from tests.shapes.mutations.bench import Bench

PAGE = Path("docs/constraints.md")
INTRODUCTION = """\
# Constraints across facts

What the shapes in SHACL-SPARQL check, and how they are checked themselves. A *mutation* is a way to break a fact of the
real graph (a wrong digit, a lost link, a second source that disagrees); each place where it can be done, at most
twelve, is a *mutant*, and the constraint must find every one of them at its place. A *near miss* is as close to the
break as can be and right (the bound itself, another population, a change instead of a level); it must give no finding.
`tests/shapes/test_mutations.py` runs them all, the first of each with pySHACL too.

Written by `python -m tests.shapes.constraint_table`.
"""
GROUPS = {
    "arithmetic": ("Numbers", "Figures, amounts and derived values agree with each other."),
    "agreement": ("Agreement", "What is said agrees with the figures, and one place with another."),
    "alignments": (
        "Figures side by side",
        "Two figures that are put together are as their outcome says.",
    ),
    "periods": ("Dates and periods", "Nothing is told before it happened; bounds stay bounds."),
    "words": ("Claims and words", "A claim keeps its hedge, its holder, its words and its hash."),
}
HEAD = """\
| constraint | severity | what it checks | mutants found | near misses left alone |
| --- | --- | --- | --- | --- |
"""


def english(bench: Bench, constraint: str, predicate: rdflib.URIRef) -> str:
    """The label or comment of a constraint, fit for a cell."""
    shape = rdflib.URIRef(bench.constraints[constraint].shape)
    texts = sorted(
        str(text)
        for text in bench.shapes.graph.objects(shape, predicate)
        if isinstance(text, rdflib.Literal) and text.language == "en"
    )
    return texts[0].replace("|", "\\|")


def counts(bench: Bench, mutations: list[Mutation]) -> tuple[int, int]:
    """How many mutants were made, and how many of them gave a finding at their place."""
    outcomes = [bench.outcome(one) for one in mutations]
    return sum(one.made for one in outcomes), sum(one.found for one in outcomes)


def row(bench: Bench, constraint: str, mutations: list[Mutation]) -> str:
    """One line of a table."""
    faults = [one for one in mutations if not one.near]
    misses = [one for one in mutations if one.near]
    made, found = counts(bench, faults)
    near, noticed = counts(bench, misses)
    label, comment = (english(bench, constraint, name) for name in (RDFS.label, RDFS.comment))
    return (
        f"| `{constraint}`: {label} | {bench.constraints[constraint].severity} | {comment} "
        f"| {found} of {made}, in {len(faults)} ways | {near - noticed} of {near}, in {len(misses)} ways |\n"
    )


def group(bench: Bench, name: str) -> str:
    """The constraints of one Turtle file."""
    title, introduction = GROUPS[name]
    by_constraint: dict[str, list[Mutation]] = {}
    for one in TABLES[name]:
        by_constraint.setdefault(one.constraint, []).append(one)
    rows = "".join(row(bench, one, mutations) for one, mutations in by_constraint.items())
    return f"## {title}\n\n{introduction} (`shapes/constraints/{name}.ttl`)\n\n{HEAD}{rows}"


def total(bench: Bench) -> str:
    """All of them in one sentence."""
    every = [one for table in TABLES.values() for one in table]
    made, found = counts(bench, [one for one in every if not one.near])
    near, noticed = counts(bench, [one for one in every if one.near])
    names = {one.constraint for one in every}
    return (
        f"{len(names)} constraints: {found:,} of {made:,} mutants found, in {sum(not one.near for one in every)} ways; "
        f"{near - noticed:,} of {near:,} near misses left alone, in {sum(one.near for one in every)} ways.\n"
    )


def sections(bench: Bench) -> Iterator[str]:
    """The parts of the page."""
    yield INTRODUCTION
    yield total(bench)
    yield from (group(bench, name) for name in GROUPS)


def page(bench: Bench) -> str:
    """The page as it must stand in the docs."""
    return "\n".join(sections(bench))


if __name__ == "__main__":
    PAGE.write_text(
        page(Bench(build_graph(checked_corpus(), shape_files()).quads)), encoding="utf-8"
    )
