"""The way from a changed triple to the focus nodes that it can touch, along the patterns of a query."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pyoxigraph import Literal, NamedNode, Store, Triple
from rdflib.term import BNode, Node, URIRef, Variable

from shapes.graphs.rdflib_graphs import from_rdflib

THIS, VALUE = Variable("this"), Variable("value")
# How far to look along each pattern for the one that finds least; looking further than the last
# costs more than asking about all focus nodes. On from a focus node to its values only NEAR.
NEAR, FAR = (2, 10, 50), (2, 10, 50, 500, 5000)
Bound = Mapping[Node, Any]
# A focus node and one of its values, or all of them.
Pair = tuple[Any, Any]


@dataclass(frozen=True)
class Pattern:
    """A triple pattern; any of `predicates` will do, and any at all where there are none named."""

    subject: Node
    predicates: tuple[URIRef, ...]
    thing: Node


class All(Exception):
    """Every focus node may be touched."""


@dataclass(frozen=True)
class Reach:
    """What can be reached in one state of the data; a look is taken once."""

    store: Store
    seen: dict[tuple[Any, tuple[URIRef, ...], Any, int], list[Triple]] = field(default_factory=dict)

    def pairs(self, bound: Bound, patterns: tuple[Pattern, ...]) -> set[Pair]:
        """The values of ?this and ?value with which the patterns hold, what is bound being so.

        Where ?value is none of theirs, or there are many, the focus node stands for all its
        values. Raises All.
        """
        # The walk ends as soon as the focus node is known and ?value is, or is nowhere ahead.
        found = THIS in bound
        if found and (VALUE in bound or not any(VALUE in _ends(one) for one in patterns)):
            return {(bound[THIS], bound.get(VALUE))}
        try:
            nearest, triples = self._nearest(patterns, bound, NEAR if found else FAR)
        except All:
            if not found:
                raise
            return {(bound[THIS], None)}
        rest = tuple(one for one in patterns if one is not nearest)
        ways = (matched(nearest, triple) for triple in triples)
        return {
            pair for way in ways if way is not None for pair in self.pairs({**bound, **way}, rest)
        }

    def _nearest(
        self, patterns: Iterable[Pattern], bound: Bound, looks: Sequence[int]
    ) -> tuple[Pattern, list[Triple]]:
        """The pattern that finds least, and what it finds; All where each finds too much."""
        linked = [one for one in patterns if _ends(one) & bound.keys()]
        # Forward is cheap; back from a thing that much refers to, the store reads all of that.
        forward = [one for one in linked if one.subject in bound or not is_open(one.subject)]
        for some, enough in (
            *((forward, look) for look in looks[:2]),
            *((linked, look) for look in looks),
        ):
            for pattern in some:
                found = self._found(pattern, bound, enough)
                if len(found) < enough:
                    return pattern, found
        raise All

    def _found(self, pattern: Pattern, bound: Bound, at_most: int) -> list[Triple]:
        """Triples of the store that match, no more than `at_most`."""
        subject, thing = _term(pattern.subject, bound), _term(pattern.thing, bound)
        if isinstance(subject, Literal):
            return []
        look = subject, pattern.predicates, thing, at_most
        if look not in self.seen:
            self.seen[look] = list(
                islice(self._triples(subject, pattern.predicates, thing), at_most)
            )
        return self.seen[look]

    def _triples(self, subject: Any, predicates: Sequence[URIRef], thing: Any) -> Iterator[Triple]:
        for name in predicates or (None,):
            predicate = None if name is None else NamedNode(str(name))
            for quad in self.store.quads_for_pattern(subject, predicate, thing, None):
                yield quad.triple


def is_open(node: Node) -> bool:
    """Whether a node of a pattern stands for any."""
    return isinstance(node, Variable | BNode)


def matched(pattern: Pattern, triple: Triple) -> Bound | None:
    """What the variables of the pattern are in the triple; None where it does not match."""
    bound = dict[Node, Any]()
    for node, term in ((pattern.subject, triple.subject), (pattern.thing, triple.object)):
        if not is_open(node):
            if not _is_same(from_rdflib(node), term):
                return None
        elif bound.setdefault(node, term) != term:
            return None
    return bound


def _is_same(one: object, other: object) -> bool:
    # Literals may be one value written in two ways; then the store will find out.
    return one == other or (isinstance(one, Literal) and isinstance(other, Literal))


def _ends(pattern: Pattern) -> set[Node]:
    """The variables at the ends of a pattern."""
    return {node for node in (pattern.subject, pattern.thing) if is_open(node)}


def _term(node: Node, bound: Bound) -> Any:
    return bound.get(node) if is_open(node) else from_rdflib(node)
