"""One way to write equal literals, as the store writes them: what two engines read as one value is one text."""

from functools import cache

import rdflib
from pyoxigraph import Literal, NamedNode, Quad, Store

from shapes.graphs.rdflib_graphs import from_rdflib

PLACE = NamedNode("urn:canonical")
KEPT = frozenset(
    "http://www.w3.org/2001/XMLSchema#" + name for name in ("string", "anyURI", "base64Binary")
)


@cache
def _written(text: str, datatype: str) -> Literal:
    store = Store()
    store.add(Quad(PLACE, PLACE, Literal(text, datatype=NamedNode(datatype))))
    [quad] = store
    assert isinstance(quad.object, Literal)
    return quad.object


def canonical(literal: Literal) -> Literal:
    """The literal as the store gives it back: 05.0 is 5, a nonNegativeInteger an integer."""
    if literal.language is not None or literal.datatype.value in KEPT:
        return literal
    return _written(literal.value, literal.datatype.value)


def canonical_shown(node: rdflib.term.Node) -> str:
    """A term of rdflib in canonical form, as N-Triples writes it."""
    if isinstance(node, rdflib.Literal):
        literal = from_rdflib(node)
        assert isinstance(literal, Literal)
        return str(canonical(literal))
    return node.n3()
