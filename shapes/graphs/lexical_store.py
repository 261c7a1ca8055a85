"""Triples in the store as set-wise validation and its recheck read them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from graph_build.errors import Unreadable
from shapes.graphs.canonical_literals import canonical
from shapes.graphs.skos_entailment import with_schemes

# The store keeps the value of numbers and dates, not how they are written, and forgets which kind
# of integer it was. The originals stand in a store of their own, under datatypes it leaves alone.
MARK = "urn:written:"
XSD = "http://www.w3.org/2001/XMLSchema#"
LEFT_ALONE = frozenset(
    XSD + name
    for name in ("string", "anyURI", "language", "token", "normalizedString", "Name", "NCName")
)
AT_ONCE = 50_000
# How the store writes numbers, dates and truth values that need no second look.
USUAL = re.compile(r"(?:-?[1-9][0-9]*|0)(?:\.[0-9]*[1-9])?|[0-9]{4}-[0-9]{2}-[0-9]{2}|true|false")


@dataclass(frozen=True)
class LexicalStore:
    """The union of all graphs of some data in the default graph of a store.

    `written` has the values that `store` may write otherwise, as they were; `blank` says whether there are blank nodes; `rewritten` are the properties with a value that
    the store writes otherwise, such as 5.0.
    """

    store: Store
    written: Store
    blank: bool = False
    rewritten: frozenset[str] = frozenset()

    def triples(self, subject: NamedNode | BlankNode | None = None) -> Iterator[Triple]:
        """The triples as they were written: of one subject, or all."""
        for quad in self.store.quads_for_pattern(subject, None, None, None):
            if not is_kept_by_value(quad.object):
                yield quad.triple
        for quad in self.written.quads_for_pattern(subject, None, None, None):
            yield Triple(quad.subject, quad.predicate, unmarked(quad.object))


@cache
def _by_value(datatype: str) -> bool:
    return datatype.startswith(XSD) and datatype not in LEFT_ALONE


def is_kept_by_value(term: object) -> bool:
    """Whether the store may give the term back written otherwise."""
    return type(term) is Literal and term.language is None and _by_value(term.datatype.value)


def marked(term: Literal) -> Literal:
    """The literal under a datatype that the store does not know."""
    return Literal(term.value, datatype=NamedNode(MARK + term.datatype.value))


def unmarked(term: object) -> Literal:
    """The literal that `marked` was given."""
    assert isinstance(term, Literal)
    return Literal(term.value, datatype=NamedNode(term.datatype.value.removeprefix(MARK)))


def lexical_store(quads: Iterable[Quad | Triple]) -> LexicalStore:
    """The union of the graphs of `quads` and what SKOS says besides; Unreadable where a term is none of RDF 1.1."""
    store, written, rewritten, blank = Store(), Store(), set[str](), False
    waiting = list[Quad]()

    def stored() -> Iterator[Quad]:
        nonlocal blank
        for one in with_schemes(quads):
            subject, predicate, thing = one.subject, one.predicate, one.object
            kind = type(thing)
            if isinstance(thing, Literal):
                if is_kept_by_value(thing):
                    waiting.append(Quad(subject, predicate, marked(thing)))
                    if len(waiting) >= AT_ONCE:
                        written.extend(waiting)
                        waiting.clear()
                    if not USUAL.fullmatch(thing.value) and canonical(thing).value != thing.value:
                        rewritten.add(predicate.value)
            elif kind is BlankNode:
                blank = True
            elif kind is not NamedNode:
                raise Unreadable("a triple stands as an object; the shapes are for RDF 1.1")
            if type(subject) is BlankNode:
                blank = True
            yield Quad(subject, predicate, thing)

    store.bulk_extend(stored())
    written.extend(waiting)
    return LexicalStore(store, written, blank, frozenset(rewritten))
