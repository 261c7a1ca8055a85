"""Which focus nodes of a SPARQL constraint, with which values, a changed triple can touch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Triple
from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Node, URIRef, Variable

from shapes.forms import EXISTS
from shapes.prepared import prepared
from shapes.rdflib_graphs import from_rdflib

THIS, VALUE = Variable("this"), Variable("value")
# How far to look along each pattern for the one that finds least; looking further than the last
# costs more than asking about all focus nodes.
LOOKS, FEW = (2, 10, 50, 500, 5000), 3
Bound = Mapping[Node, Any]
# A focus node and one of its values, or all of them.
Pair = tuple[Any, Any]


@dataclass(frozen=True)
class Pattern:
    """A triple pattern; any of `predicates` will do, and any at all where there are none named."""

    subject: Node
    predicates: tuple[URIRef, ...]
    thing: Node


@dataclass(frozen=True)
class Touch:
    """A pattern that a changed triple may match, and what must hold beside it."""

    pattern: Pattern
    beside: tuple[Pattern, ...]


class All(Exception):
    """Every focus node may be touched."""


@cache
def touches(select: str) -> tuple[Touch, ...]:
    """All places of a constraint's query at which a triple can matter."""
    return tuple(_touches(prepared(select).algebra, (), count()))


def _touches(part: Any, beside: tuple[Pattern, ...], fresh: Iterator[int]) -> Iterator[Touch]:
    """The touches of a part of the algebra.

    What is joined with a part must hold for the part to matter; the two sides of UNION do not
    know each other, nor does a nested SELECT know what is around it. Filters are left out: more
    is touched then, never less.
    """
    if not isinstance(part, CompValue):
        return
    match part.name:
        case "BGP":
            yield from _of_group(part.triples, beside, fresh)
        case "Join":
            yield from _touches(part.p1, beside + _holding(part.p2, fresh), fresh)
            yield from _touches(part.p2, beside + _holding(part.p1, fresh), fresh)
        case "LeftJoin":
            yield from _touches(part.p1, beside, fresh)
            yield from _touches(part.p2, beside + _holding(part.p1, fresh), fresh)
        case "Union":
            yield from _touches(part.p1, beside, fresh)
            yield from _touches(part.p2, beside, fresh)
        case "Project":
            yield from _touches(part.p, (), fresh)
        case _:
            yield from _touches(part.p, beside, fresh)
    around = _holding(part.p1 or part.p, fresh) + beside
    for inner in _exists(part.expr):
        yield from _touches(inner, around, fresh)


def _of_group(
    triples: Sequence[Any], beside: tuple[Pattern, ...], fresh: Iterator[int]
) -> Iterator[Touch]:
    for triple in triples:
        others = tuple(
            pattern
            for s, p, o in triples
            if (s, p, o) != triple
            for pattern in _flat(s, p, o, fresh)
        )
        subject, predicate, thing = triple
        for pattern, along in _steps(subject, predicate, thing, fresh):
            yield Touch(pattern, beside + others + along)


def _holding(part: Any, fresh: Iterator[int]) -> tuple[Pattern, ...]:
    """Patterns that hold wherever a part has a solution."""
    if not isinstance(part, CompValue):
        return ()
    match part.name:
        case "BGP":
            return tuple(pattern for s, p, o in part.triples for pattern in _flat(s, p, o, fresh))
        case "Join":
            return _holding(part.p1, fresh) + _holding(part.p2, fresh)
        case "LeftJoin":
            return _holding(part.p1, fresh)
        case "Union" | "Project":
            return ()
    return _holding(part.p, fresh)


def _exists(expression: Any) -> Iterator[Any]:
    if isinstance(expression, CompValue):
        if expression.name in EXISTS:
            yield expression.graph
            return
        for name, inner in expression.items():
            if not name.startswith("_"):
                yield from _exists(inner)
    elif isinstance(expression, list | tuple):
        for inner in expression:
            yield from _exists(inner)


def _new(fresh: Iterator[int]) -> Variable:
    return Variable(f"_step{next(fresh)}")


def _flat(subject: Node, path: Any, thing: Node, fresh: Iterator[int]) -> tuple[Pattern, ...]:
    """Patterns that hold where a path leads from one node to another; none for one of any length."""
    match path:
        case URIRef():
            return (Pattern(subject, (path,), thing),)
        case Variable() | NegatedPath():
            return (Pattern(subject, (), thing),)
        case InvPath():
            return _flat(thing, path.arg, subject, fresh)
        case SequencePath():
            ends = [subject, *(_new(fresh) for _ in path.args[1:]), thing]
            steps = zip(ends, path.args, ends[1:], strict=False)
            return tuple(pattern for step in steps for pattern in _flat(*step, fresh))
        case AlternativePath() if all(isinstance(one, URIRef) for one in path.args):
            predicates = tuple(URIRef(str(one)) for one in path.args)
            return (Pattern(subject, predicates, thing),)
    return ()


