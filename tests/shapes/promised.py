"""`python -m tests.shapes.promised` writes promised.tsv: every constraint that the shapes have, a line each.

The shapes are held against that file, so that what is taken out of them is not taken out of the tests with it.
"""

from collections.abc import Iterator
from pathlib import Path

import rdflib
import rdflib.collection
from rdflib.namespace import RDF, RDFS, SH

from ontology import DEFAULT_BASE
from ontology.vocabulary import PREFIXES
from shapes.engines.shapes_graph import Shapes, load_shapes

TABLE = Path(__file__).with_name("promised.tsv")
HEAD = "shape\tabout\tconstraint\tvalue"
SHAPE = DEFAULT_BASE + "id/shape/"
UNNAMED = DEFAULT_BASE + "id/node/"
# What says where a shape looks, or says it to people; messages and queries are tested elsewhere.
ASIDE = {SH.path, SH.property, SH.message, SH.sparql, RDF.type, RDFS.label, RDFS.comment}
TARGETS = {SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode}


def short(term: object) -> str:
    """A term with its prefix, a shape by its local name."""
    text = str(term)
    if text.startswith(SHAPE):
        return text.removeprefix(SHAPE)
    known = [name for name, start in PREFIXES.items() if text.startswith(start) and text != start]
    name = max(known, key=lambda one: len(PREFIXES[one]), default=None)
    return f"{name}:{text.removeprefix(PREFIXES[name])}" if name else repr(text)[1:-1]


def promised(shapes: Shapes) -> Iterator[str]:
    """A line for each constraint: its shape, the path or the targets, the constraint, its value."""
    graph = shapes.graph
    kinds = (SH.NodeShape, SH.PropertyShape)
    found = {shape for kind in kinds for shape in graph.subjects(RDF.type, kind)}
    for shape in found:
        about = _about(graph, shape)
        for predicate, value in graph.predicate_objects(shape):
            if predicate not in ASIDE | TARGETS:
                yield "\t".join((short(shape), about, short(predicate), _value(graph, value)))
        for owned in graph.objects(shape, SH.property):
            yield "\t".join((short(shape), about, "sh:property", short(owned)))
        for _ in graph.objects(shape, SH.sparql):
            yield "\t".join((short(shape), about, "sh:sparql", "a query"))


def _value(graph: rdflib.Graph, value: object) -> str:
    """The value of a constraint; a list by its members, in their order."""
    node = rdflib.URIRef(str(value))
    if (node, RDF.first, None) not in graph:
        return short(value)
    members = rdflib.collection.Collection(graph, node)
    return "( " + " ".join(_member(graph, one) for one in members) + " )"


def _member(graph: rdflib.Graph, one: rdflib.term.Node) -> str:
    """A member of a list; one without a name of its own (sh:or) by what it says."""
    if not str(one).startswith(UNNAMED):
        return short(one)
    said = sorted(
        f"{short(predicate)} {short(value)}" for predicate, value in graph.predicate_objects(one)
    )
    return "[ " + " ; ".join(said) + " ]"


def _about(graph: rdflib.Graph, shape: object) -> str:
    """The path of a property shape; what a node shape targets; nothing for one that others refer to."""
    node = rdflib.URIRef(str(shape))
    path = [short(one) for one in graph.objects(node, SH.path)]
    targets = [
        f"{short(kind)} {short(one)}" for kind in TARGETS for one in graph.objects(node, kind)
    ]
    return ", ".join(path or sorted(targets))


def table(shapes: Shapes) -> str:
    """The whole file."""
    return "\n".join([HEAD, *sorted(promised(shapes))]) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(load_shapes(DEFAULT_BASE)), encoding="utf-8")
