"""Runs the shapes over a graph with one of the engines, and makes the report."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pyoxigraph import Quad, Triple

from graph_build.fact_place import FactPlaces
from ontology import DEFAULT_BASE
from shapes.engines.reference import run_answered, run_reference
from shapes.engines.results import Run
from shapes.engines.shapes_graph import Shapes, load_shapes
from shapes.findings.finder import Finder
from shapes.findings.inventory import checked_shapes
from shapes.findings.report import Report, Subject
from shapes.findings.ties import Ties
from shapes.graphs.data_graph import DataGraph
from shapes.graphs.lexical_store import lexical_store
from shapes.graphs.rdflib_graphs import rdflib_graph
from shapes.graphs.skos_entailment import with_schemes
from shapes.graphs.terms import Term
from shapes.graphs.text_triples import text_triples

# Statements. The fast engine takes longer to be imported than pySHACL takes to check a graph of up to so many,
# unless nearly all of it is wrong: what pySHACL writes of its results grows with their square.
LARGE = 5_000
Progress = Callable[[int, int, str], None]
Engine = Callable[[Sequence[Quad | Triple], Shapes], Run]


def reference(data: Sequence[Quad | Triple], shapes: Shapes) -> Run:
    """PySHACL as it comes, but for queries that are parsed once: what the others are held against."""
    return run_reference(rdflib_graph(data), shapes)


def answered(data: Sequence[Quad | Triple], shapes: Shapes) -> Run:
    """PySHACL with the store for its SPARQL engine: the same, in a fraction of the time."""
    return run_answered(data, shapes)


def fast(data: Sequence[Quad | Triple], shapes: Shapes, progress: Progress | None = None) -> Run:
    """The engine for large graphs."""
    # Imported here: it takes as long to load as a small graph takes to validate.
    from shapes.engines.set_engine import run_setwise, silent

    return run_setwise(lexical_store(data), shapes, progress or silent)


def engine_for(name: str, size: int) -> Engine:
    """The engine of that name; `auto` takes the fast one for large graphs."""
    if name == "auto":
        return fast if size > LARGE else answered
    return {"fast": fast, "reference": reference}.get(name, answered)


def validate(
    data: Iterable[Quad | Triple],
    base: str = DEFAULT_BASE,
    *,
    places: Callable[[], FactPlaces] = dict,
    engine: Engine = answered,
    name: str = "",
    sha256: str = "",
    sources: Path | None = None,
    tied_only: bool = False,
) -> Report:
    """Check `data` (the union of its graphs) against the shapes under `base`.

    Nothing is fetched: owl:imports is not followed and no rule is run. What cannot be run is a
    failure of the report. `places`, asked for only where there are findings: where the facts say
    a thing. `name` and `sha256` say what was validated. `sources`: the folder of the texts, so that
    passages, fragments and hashes are held against them. `tied_only` leaves out what nothing ties
    to the model's terms.
    """
    quads, shapes = list(data), load_shapes(base)
    subject = Subject(name, sha256, len(quads))
    if sources is not None:
        quads += text_triples(quads, sources, base)
    quads = list(with_schemes(quads))
    run = engine(quads, shapes)
    graph = DataGraph.of(quads, base)
    return report_of(run, graph, shapes, places, subject, tied_only=tied_only)


def report_of(
    run: Run,
    data: DataGraph,
    shapes: Shapes,
    places: Callable[[], FactPlaces],
    subject: Subject,
    *,
    tied_only: bool = False,
) -> Report:
    """The report on what an engine found in `data`."""
    untied = Ties(data).untied(shapes.graph) if tied_only else frozenset[Term]()
    left_out = {str(node) for node in untied}
    results = [one for one in run.results if one.focus not in left_out]
    finder = Finder(data, shapes, places() if results else {})
    findings = sorted(map(finder.finding, results), key=lambda one: one.key)
    checked = checked_shapes(shapes, data, untied)
    idle = {one.shape for one in checked if not one.focus_nodes} if tied_only else set[str]()
    return Report(
        findings=tuple(findings),
        # A constraint that has nothing to judge fails nobody, whatever the rest of the data is like.
        failures=tuple(one for one in run.failures if one.shape not in idle),
        focus_nodes=run.focus_nodes - len(untied),
        checked=checked,
        subject=subject,
        base=data.base,
        unjudged=len(untied),
    )
