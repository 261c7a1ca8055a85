"""Validation of a change: only the focus nodes that it can touch are checked again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import rdflib
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, RdfFormat, Triple, parse
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import URIRef, Variable

from shapes.core_engine import as_file, run_core
from shapes.definitions import Shapes, SparqlConstraint
from shapes.focus import below
from shapes.forms import Few, set_form
from shapes.lines import unlike_lines
from shapes.loading import Loaded
from shapes.results import Failure, Result, sorted_failures, sorted_results
from shapes.setwise import constraint_results, failure_of, read, readable_form
from shapes.touching import THIS, All, Pair, Pattern, Touch, touched

TYPE, SUBCLASS = NamedNode(str(RDF.type)), NamedNode(str(RDFS.subClassOf))
# What the recheck of core constraints knows to depend on a focus node, its values and their types.
ABOUT_VALUES = {SH["class"], SH.node}
KNOWN = ABOUT_VALUES | {
    RDF.type, RDFS.label, RDFS.comment, SH.message, SH.name, SH.description, SH.severity, SH.deactivated,
    SH.sparql, SH.select, SH.prefixes, SH.declare, SH.prefix, SH.namespace,
    SH.targetClass, SH.targetSubjectsOf, SH.property, SH.path,
    SH.datatype, SH.nodeKind, SH.hasValue, SH["in"], SH.pattern, SH.flags, SH.languageIn, SH.uniqueLang,
    SH.minCount, SH.maxCount, SH.minLength, SH.maxLength, SH.lessThan, SH.lessThanOrEquals, SH.equals, SH.disjoint,
    SH.minInclusive, SH.maxInclusive, SH.minExclusive, SH.maxExclusive, RDF.first, RDF.rest,
}  # fmt: skip
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


@dataclass(frozen=True)
class Change:
    """Two states of the data, and the triples that only one of them has."""

    old: Loaded
    new: Loaded
    removed: Sequence[Triple]
    added: Sequence[Triple]

    @property
    def sides(self) -> tuple[tuple[Loaded, Sequence[Triple]], tuple[Loaded, Sequence[Triple]]]:
        """Each state with the triples that only it has."""
        return (self.old, self.removed), (self.new, self.added)

    @property
    def of_classes(self) -> bool:
        """Whether it changes which class is below which: then everything may be touched."""
        return any(one.predicate == SUBCLASS for one in chain(self.removed, self.added))


def run_changed(change: Change, shapes: Shapes) -> Changed:
    """Check again what `change` can touch; the shapes are taken to be the same as before."""
    before, after, failures = set[Result](), set[Result](), set[Failure]()
    affected = dict[str, int | None]()
    checks = [(CORE, _core_check(shapes))]
    checks += [(one.shape, _check(shapes, one)) for one in shapes.sparql]
    for name, check in checks:
        nodes, was, became, failed = check(change)
        known = affected.get(name, 0)
        affected[name] = None if nodes is None or known is None else known + len(nodes)
        before, after, failures = before | was, after | became, failures | failed
    results = sorted_results(before), sorted_results(after)
    return Changed(affected, *results, sorted_failures(failures))


Checked = tuple[set[Any] | None, set[Result], set[Result], set[Failure]]
Check = Callable[[Change], Checked]


def _check(shapes: Shapes, constraint: SparqlConstraint) -> Check:
    """A check of one SPARQL constraint."""

    def check(change: Change) -> Checked:
        nodes = touched_by(change, shapes, constraint)
        if nodes is not None and not nodes:
            return nodes, set(), set(), set()
        results, failures = list[set[Result]](), set[Failure]()
        for state, _ in change.sides:
            try:
                results.append(_results(state, shapes.graph, constraint, nodes))
            except (
                Exception
            ) as error:  # the parser's and the store's exceptions have no common base
                results.append(set())
                failures |= {failure_of(constraint, error)} if state is change.new else set()
        return nodes, results[0], results[1], failures

    return check


def _unable(state: Loaded, constraint: SparqlConstraint) -> Failure | None:
    """Why a constraint cannot be run on one state of the data."""
    try:
        readable_form(state, constraint)
    except Exception as error:  # the parser's exceptions have no common base
        return failure_of(constraint, error)
    return None


def touched_by(change: Change, shapes: Shapes, constraint: SparqlConstraint) -> set[Pair] | None:
    """Focus nodes of a constraint, with values, that a change can touch; None for all of them."""
    if change.of_classes:
        return None
    try:
        focus = list(_focus(change, shapes.graph, URIRef(constraint.shape)))
        found = {
            pair
            for state, triples in change.sides
            for pair in touched(state.store, triples, constraint.select, focus)
        }
    except All:
        return None
    if set_form(constraint.select).computes_value:
        found = {(node, None) for node, _ in found}
    whole = {node for node, value in found if value is None}
    return {pair for pair in found if pair[1] is None or pair[0] not in whole}


def _focus(change: Change, shapes: rdflib.Graph, shape: URIRef) -> Iterator[Touch]:
    """The patterns that make a node a focus node of the shape."""
    classes = {str(one) for one in shapes.objects(shape, SH.targetClass)}
    for cls in below(change.new.store, classes):
        yield Touch(Pattern(THIS, (RDF.type,), URIRef(cls)), ())
    for predicate in shapes.objects(shape, SH.targetSubjectsOf):
        yield Touch(Pattern(THIS, (URIRef(str(predicate)),), Variable("_of")), ())
    if any((shape, target, None) in shapes for target in (SH.targetNode, SH.targetObjectsOf)):
        raise All


def _results(
    state: Loaded, shapes: rdflib.Graph, constraint: SparqlConstraint, pairs: set[Pair] | None
) -> set[Result]:
    if pairs is None:
        return constraint_results(state, shapes, constraint)
    if any(isinstance(term, BlankNode) for pair in pairs for term in pair):
        # A query cannot name a blank node.
        names = {str(node) for node, _ in pairs}
        return {one for one in constraint_results(state, shapes, constraint) if one.focus in names}
    whole = {pair for pair in pairs if pair[1] is None}
    results = set[Result]()
    for some in (whole, pairs - whole):
        if some:
            results |= constraint_results(state, shapes, constraint, Few.of(some))
    return results


def _core_check(shapes: Shapes) -> Check:
    """A check of all core constraints."""

    def check(change: Change) -> Checked:
        nodes = None if change.of_classes else _core_touched(change, shapes.graph)
        if nodes is not None and not nodes:
            return nodes, set(), set(), set()
        before, _ = _core_results(change.old, shapes.graph, nodes)
        after, failures = _core_results(change.new, shapes.graph, nodes)
        return nodes, before, after, failures

    return check


def _core_touched(change: Change, shapes: rdflib.Graph) -> set[Any] | None:
    """The subjects of changes, and what has such a subject as value where its own properties matter."""
    if not set(shapes.predicates()) <= KNOWN or not all(
        isinstance(path, URIRef) for path in shapes.objects(None, SH.path)
    ):
        return None
    about = {TYPE, *(NamedNode(str(path)) for path in _paths_at_values(shapes))}
    nodes = {one.subject for one in chain(change.removed, change.added)}
    edge = {one.subject for one in chain(change.removed, change.added) if one.predicate in about}
    for _ in range(_depth(shapes)):
        edge = {
            quad.subject
            for state, _ in change.sides
            for node in edge
            for quad in state.store.quads_for_pattern(None, None, node, DefaultGraph())
        }
        nodes |= edge
    return nodes


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
    while depth < 10:
        parts = {part for one in shapes_there for part in (one, *shapes.objects(one, SH.property))}
        further = {one for part in parts for one in shapes.objects(part, SH.node)}
        looks = any((part, kind, None) in shapes for part in parts for kind in ABOUT_VALUES)
        if not looks:
            break
        depth, shapes_there = depth + 1, further
    return depth


def _core_results(
    state: Loaded, shapes: rdflib.Graph, nodes: set[Any] | None
) -> tuple[set[Result], set[Failure]]:
    triples = state.triples() if nodes is None else _around(state, nodes, _depth(shapes))
    with as_file(triples, state.blank) as path:
        results, failures = run_core(path, shapes)
    names = None if nodes is None else {str(node) for node in nodes}
    return {one for one in results if names is None or one.focus in names}, failures


def _around(state: Loaded, nodes: set[Any], steps: int) -> Iterator[Triple]:
    """What is said of the nodes, of their values, as many steps on, and which class is below which."""
    for quad in state.store.quads_for_pattern(None, SUBCLASS, None, DefaultGraph()):
        yield quad.triple
    edge, seen = set(nodes), set[Any]()
    for _ in range(steps + 1):
        seen |= edge
        found = [triple for node in edge for triple in state.triples(node)]
        yield from found
        edge = {one.object for one in found if isinstance(one.object, NamedNode | BlankNode)} - seen


def read_change(old: Path, new: Path) -> Change:
    """The change between two N-Quads or N-Triples files, all graphs of each as one.

    A blank node is the same in both where it has the same name.
    """
    gone, come = unlike_lines(old, new)
    before, after = read(old), read(new)
    return Change(before, after, _only(gone, after), _only(come, before))


def _only(lines: Iterable[bytes], other: Loaded) -> list[Triple]:
    """The triples of the lines that the other data has in no graph, each once."""
    quads = parse(b"".join(lines), format=RdfFormat.N_QUADS)
    triples = sorted({quad.triple for quad in quads}, key=str)
    return [one for one in triples if one not in set(other.triples(one.subject))]
