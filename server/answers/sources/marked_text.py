"""A text cut where claims begin and end: whole where it is given, else its fragments and how much lies between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from server.answers.elements.said import Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: its number on the page, `nth` of its passages, offsets (end exclusive), fragment, hash."""

    number: int
    nth: int
    start: int
    end: int
    fragment: Text | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text to which the same claims apply; `begins`: places that begin here; `words` where they are given.

    A piece has no part of another, so that elements made of them never nest wrongly.
    """

    start: int
    end: int
    words: str
    claims: tuple[int, ...]
    begins: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A passage with its fragments, or (`places` empty) characters of which no claim says anything."""

    start: int
    end: int
    places: tuple[Place, ...]
    fragments: tuple[Text, ...]

    @property
    def size(self) -> int:
        """Characters."""
        return self.end - self.start


def pieces(words: str, places: Iterable[Place]) -> tuple[Piece, ...]:
    """The whole text, cut at every bound of a passage; bounds outside the text are moved into it."""
    within = [replace(one, start=max(one.start, 0), end=min(one.end, len(words))) for one in places]
    within = [one for one in within if one.start < one.end]
    cuts = sorted({0, len(words), *(at for one in within for at in (one.start, one.end))})
    return tuple(
        Piece(
            start,
            end,
            words[start:end],
            tuple(
                dict.fromkeys(one.number for one in within if one.start <= start and end <= one.end)
            ),
            tuple(one for one in within if one.start == start),
        )
        for start, end in pairwise(cuts)
    )


def parts(length: int, places: Sequence[Place]) -> tuple[Part, ...]:
    """The passages in the order of the text, equal ones as one, and the gaps before, between and after them."""
    found, at = list[Part](), 0
    for start, end in sorted({(one.start, one.end) for one in places}):
        if start > at:
            found.append(Part(at, start, (), ()))
        here = tuple(one for one in places if (one.start, one.end) == (start, end))
        fragments = dict.fromkeys(one.fragment for one in here if one.fragment)
        found.append(Part(start, end, here, tuple(fragments)))
        at = max(at, end)
    if length > at:
        found.append(Part(at, length, (), ()))
    return tuple(found)