def _steps(
    subject: Node, path: Any, thing: Node, fresh: Iterator[int]
) -> Iterator[tuple[Pattern, tuple[Pattern, ...]]]:
    """Each pattern that a triple of a path can match, with what holds along the path beside it."""
    match path:
        case InvPath():
            yield from _steps(thing, path.arg, subject, fresh)
        case SequencePath():
            ends = [subject, *(_new(fresh) for _ in path.args[1:]), thing]
            steps = list(zip(ends, path.args, ends[1:], strict=False))
            for number, step in enumerate(steps):
                rest = steps[:number] + steps[number + 1 :]
                others = tuple(pattern for one in rest for pattern in _flat(*one, fresh))
                for pattern, along in _steps(*step, fresh):
                    yield pattern, along + others
        case AlternativePath():
            for one in path.args:
                yield from _steps(subject, one, thing, fresh)
        case MulPath():
            # The triple may be anywhere on the way, so its ends say nothing of those of the path.
            yield from _steps(_new(fresh), path.path, _new(fresh), fresh)
        case _:
            yield from ((pattern, ()) for pattern in _flat(subject, path, thing, fresh))


def touched(
    store: Store, changes: Iterable[Triple], select: str, focus: Sequence[Touch]
) -> set[Pair]:
    """What changes, all of them in the store, can touch: focus nodes with values; raises All.

    `focus` are the patterns that make a node one.
    """
    by_predicate = dict[str, list[Triple]]()
    for change in changes:
        by_predicate.setdefault(change.predicate.value, []).append(change)
    found = set[Pair]()
    for touch in (*touches(select), *focus):
        names = [str(one) for one in touch.pattern.predicates] or list(by_predicate)
        for change in (one for name in names for one in by_predicate.get(name, ())):
            bound = _matched(touch.pattern, change)
            if bound is not None:
                found |= set(_pairs(store, bound, touch.beside))
    return found


def _is_open(node: Node) -> bool:
    return isinstance(node, Variable | BNode)


def _matched(pattern: Pattern, triple: Triple) -> Bound | None:
    """What the variables of the pattern are in the triple; None where it does not match."""
    bound = dict[Node, Any]()
    for node, term in ((pattern.subject, triple.subject), (pattern.thing, triple.object)):
        if not _is_open(node):
            if not _is_same(from_rdflib(node), term):
                return None
        elif bound.setdefault(node, term) != term:
            return None
    return bound


def _is_same(one: object, other: object) -> bool:
    # Literals may be one value written in two ways; then the store will find out.
    return one == other or (isinstance(one, Literal) and isinstance(other, Literal))


def _pairs(store: Store, bound: Bound, patterns: tuple[Pattern, ...]) -> Iterator[Pair]:
    """The values of ?this and ?value with which the patterns hold, what is bound already being so.

    Where ?value is none of theirs, or there are many, the focus node stands for all its values.
    """
    if THIS in bound and (VALUE in bound or not any(VALUE in _ends(one) for one in patterns)):
        yield bound[THIS], bound.get(VALUE)
        return
    linked = [one for one in patterns if _ends(one) & bound.keys()]
    try:
        if not linked:
            raise All
        nearest, found = _nearest(store, linked, bound, LOOKS[: FEW if THIS in bound else None])
    except All:
        if THIS not in bound:
            raise
        yield bound[THIS], None
        return
    rest = tuple(one for one in patterns if one is not nearest)
    seen = set[Pair]()
    for triple in found:
        matched = _matched(nearest, triple)
        if matched is not None:
            seen |= set(_pairs(store, {**bound, **matched}, rest))
    yield from seen


def _ends(pattern: Pattern) -> set[Node]:
    """The variables at the ends of a pattern."""
    return {node for node in (pattern.subject, pattern.thing) if _is_open(node)}


def _nearest(
    store: Store, patterns: list[Pattern], bound: Bound, looks: Sequence[int]
) -> tuple[Pattern, list[Triple]]:
    """The pattern that finds least, and what it finds; All where each finds too much."""
    for enough in looks:
        for pattern in patterns:
            found = _found(store, pattern, bound, enough)
            if len(found) < enough:
                return pattern, found
    raise All


def _term(node: Node, bound: Bound) -> Any:
    return bound.get(node) if _is_open(node) else from_rdflib(node)


def _found(store: Store, pattern: Pattern, bound: Bound, at_most: int) -> list[Triple]:
    """Triples of the store that match, no more than `at_most`."""
    subject, thing = _term(pattern.subject, bound), _term(pattern.thing, bound)
    if isinstance(subject, Literal):
        return []
    names: Iterable[NamedNode | None] = [NamedNode(str(one)) for one in pattern.predicates] or [
        None
    ]
    quads = (
        quad
        for name in names
        for quad in store.quads_for_pattern(subject, name, thing, DefaultGraph())
    )
    return [quad.triple for quad in islice(quads, at_most)]
