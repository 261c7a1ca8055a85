"""The whole line: facts, graph, validation, snapshot."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from graph_build.layers.builder import BuiltGraph, build_graph, checked_corpus
from graph_build.layers.manifest import manifest
from graph_build.reading.corpus import Corpus
from graph_build.reading.corpus_reader import SHIPPED
from graph_build.reading.fact_index import fact_places
from graph_build.reading.resolver import Resolver
from graph_build.snapshot import GRAPH, MANIFEST, REPORT, write_snapshot
from ontology import DEFAULT_BASE
from shapes.engines.shapes_graph import shape_files
from shapes.findings.report import Report
from shapes.rendering.json_report import REPORT_JSON, as_json
from shapes.rendering.turtle import as_turtle
from shapes.validation import validate

Progress = Callable[[str], None]
# What the manifest says of facts that are not only the shipped ones.
OWN_BESIDE, OWN_ALONE = "own, beside the shipped", "own"


@dataclass(frozen=True)
class Outcome:
    """What a build made, and whether the words were checked against the texts."""

    graph: BuiltGraph
    report: Report | None
    verified: bool


def run_build(
    out: Path,
    sources: Path | None = None,
    base: str = DEFAULT_BASE,
    validating: bool = True,
    progress: Progress = lambda _: None,
    corpus: Corpus | None = None,
) -> Outcome:
    """Build, validate and write the snapshot at `out`; FaultyFacts or Unreadable say what is wrong.

    The facts are the shipped ones, unless others were read already.

    A graph that does not conform is written too: its report says why, and it is not served
    unless asked for by name.
    """
    progress("reading facts" + (" and verifying them against the texts" if sources else ""))
    resolver = checked_corpus(corpus or SHIPPED, sources, base)
    progress("building the graph")
    # The shapes are in the graph too, so that who has the graph can check it.
    graph = build_graph(resolver, shape_files())
    report = None
    files = {GRAPH: graph.nquads}
    if validating:
        progress("validating the graph")
        places = partial(fact_places, resolver)
        report = validate(
            graph.quads, base, places=places, name=GRAPH, sha256=graph.sha256, sources=sources
        )
        files |= {REPORT: as_turtle(report), REPORT_JSON: as_json(report).encode()}
    outcome = Outcome(graph, report, sources is not None)
    files[MANIFEST] = manifest(graph, _about(outcome, resolver))
    write_snapshot(out, files)
    return outcome


def _about(outcome: Outcome, resolver: Resolver) -> dict[str, object]:
    """What the manifest says beside the counts."""
    about: dict[str, object] = {
        "base": resolver.iris.base,
        "version": version("rusfelt"),
        "sourcesVerified": outcome.verified,
        "conforms": None if outcome.report is None else outcome.report.conforms,
    }
    beside = resolver.corpus.beside
    if beside is not None:
        about["facts"] = OWN_BESIDE if beside else OWN_ALONE
    return about
