"""Where in the query of a SPARQL constraint a changed triple can matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node, URIRef, Variable

from shapes.engines.forms import exists_patterns
from shapes.engines.query_plans import prepared
from shapes.incremental.reach import Pattern


@dataclass(frozen=True)
class Touch:
    """A pattern that a changed triple may match, and what must hold beside it."""

    pattern: Pattern
    beside: tuple[Pattern, ...]


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
        # A nested SELECT is evaluated by itself, so what is joined around it does not narrow it.
        case "Project":
            yield from _touches(part.p, (), fresh)
        case _:
            yield from _touches(part.p, beside, fresh)
    around = _holding(part.p1 or part.p, fresh) + beside
    for inner in exists_patterns(part.expr):
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
