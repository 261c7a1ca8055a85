"""Validation with pySHACL: the whole of SHACL and SHACL-SPARQL, which every other engine is held against."""

import logging
import warnings
from collections.abc import Iterable, Iterator, Mapping

import pyshacl
import rdflib
from pyoxigraph import Quad, Triple
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from shapes.engines.answer_graph import AnsweredGraph
from shapes.engines.parts import parts, targeted, without_words
from shapes.engines.query_plans import PreparedGraph, prepared
from shapes.engines.results import Failure, Result, Run, sorted_failures, sorted_results
from shapes.engines.shapes_graph import Shapes
from shapes.graphs.canonical_literals import canonical_shown
from shapes.graphs.lexical_store import lexical_store
from shapes.graphs.rdflib_graphs import rdflib_graph, shown

# What pySHACL would log is reported as a failure.
logging.getLogger("pyshacl-validate").disabled = True


def run_reference(graph: rdflib.Graph, shapes: Shapes) -> Run:
    """Check `graph` against all shapes; nothing is fetched or inferred.

    A constraint that cannot be run is a failure, and all others are run nevertheless.
    """
    run = run_pyshacl(PreparedGraph(store=graph.store, identifier=graph.identifier), shapes)
    failures = {*run.failures, *_unreadable(shapes, {failure.shape for failure in run.failures})}
    return Run(run.results, sorted_failures(failures), run.focus_nodes)


def run_answered(quads: Iterable[Quad | Triple], shapes: Shapes) -> Run:
    """The same by pySHACL with the store for its SPARQL engine: what `build` can wait for."""
    data = lexical_store(quads)
    return run_pyshacl(AnsweredGraph(rdflib_graph(data.triples()), data, shapes), shapes)


def run_pyshacl(data: rdflib.Graph, shapes: Shapes) -> Run:
    """What pySHACL finds in `data`, each constraint that it cannot run as a failure."""
    bare = without_words(shapes.graph)
    with warnings.catch_warnings():
        # rdflib warns of literals that the shapes find ill-formed.
        warnings.simplefilter("ignore")
        try:
            results, failures = set(_results(data, bare)), set[Failure]()
        # pySHACL stops at the first constraint that cannot be run, and its results are lost with it.
        except Exception:  # whatever an engine raises: the parts tell which constraint it was
            results, failures = _by_parts(data, bare)
    nodes = len(focus_nodes(data, shapes.graph))
    return Run(sorted_results(results), sorted_failures(failures), nodes)


def _results(data: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Result]:
    # Nothing is inferred or imported: owl:imports would be a request to wherever the data says.
    _, report, text = pyshacl.validate(
        data,
        shacl_graph=shapes,
        inference="none",
        do_owl_imports=False,
        allow_warnings=True,
    )
    if not isinstance(report, rdflib.Graph):
        raise RuntimeError(text)
    for result in report.objects(None, SH.result):
        yield _result(dict(report.predicate_objects(result)))


def _result(one: Mapping[Node, Node]) -> Result:
    component = one[SH.sourceConstraintComponent]
    written = canonical_shown if component == SH.SPARQLConstraintComponent else shown
    path, value = one.get(SH.resultPath), one.get(SH.value)
    return Result(
        focus=shown(one[SH.focusNode]),
        path=None if path is None else shown(path),
        value=None if value is None else written(value),
        shape=str(one[SH.sourceShape]),
        component=str(component),
        severity=str(one[SH.resultSeverity]).rsplit("#", 1)[1],
    )


def _by_parts(data: rdflib.Graph, shapes: rdflib.Graph) -> tuple[set[Result], set[Failure]]:
    """The results of what can be run, one part of the shapes after the other, and what cannot."""
    results, failures = set[Result](), set[Failure]()
    for shape, part in parts(shapes):
        try:
            results |= set(_results(data, part))
        except Exception as error:  # an engine's exceptions have no common base
            failures.add(Failure.of(shape, error))
    return results, failures


def _unreadable(shapes: Shapes, known: set[str]) -> set[Failure]:
    """Constraints whose query is no SPARQL: pySHACL reads it only where there is a focus node."""
    failures = set()
    for one in shapes.sparql:
        try:
            prepared(one.select)
        except Exception as error:  # the parser's, or any that its handlers raise
            if one.shape not in known:
                failures.add(Failure.of(one.shape, error))
    return failures


def focus_nodes(graph: rdflib.Graph, shapes: rdflib.Graph) -> set[Node]:
    """The nodes that any shape targets."""
    implicit = {shape for shape in targeted(shapes) if (shape, RDF.type, RDFS.Class) in shapes}
    classes = implicit | set(shapes.objects(None, SH.targetClass))
    below = {one for cls in classes for one in graph.transitive_subjects(RDFS.subClassOf, cls)}
    found = {node for cls in below for node in graph.subjects(RDF.type, cls)}
    found |= set(shapes.objects(None, SH.targetNode))
    for one in shapes.objects(None, SH.targetSubjectsOf):
        found |= set(graph.subjects(one))
    for one in shapes.objects(None, SH.targetObjectsOf):
        found |= set(graph.objects(None, one))
    return found
