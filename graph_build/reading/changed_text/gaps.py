"""Where a text has changed, as far as the passages that still stand in it tell."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from graph_build.reading.changed_text.passage_search import Found
from graph_build.reading.changed_text.text_change import KnownPassage, KnownText


@dataclass(frozen=True)
class Gap:
    """A stretch between passages that stand: offsets of the facts, how far what is before and after it has moved.

    `missing`: the passages that reach into it and stand nowhere, the shortest first.
    """

    start: int
    end: int
    before: int
    after: int
    missing: tuple[KnownPassage, ...] = ()

    @property
    def amount(self) -> int:
        """Code points that came in, or went out where it is negative."""
        return self.after - self.before

    @property
    def changed(self) -> bool:
        """Whether something in it is known to have changed."""
        return bool(self.amount or self.missing)


def gaps(known: KnownText, found: Found, longer: int) -> tuple[Gap, ...]:
    """All of them in order, the ends of the text included; `longer`: by how much the text is too long."""
    lost = sorted(
        (one for one in set(known.passages) if one not in found),
        key=lambda one: (one.length, one.start),
    )
    return tuple(
        Gap(start, end, before, after, tuple(_reaching(lost, start, end)))
        for start, end, before, after in _between(known, found, longer)
    )


def _between(known: KnownText, found: Found, longer: int) -> Iterator[tuple[int, int, int, int]]:
    end, shift = 0, 0
    for passage in _in_order(found):
        here = found[passage] - passage.start
        # What overlaps and has moved otherwise has been found in a place that is not its own.
        if passage.start >= end:
            if passage.start > end or here != shift:
                yield end, passage.start, shift, here
            end, shift = passage.end, here
        elif here == shift:
            end = max(end, passage.end)
    if end < known.length or longer != shift:
        yield end, max(end, known.length), shift, longer


def _in_order(found: Found) -> list[KnownPassage]:
    """The most passages whose order in the text is that of the facts: the longest rising sequence of their starts.

    A phrase that stands twice may have been found in its other place.
    """
    ordered = sorted(found, key=lambda one: (one.start, one.end))
    # Of each length the least start that such a sequence ends with, and whose; of each passage the one before it.
    lasts, ends, before = list[int](), list[int](), list[int]()
    for number, passage in enumerate(ordered):
        length = bisect_right(lasts, found[passage])
        before.append(ends[length - 1] if length else -1)
        lasts[length : length + 1] = [found[passage]]
        ends[length : length + 1] = [number]
    picked, number = list[KnownPassage](), ends[-1] if ends else -1
    while number >= 0:
        picked.append(ordered[number])
        number = before[number]
    return picked[::-1]


def _reaching(lost: list[KnownPassage], start: int, end: int) -> Iterator[KnownPassage]:
    for passage in lost:
        if (
            passage.start < end and passage.end > start
        ) or passage.start < start == end < passage.end:
            yield passage
