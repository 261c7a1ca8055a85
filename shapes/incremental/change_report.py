"""The report on a change: what was checked again, what it brought and what it mended."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from graph_build.errors import Unreadable
from graph_build.fact_place import FactPlaces
from shapes.engines.results import Result
from shapes.engines.shapes_graph import load_shapes
from shapes.findings.finder import Finder
from shapes.findings.finding import Finding
from shapes.findings.inventory import checked_shapes
from shapes.findings.report import Report, Subject
from shapes.graphs.data_graph import DataGraph
from shapes.graphs.subject_lines import LINES
from shapes.graphs.untrusted import content_of, format_of, located, name_of, refuse_odd_bytes
from shapes.incremental.revalidation import Change, Changed, prepare, read_change, run_changed


@dataclass(frozen=True)
class ChangeReport:
    """What a change did, and the report: on all of the new data where the old report was given, else on what was touched."""

    report: Report
    triples: int
    checked_again: int | None
    new: int
    gone: int

    def told(self) -> str:
        """The change in one line."""
        again = "all" if self.checked_again is None else str(self.checked_again)
        return (
            f"{self.triples} triples differ; checked again: {again} focus nodes; "
            f"findings: {self.new} new, {self.gone} gone"
        )


def validate_changed(
    old: Path,
    new: Path,
    base: str,
    max_size: int,
    places: Callable[[], FactPlaces] = dict,
    old_report: Report | None = None,
) -> ChangeReport:
    """Check again what the change from `old` to `new` can touch; both N-Quads or N-Triples, Unreadable where not.

    `old_report` is the report on `old`: then the new one is that of a full run.
    """
    shapes = load_shapes(base)
    prepare(shapes)
    change = _read(old, new, max_size)
    changed = run_changed(change, shapes)
    before, after = set(changed.before), set(changed.after)
    again = None if None in changed.affected.values() else _sum(changed)
    report = _report(change, changed, base, places, name_of(new))
    if old_report is not None:
        report = _merged(old_report, report, before)
    triples = len(change.removed) + len(change.added)
    return ChangeReport(report, triples, again, len(after - before), len(before - after))


def _sum(changed: Changed) -> int:
    return sum(count or 0 for count in changed.affected.values())


def _read(old: Path, new: Path, max_size: int) -> Change:
    for path in (old, new):
        name, form = name_of(path), format_of(path, None)
        if form not in LINES:
            raise Unreadable(
                f"{name}: a change is read from N-Quads or N-Triples, a statement a line"
            )
        content = content_of(path, name, max_size)
        refuse_odd_bytes(content, name)
    try:
        return read_change(old, new)
    except (SyntaxError, ValueError) as error:
        raise Unreadable(
            located(error, f"{name_of(old)} or {name_of(new)}", RdfFormat.N_QUADS)
        ) from error


def _report(
    change: Change, changed: Changed, base: str, places: Callable[[], FactPlaces], name: str
) -> Report:
    data, shapes = DataGraph(base, change.new.store), load_shapes(base)
    finder = Finder(data, shapes, places() if changed.after else {})
    found = sorted(map(finder.finding, changed.after), key=lambda one: one.key)
    # The names of the shapes; the nodes that were checked are not counted in the whole graph again.
    named = checked_shapes(shapes, DataGraph(base, Store()))
    return Report(
        findings=tuple(found),
        failures=changed.failures,
        focus_nodes=_sum(changed),
        checked=tuple(
            replace(one, focus_nodes=changed.affected.get(one.shape) or 0) for one in named
        ),
        subject=Subject(name=name, quads=len(change.new.store)),
        base=base,
    )


def _merged(old: Report, touched: Report, before: set[Result]) -> Report:
    """The old findings that the change left alone, and those of what it touched."""
    # Results are compared without their words: a label may have changed and the finding not.
    kept = [one for one in old.findings if _result(one) not in before]
    findings = sorted([*kept, *touched.findings], key=lambda one: one.key)
    return replace(
        touched, findings=tuple(findings), checked=old.checked, focus_nodes=old.focus_nodes
    )


def _result(one: Finding) -> Result:
    return Result(one.focus, one.path, one.value, one.shape, one.component, one.severity)
