"""The focus nodes of shapes: the four kinds of targets of SHACL, asked of the store."""

from collections.abc import Iterator
from dataclasses import dataclass

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from shapes.engines.forms import Unsupported
from shapes.engines.parts import targeted
from shapes.graphs.rdflib_graphs import from_rdflib
from shapes.graphs.terms import Term

TYPE, SUBCLASS = NamedNode(str(RDF.type)), NamedNode(str(RDFS.subClassOf))


@dataclass(frozen=True)
class Target:
    """A way in which a shape chooses focus nodes: the ends of the triples of a predicate, or one node.

    A class, and each one below it: subjects of rdf:type with that `thing`. sh:targetSubjectsOf:
    subjects of `predicate`. sh:targetObjectsOf (`of_objects`): its objects. sh:targetNode: `node`.
    """

    predicate: NamedNode | None = None
    thing: NamedNode | None = None
    of_objects: bool = False
    node: Term | None = None

    @property
    def pattern(self) -> str:
        """A SPARQL pattern that finds the focus nodes as ?this; they may come more than once."""
        if self.node is not None:
            return f"VALUES ?this {{ {self.node} }}"
        if self.of_objects:
            return f"?_of {self.predicate} ?this ."
        return f"?this {self.predicate} {self.thing or '?_of'} ."

    @property
    def finds_once(self) -> bool:
        """Whether the pattern cannot find a node twice: a graph has a triple once."""
        return self.node is not None or self.thing is not None

    def nodes(self, store: Store) -> Iterator[Term]:
        """The focus nodes in a store, some of them more than once."""
        if self.node is not None:
            yield self.node
            return
        for quad in store.quads_for_pattern(None, self.predicate, self.thing, None):
            chosen = quad.object if self.of_objects else quad.subject
            if isinstance(chosen, NamedNode | BlankNode | Literal):
                yield chosen


def below(store: Store, classes: set[str]) -> set[str]:
    """The classes and those that the data puts below them."""
    found, todo = set[str](), list(classes)
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            quads = store.quads_for_pattern(None, SUBCLASS, NamedNode(one), None)
            todo += [quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)]
    return found


def targets(store: Store, shapes: rdflib.Graph, shape: Node) -> Iterator[Target]:
    """All targets of a shape, in stable order; `store` says which class is below which."""
    classes = {str(one) for one in shapes.objects(shape, SH.targetClass)}
    if (shape, RDF.type, RDFS.Class) in shapes:  # an implicit class target: the shape is the class
        classes.add(str(shape))
    for cls in sorted(below(store, classes)):
        yield Target(TYPE, NamedNode(cls))
    for one in sorted(shapes.objects(shape, SH.targetSubjectsOf), key=str):
        yield Target(NamedNode(str(one)))
    for one in sorted(shapes.objects(shape, SH.targetObjectsOf), key=str):
        yield Target(NamedNode(str(one)), of_objects=True)
    for node in sorted(shapes.objects(shape, SH.targetNode), key=str):
        yield Target(node=from_rdflib(node))


def _patterns(store: Store, shapes: rdflib.Graph, shape: Node) -> list[Target]:
    found = list(targets(store, shapes, shape))
    # In a query _:b is a variable: it would stand for any node.
    if any(isinstance(one.node, BlankNode) for one in found):
        raise Unsupported("a blank node is a target")
    return found


def focus_pattern(store: Store, shapes: rdflib.Graph, shape: Node) -> str:
    """A SPARQL pattern that finds each focus node of a shape once, as ?this."""
    found = _patterns(store, shapes, shape)
    if not found:
        raise Unsupported("the shape has no target that can be asked for at once")
    if len(found) == 1 and found[0].finds_once:
        return found[0].pattern
    either = " UNION ".join(f"{{ {one.pattern} }}" for one in found)
    return f"{{ SELECT DISTINCT ?this WHERE {{ {either} }} }}"


def count_focus_nodes(store: Store, shapes: rdflib.Graph) -> int:
    """How many nodes any shape targets."""
    either = {one.pattern for shape in targeted(shapes) for one in _patterns(store, shapes, shape)}
    if not either:
        return 0
    # The store counts a million nodes in its own code; here each would become a Python object.
    union = " UNION ".join(f"{{ {one} }}" for one in sorted(either))
    rows = store.query(f"SELECT (COUNT(DISTINCT ?this) AS ?n) WHERE {{ {union} }}")
    assert isinstance(rows, QuerySolutions)
    [row] = rows
    count = row["n"]
    assert isinstance(count, Literal)
    return int(count.value)
