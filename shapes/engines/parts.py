"""A shapes graph in parts, each of which an engine can run by itself."""

from collections.abc import Iterable, Iterator

import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from shapes.engines.query_plans import on_one_line

TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
FRAME = (*TARGETS, RDF.type, SH.path, SH.severity, SH.deactivated)
WORDS = (SH.message, SH.name, SH.description, RDFS.label, RDFS.comment)

RdflibTriple = tuple[Node, Node, Node]
TYPE_OF_CLASS = (RDF.type, RDFS.Class)


def graph_of(triples: Iterable[RdflibTriple]) -> rdflib.Graph:
    """A small graph that is only read."""
    # SimpleMemory keeps no named graphs, which nobody asks a shapes graph for.
    graph = rdflib.Graph(store="SimpleMemory")
    for triple in triples:
        graph.add(triple)
    return graph


def without_words(shapes: rdflib.Graph) -> rdflib.Graph:
    """The shapes without their texts, which no engine needs: messages are filled in by us."""
    kept = (triple for triple in shapes if triple[1] not in WORDS)
    return graph_of(_on_one_line(one) if one[1] == SH.select else one for one in kept)


def _on_one_line(triple: RdflibTriple) -> RdflibTriple:
    """A query without line breaks: pySHACL searches it again from each of them, for each focus node."""
    return triple[0], triple[1], rdflib.Literal(on_one_line(str(triple[2])))


def core_only(shapes: rdflib.Graph) -> rdflib.Graph:
    """The shapes without words and without SPARQL constraints."""
    return graph_of(triple for triple in shapes if triple[1] not in (*WORDS, SH.sparql))


def targeted(shapes: rdflib.Graph) -> set[Node]:
    """The shapes that choose their own focus nodes."""
    found = {shape for target in TARGETS for shape in shapes.subjects(target)}
    implicit = set(shapes.subjects(RDF.type, RDFS.Class))
    kinds = {
        shape
        for kind in (SH.NodeShape, SH.PropertyShape)
        for shape in shapes.subjects(RDF.type, kind)
    }
    return found | (implicit & kinds)


def parts(shapes: rdflib.Graph) -> Iterator[tuple[Node, rdflib.Graph]]:
    """Each shape with targets of its own: its core constraints, then each of its SPARQL constraints."""
    choosing = targeted(shapes)
    aside = [triple for triple in shapes if not _chooses(triple) or triple[0] not in choosing]
    for shape in sorted(choosing, key=str):
        own = list(shapes.triples((shape, None, None)))
        frame = [triple for triple in own if triple[1] in FRAME]
        core = [triple for triple in own if triple[1] != SH.sparql]
        rest = [triple for triple in aside if triple[0] != shape]
        yield shape, graph_of(rest + core)
        for triple in sorted((one for one in own if one[1] == SH.sparql), key=str):
            yield shape, graph_of([*rest, *frame, triple])


def _chooses(triple: RdflibTriple) -> bool:
    return triple[1] in TARGETS or triple[1:] == TYPE_OF_CLASS
