"""Runs the shapes over a graph with one of the engines, and makes the report."""

from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import Quad, Triple

from ontology import DEFAULT_BASE
from shapes.checked import checked_shapes
from shapes.data import Data
from shapes.definitions import Shapes, load_shapes
from shapes.evidence import Places
from shapes.findings import Finder
from shapes.rdflib_graphs import rdflib_graph
from shapes.reference import run_reference
from shapes.report import Report, Subject
from shapes.results import Run

Engine = Callable[[Sequence[Quad | Triple], Shapes], Run]


def reference(data: Sequence[Quad | Triple], shapes: Shapes) -> Run:
    """The engine that knows all of SHACL."""
    return run_reference(rdflib_graph(data), shapes)


def validate(
    data: Iterable[Quad | Triple],
    base: str = DEFAULT_BASE,
    *,
    places: Callable[[], Places] = dict,
    engine: Engine = reference,
    name: str = "",
    sha256: str = "",
) -> Report:
    """Check `data` (the union of its graphs) against the shapes under `base`.

    Nothing is fetched: owl:imports is not followed and no rule is run. What cannot be run is a
    failure of the report. `places`, asked for only where there are findings: where the facts say
    a thing. `name` and `sha256` say what was validated.
    """
    quads, shapes = list(data), load_shapes(base)
    run = engine(quads, shapes)
    return report_of(run, Data.of(quads, base), shapes, places, Subject(name, sha256, len(quads)))


def report_of(
    run: Run, data: Data, shapes: Shapes, places: Callable[[], Places], subject: Subject
) -> Report:
    """The report on what an engine found in `data`."""
    finder = Finder(data, shapes, places() if run.results else {})
    findings = sorted(map(finder.finding, run.results), key=lambda one: one.key)
    return Report(
        findings=tuple(findings),
        failures=run.failures,
        focus_nodes=run.focus_nodes,
        checked=checked_shapes(shapes, data),
        subject=subject,
        base=data.base,
    )
