"""Validation of a change: only the focus nodes that it can touch are checked again."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from shapes.engines.forms import set_form
from shapes.engines.results import Failure, Result, sorted_failures, sorted_results
from shapes.engines.shapes_graph import Shapes
from shapes.incremental.change import Change, read_change
from shapes.incremental.core_constraints import recheck_core
from shapes.incremental.impact import touches
from shapes.incremental.sparql_constraints import recheck_sparql

__all__ = ["CORE", "Change", "Changed", "prepare", "read_change", "run_changed"]

CORE = "core constraints"


@dataclass(frozen=True)
class Changed:
    """What a change does to the results: those of the new data are the old less `before`, and `after`.

    `affected`: how many focus nodes were checked again, by shape, `core constraints` for all
    others; None where it was all of them.
    """

    affected: Mapping[str, int | None]
    before: tuple[Result, ...]
    after: tuple[Result, ...]
    failures: tuple[Failure, ...]

    def applied(self, results: Iterable[Result]) -> tuple[Result, ...]:
        """The results of the new data, from those of the old."""
        return sorted_results((set(results) - set(self.before)) | set(self.after))


def prepare(shapes: Shapes) -> None:
    """Read the constraints' queries, which takes longer than a recheck; a query in no known form is told of there."""
    for constraint in shapes.sparql:
        with suppress(Exception):  # the parser's exceptions have no common base
            set_form(constraint.select)
            touches(constraint.select)


def run_changed(change: Change, shapes: Shapes) -> Changed:
    """Check again what `change` can touch; the shapes are taken to be the same as before."""
    nodes, before, after, failures = recheck_core(change, shapes.graph)
    affected: dict[str, int | None] = {CORE: None if nodes is None else len(nodes)}
    # One shape may have several constraints; their focus nodes are counted together.
    for constraint in shapes.sparql:
        pairs, was, became, failed = recheck_sparql(change, shapes, constraint)
        known = affected.get(constraint.shape, 0)
        affected[constraint.shape] = None if pairs is None or known is None else known + len(pairs)
        before, after, failures = before | was, after | became, failures | failed
    results = sorted_results(before), sorted_results(after)
    return Changed(affected, *results, sorted_failures(failures))
