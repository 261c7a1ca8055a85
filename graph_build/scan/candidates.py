"""Which rules may hold at a token: an automaton over the classes of the next few tokens.

To try a rule costs as much as its parts that might stand here, so only those are tried that the next tokens leave
possible. A state of the automaton is what is left of each rule behind the tokens read so far (partial
derivatives, Antimirov 1996); it is made when a text first comes to it. What a rule looks at around itself is
left out, but for (?=…) where the rule may end: rules may be tried that do not hold, and none is left out that does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

# So many tokens are looked at: with more of them no rule less is tried in texts of any kind.
DEPTH = 4
_PART = re.compile(r"\(\?(?P<kind><?[=!]|[:>])|\[(?P<several>[^]]+)\]|\{(\d+),(\d+)\}|.", re.DOTALL)


# Signs of classes, one of which stands; sequences, one of which stands; or one of them several times.
Part: TypeAlias = "str | tuple[Parts, ...] | Repeated | Ahead"
Parts: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A part that stands from `least` to `most` times."""

    part: Part
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """What must follow, and is not part of what is found."""

    part: Part


def _branches(written: Iterator[re.Match[str]]) -> tuple[Parts, ...]:
    """The sequences that stand between the bars of a group, up to its end."""
    branches: list[list[Part]] = [[]]
    for found in written:
        sign, kind, least = found[0], found["kind"], found[3]
        if sign == ")":
            break
        if sign == "|":
            branches.append([])
        elif kind:
            branches[-1] += _grouped(kind, _branches(written))
        elif sign == "?":
            branches[-1].append(Repeated(branches[-1].pop(), 0, 1))
        elif least:
            branches[-1].append(Repeated(branches[-1].pop(), int(least), int(found[4])))
        else:
            branches[-1].append(found["several"] or sign)
    return tuple(map(tuple, branches))


def _grouped(kind: str, inner: tuple[Parts, ...]) -> tuple[Part, ...]:
    if kind == "=":
        return (Ahead(inner),)
    return (inner,) if kind in ":>" else ()


@cache
def _steps(left: Parts) -> tuple[tuple[str, Parts], ...]:
    """The signs that may stand first in a sequence, and what is left behind them; no sign where it may end."""
    return tuple(dict.fromkeys(_each_step(left)))


def _each_step(left: Parts) -> Iterator[tuple[str, Parts]]:
    if not left:
        yield "", ()
        return
    head, *tail = left
    if isinstance(head, str):
        yield head, tuple(tail)
    elif isinstance(head, tuple):
        for branch in head:
            yield from _steps((*branch, *tail))
    elif isinstance(head, Ahead):
        behind = _steps(tuple(tail))
        yield from _steps((head.part,)) if ("", ()) in behind else behind
    else:
        if not head.least:
            yield from _steps(tuple(tail))
        if head.most:
            again = Repeated(head.part, max(0, head.least - 1), head.most - 1)
            yield from _steps((head.part, again, *tail))


class Candidates(dict[str, "Candidates"]):
    """A state: the rules that may hold, by their numbers in order; and the state behind each sign of a class."""

    def __init__(self, left: frozenset[tuple[int, Parts]], ended: frozenset[int]) -> None:
        self.left, self.ended = left, ended
        self.rules = tuple(sorted({number for number, _ in left} | ended))

    def __missing__(self, sign: str) -> "Candidates":
        behind, ended = set(), set(self.ended)
        for number, left in self.left:
            for signs, rest in _steps(left):
                if not signs:
                    ended.add(number)
                elif sign in signs or signs == ".":
                    behind.add((number, rest))
        self[sign] = found = _state(frozenset(behind), frozenset(ended))
        return found


@cache
def _state(left: frozenset[tuple[int, Parts]], ended: frozenset[int]) -> Candidates:
    return Candidates(left, ended)


def candidates(patterns: Sequence[str]) -> Candidates:
    """The state before any token: every pattern may hold."""
    read = ((at, _branches(_PART.finditer(pattern))) for at, pattern in enumerate(patterns))
    return _state(frozenset((at, (branches,)) for at, branches in read), frozenset())
