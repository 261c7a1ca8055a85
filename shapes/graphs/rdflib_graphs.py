"""Quads of the engine as the rdflib graph that pySHACL works on."""

import logging
import warnings
from collections.abc import Iterable

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

STRING = "http://www.w3.org/2001/XMLSchema#string"

# rdflib logs a traceback for every ill-formed literal it meets; the shapes say it in words.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def to_rdflib(node: object) -> rdflib.term.Node:
    """One term. Plain literals stay without a datatype, as rdflib writes them."""
    match node:
        case NamedNode(value=iri):
            return rdflib.URIRef(iri)
        case BlankNode(value=label):
            return rdflib.BNode(label)
        case Literal(value=text, language=str(language)):
            return rdflib.Literal(text, lang=language)
        case Literal(value=text, datatype=datatype):
            kind = None if datatype.value == STRING else rdflib.URIRef(datatype.value)
            return rdflib.Literal(text, datatype=kind, normalize=False)
    raise TypeError(f"{type(node).__name__} is no term of RDF 1.1")


def from_rdflib(node: object) -> NamedNode | BlankNode | Literal:
    """One term of rdflib as the store has it."""
    match node:
        case rdflib.URIRef():
            return NamedNode(str(node))
        case rdflib.BNode():
            return BlankNode(str(node))
        case rdflib.Literal(language=str(language)):
            return Literal(str(node), language=language)
        case rdflib.Literal(datatype=rdflib.URIRef() as datatype):
            return Literal(str(node), datatype=NamedNode(datatype))
        case rdflib.Literal():
            return Literal(str(node))
    raise TypeError(f"{type(node).__name__} is no term of rdflib")


def shown(node: rdflib.term.Node) -> str:
    """A term as N-Triples writes it, whatever its literal is worth."""
    return str(from_rdflib(node)) if isinstance(node, rdflib.Literal) else node.n3()


def rdflib_graph(triples: Iterable[Quad | Triple]) -> rdflib.Graph:
    """The union of all graphs, as one rdflib graph."""
    graph = rdflib.Graph()
    add, known = graph.store.add, dict[object, rdflib.term.Node]()

    def term(node: object) -> rdflib.term.Node:
        # Making a term costs more than finding it again, and most terms come often.
        key = node.value if isinstance(node, NamedNode) else node
        if (found := known.get(key)) is None:
            found = known[key] = to_rdflib(node)
        return found

    with warnings.catch_warnings():
        # An ill-formed boolean is a result of the shapes, not a warning to whoever runs them.
        warnings.simplefilter("ignore")
        for one in triples:
            add((term(one.subject), term(one.predicate), term(one.object)), graph)
    return graph
