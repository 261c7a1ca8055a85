"""The focus nodes of shapes, as SPARQL patterns."""

from collections.abc import Iterator

import rdflib
from pyoxigraph import NamedNode, QuerySolutions, Store
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from shapes.engines.forms import Unsupported
from shapes.engines.parts import targeted

SUBCLASS = NamedNode(str(RDFS.subClassOf))


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


def _choices(store: Store, shapes: rdflib.Graph, shape: Node) -> Iterator[str]:
    """A pattern for each way in which a shape chooses focus nodes as ?this."""
    classes = {str(one) for one in shapes.objects(shape, SH.targetClass)}
    if (shape, RDF.type, RDFS.Class) in shapes:
        classes.add(str(shape))
    for cls in sorted(below(store, classes)):
        yield f"?this <{RDF.type}> <{cls}> ."
    for one in sorted(shapes.objects(shape, SH.targetSubjectsOf), key=str):
        yield f"?this <{one}> ?_of ."
    for one in sorted(shapes.objects(shape, SH.targetObjectsOf), key=str):
        yield f"?_of <{one}> ?this ."
    if nodes := sorted(node.n3() for node in shapes.objects(shape, SH.targetNode)):
        if any(node.startswith("_:") for node in nodes):
            raise Unsupported("a blank node is a target")
        yield f"VALUES ?this {{ {' '.join(nodes)} }}"


def focus_pattern(store: Store, shapes: rdflib.Graph, shape: Node) -> str:
    """A SPARQL pattern that finds each focus node of a shape once, as ?this."""
    choices = list(_choices(store, shapes, shape))
    if not choices:
        raise Unsupported("the shape has no target that can be asked for at once")
    if len(choices) == 1 and "?_of" not in choices[0]:
        return choices[0]
    either = " UNION ".join(f"{{ {one} }}" for one in choices)
    return f"{{ SELECT DISTINCT ?this WHERE {{ {either} }} }}"


def count_focus_nodes(store: Store, shapes: rdflib.Graph) -> int:
    """How many nodes any shape targets."""
    either = {one for shape in targeted(shapes) for one in _choices(store, shapes, shape)}
    if not either:
        return 0
    union = " UNION ".join(f"{{ {one} }}" for one in sorted(either))
    rows = store.query(f"SELECT DISTINCT ?this WHERE {{ {union} }}")
    assert isinstance(rows, QuerySolutions)
    return len(list(rows))
