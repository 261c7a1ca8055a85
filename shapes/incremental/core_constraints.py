"""The core constraints checked again for the focus nodes that a change can touch."""

from collections.abc import Iterator
from typing import Any

import rdflib
from pyoxigraph import BlankNode, NamedNode, Triple
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import URIRef

from shapes.engines.core_engine import as_file, run_core
from shapes.engines.focus import SUBCLASS, TYPE
from shapes.engines.results import Failure, Result
from shapes.graphs.lexical_store import LexicalStore
from shapes.incremental.change import Change

# What the recheck of core constraints knows to depend on a focus node, its values and their types.
ABOUT_VALUES = {SH["class"], SH.node}
KNOWN = ABOUT_VALUES | {
    RDF.type, RDFS.label, RDFS.comment, SH.message, SH.name, SH.description, SH.severity, SH.deactivated,
    SH.sparql, SH.select, SH.prefixes, SH.declare, SH.prefix, SH.namespace,
    SH.targetClass, SH.targetSubjectsOf, SH.property, SH.path,
    SH.datatype, SH.nodeKind, SH.hasValue, SH["in"], SH.pattern, SH.flags, SH.languageIn, SH.uniqueLang,
    SH.minCount, SH.maxCount, SH.minLength, SH.maxLength, SH.lessThan, SH.lessThanOrEquals, SH.equals, SH.disjoint,
    SH.minInclusive, SH.maxInclusive, SH.minExclusive, SH.maxExclusive, RDF.first, RDF.rest, SH["or"],
}  # fmt: skip
# What a member of sh:or may ask: of the value itself, and of nothing that is said about it.
ABOUT_ITSELF = {
    SH.datatype, SH.nodeKind, SH.hasValue, SH["in"], SH.pattern, SH.flags, SH.languageIn, SH.minLength, SH.maxLength,
    SH.minInclusive, SH.maxInclusive, SH.minExclusive, SH.maxExclusive,
}  # fmt: skip


def recheck_core(
    change: Change, shapes: rdflib.Graph
) -> tuple[set[Any] | None, set[Result], set[Result], set[Failure]]:
    """The focus nodes checked again (None for all), their results before and after, what failed."""
    nodes = None if change.of_classes else _touched(change, shapes)
    if nodes is not None and not nodes:
        return nodes, set(), set(), set()
    before, _ = _results(change.old, shapes, nodes)
    after, failures = _results(change.new, shapes, nodes)
    return nodes, before, after, failures


def _touched(change: Change, shapes: rdflib.Graph) -> set[Any] | None:
    """The subjects of changes, and what has such a subject as value where its own properties matter."""
    # A shape with anything else might look further than is known here: then all is checked.
    known = set(shapes.predicates()) <= KNOWN and _members(shapes) <= ABOUT_ITSELF
    if not known or not all(isinstance(path, URIRef) for path in shapes.objects(None, SH.path)):
        return None
    about = {TYPE, *(NamedNode(str(path)) for path in _paths_at_values(shapes))}
    nodes = {one.subject for one in change.all_triples}
    edge = {one.subject for one in change.all_triples if one.predicate in about}
    for _ in range(_depth(shapes)):
        edge = {
            quad.subject
            for state, _ in change.sides
            for node in edge
            for quad in state.store.quads_for_pattern(None, None, node, None)
        }
        nodes |= edge
    return nodes


def _members(shapes: rdflib.Graph) -> set[Any]:
    """What the members of sh:or ask."""
    found = set[Any]()
    for head in shapes.objects(None, SH["or"]):
        for member in Collection(shapes, head):
            found |= set(shapes.predicates(member))
    return found


def _paths_at_values(shapes: rdflib.Graph) -> Iterator[Any]:
    """Paths of the shapes that values must meet."""
    todo, seen = set(shapes.objects(None, SH.node)), set[Any]()
    while todo:
        shape = todo.pop()
        seen.add(shape)
        for part in (shape, *shapes.objects(shape, SH.property)):
            yield from shapes.objects(part, SH.path)
            yield from shapes.objects(part, SH.lessThan)
            todo |= set(shapes.objects(part, SH.node)) - seen


def _depth(shapes: rdflib.Graph) -> int:
    """How many steps from a focus node a core constraint looks for something about a node."""
    depth, shapes_there = 1, set(shapes.objects(None, SH.node))
    # A shape may refer to itself by sh:node; ten steps are more than any shape of ours takes.
    while depth < 10:
        parts = {part for one in shapes_there for part in (one, *shapes.objects(one, SH.property))}
        further = {one for part in parts for one in shapes.objects(part, SH.node)}
        looks = any((part, kind, None) in shapes for part in parts for kind in ABOUT_VALUES)
        if not looks:
            break
        depth, shapes_there = depth + 1, further
    return depth


def _results(
    state: LexicalStore, shapes: rdflib.Graph, nodes: set[Any] | None
) -> tuple[set[Result], set[Failure]]:
    triples = state.triples() if nodes is None else _around(state, nodes, _depth(shapes))
    with as_file(triples, state.blank) as path:
        results, failures = run_core(path, shapes)
    # The part around the nodes has other focus nodes at its edge, of which not all is known.
    names = None if nodes is None else {str(node) for node in nodes}
    return {one for one in results if names is None or one.focus in names}, failures


def _around(state: LexicalStore, nodes: set[Any], steps: int) -> Iterator[Triple]:
    """What is said of the nodes, of their values, as many steps on, and which class is below which."""
    for quad in state.store.quads_for_pattern(None, SUBCLASS, None, None):
        yield quad.triple
    edge, seen = set(nodes), set[Any]()
    for _ in range(steps + 1):
        seen |= edge
        found = [triple for node in edge for triple in state.triples(node)]
        yield from found
        edge = {one.object for one in found if isinstance(one.object, NamedNode | BlankNode)} - seen
