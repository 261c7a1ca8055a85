"""What the shapes are called and how many nodes of the data each of them looks at."""

from collections.abc import Iterator

import rdflib
from rdflib.namespace import RDF, RDFS, SH

from ontology import LANGUAGES
from ontology.vocabulary import load_vocabulary
from shapes.engines.focus import targets
from shapes.engines.parts import TARGETS
from shapes.engines.shapes_graph import Shapes
from shapes.findings.report import Checked
from shapes.graphs.data_graph import DataGraph
from shapes.graphs.terms import Term, Texts, last_part, unbased


def checked_shapes(
    shapes: Shapes, data: DataGraph, left_out: frozenset[Term] = frozenset()
) -> tuple[Checked, ...]:
    """Every named shape, and how many focus nodes it has but for those left out: those with SPARQL constraints first, then by owner and IRI."""
    counted = dict[rdflib.URIRef, int]()
    found = []
    for shape in _named_shapes(shapes.graph):
        owner = _owner(shapes.graph, shape)
        if owner not in counted:
            counted[owner] = _focus_nodes(shapes.graph, owner, data, left_out)
        found.append(_checked(shapes.graph, shape, owner, data.base, counted[owner]))
    return tuple(sorted(found, key=lambda one: (not one.sparql, one.owner, one.shape)))


def _named_shapes(graph: rdflib.Graph) -> Iterator[rdflib.URIRef]:
    kinds = (SH.NodeShape, SH.PropertyShape)
    found = {shape for kind in kinds for shape in graph.subjects(RDF.type, kind)}
    yield from sorted(shape for shape in found if isinstance(shape, rdflib.URIRef))


def _owner(graph: rdflib.Graph, shape: rdflib.URIRef) -> rdflib.URIRef:
    """The shape whose focus nodes a shape is about: itself, or that which has it as a property."""
    # A property shape without targets of its own looks at those of the node shape that has it.
    targeted = any((shape, target, None) in graph for target in TARGETS)
    holders = graph.subjects(SH.property, shape) if not targeted else ()
    owners = sorted(one for one in holders if isinstance(one, rdflib.URIRef))
    return owners[0] if owners else shape


def _checked(
    graph: rdflib.Graph, shape: rdflib.URIRef, owner: rdflib.URIRef, base: str, focus_nodes: int
) -> Checked:
    severity = graph.value(shape, SH.severity) or SH.Violation
    return Checked(
        shape=str(shape),
        owner=str(owner),
        labels=_labels(graph, shape, owner, base),
        comments=_texts(graph, shape, RDFS.comment),
        severity=str(severity).rsplit("#", 1)[1],
        focus_nodes=focus_nodes,
        sparql=(shape, SH.sparql, None) in graph,
    )


def _texts(graph: rdflib.Graph, node: rdflib.URIRef, predicate: rdflib.URIRef) -> Texts:
    found = {
        text.language: str(text)
        for text in graph.objects(node, predicate)
        if isinstance(text, rdflib.Literal)
    }
    return {language: found[language] for language in LANGUAGES if language in found}


def _labels(
    graph: rdflib.Graph, shape: rdflib.URIRef, owner: rdflib.URIRef, base: str
) -> dict[str, str]:
    """The label of the shape; without one, what its owner is about, and the property."""
    own, above = _texts(graph, shape, RDFS.label), _texts(graph, owner, RDFS.label)
    path = graph.value(shape, SH.path)
    name = last_part(str(path if isinstance(path, rdflib.URIRef) else shape))
    found = {}
    for language in LANGUAGES:
        term = load_vocabulary().label(unbased(str(path), base), language) or name
        # Labels of node shapes read "claim: form"; what stands before the colon is the class.
        thing = above.get(language, "").rsplit(": ", 1)[0]
        about = f"{thing}: {term}" if thing and owner != shape else term
        found[language] = own.get(language) or about
    return found


def _focus_nodes(
    graph: rdflib.Graph, owner: rdflib.URIRef, data: DataGraph, left_out: frozenset[Term]
) -> int:
    store = data.store
    found = {node for one in targets(store, graph, owner) for node in one.nodes(store)}
    return len(found - left_out)
