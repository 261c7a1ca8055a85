"""Where a text has changed, as far as the passages that still stand in it tell."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_build.verification.changed_text.passage_search import Found
from graph_build.verification.changed_text.text_change import KnownPassage, KnownText

# Start and end as the facts have them, how far what is before has moved, and what is after.
Stretch = tuple[int, int, int, int]
# A passage that stands nowhere is taken for evidence of so many stretches that it reaches into.
MOST_REACHED = 4


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
    stretches = list(_between(known, found, longer))
    lost = sorted(
        (one for one in set(known.passages) if one not in found),
        key=lambda one: (one.length, one.start),
    )
    missing = _by_stretch(stretches, lost)
    return tuple(
        Gap(*stretch, tuple(missing.get(number, ()))) for number, stretch in enumerate(stretches)
    )


def _by_stretch(
    stretches: list[Stretch], lost: list[KnownPassage]
) -> Mapping[int, list[KnownPassage]]:
    """Of each stretch, by its number, the passages that reach into it."""
    found = dict[int, list[KnownPassage]]()
    ends = [end for _, end, _, _ in stretches]
    for passage in lost:
        # The first stretch that ends behind the start of the passage, and a few more.
        first = bisect_right(ends, passage.start)
        for number in range(first, min(first + MOST_REACHED, len(stretches))):
            if stretches[number][0] < passage.end:
                found.setdefault(number, []).append(passage)
    return found


def _between(known: KnownText, found: Found, longer: int) -> Iterator[Stretch]:
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
