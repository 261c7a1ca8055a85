"""Where passages stand in a changed text: a passage of known length and hash is found by hashing windows.

Three ways, the cheap ones for all passages first: as far away as a passage beside it; around the
places of its fragment; window by window outwards from where it stood.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, zip_longest

from graph_build.verification.changed_text.hashing_budget import Budget, digest
from graph_build.verification.changed_text.text_change import KnownPassage, KnownText

# As far from its place a passage without a fragment is looked for, in code points.
REACH = 20_000
# So many ways to have moved are tried for each passage, and places of its fragment.
MOST_SHIFTS, MOST_PLACES = 16, 16
Found = Mapping[KnownPassage, int]


def found_passages(text: str, known: KnownText, budget: Budget, *, thorough: bool = True) -> Found:
    """The start of each passage that stands in `text` word for word; without `thorough` the cheap ways only."""
    ordered = sorted(set(known.passages), key=lambda one: (one.start, one.end))
    search = _Search(text, len(text) - known.length, budget)
    search.by_shift(ordered)
    search.by_fragment(ordered)
    search.by_shift(ordered)
    if thorough:
        search.by_window(ordered)
    return search.found


def holds(text: str, passage: KnownPassage, start: int) -> bool:
    """Whether the passage stands at `start`."""
    end = start + passage.length
    return start >= 0 and end <= len(text) and digest(text[start:end]) == passage.sha256


class _Search:
    """The passages of one text, found one after the other."""

    def __init__(self, text: str, longer: int, budget: Budget) -> None:
        self.text, self.budget = text, budget
        self.found: dict[KnownPassage, int] = {}
        # Nothing may have moved, or all that comes after the one place that has changed.
        self.shifts: list[int] = [0, *([longer] if longer else [])]

    def by_shift(self, ordered: list[KnownPassage]) -> None:
        """Find what has moved as far as something that was found."""
        for passage in self._missing(ordered):
            self._first(passage, (passage.start + shift for shift in self.shifts), self.budget)

    def by_fragment(self, ordered: list[KnownPassage]) -> None:
        """Find passages by their fragments, nearest first."""
        missing = self._missing(ordered)
        for number, passage in enumerate(missing):
            if passage.fragment and passage not in self.found:
                # To look for words takes about as long as to hash what is looked through.
                self.budget.takes(len(self.text))
                share = self.budget.share(len(missing) - number)
                self._first(passage, self._around_fragment(passage, passage.fragment), share)

    def by_window(self, ordered: list[KnownPassage]) -> None:
        """Find passages anywhere near the place to which what stands before them has moved."""
        missing = self._missing(ordered)
        moved = sorted((one.start, start - one.start) for one, start in self.found.items())
        for number, passage in enumerate(missing):
            at = bisect_left(moved, (passage.start, -len(self.text)))
            near = passage.start + (moved[at - 1][1] if at else 0)
            share = self.budget.share(len(missing) - number)
            self._first(passage, self._outwards(passage, near), share)

    def _missing(self, ordered: list[KnownPassage]) -> list[KnownPassage]:
        return [one for one in ordered if one not in self.found]

    def _first(self, passage: KnownPassage, starts: Iterable[int], share: Budget) -> None:
        """Take the first of `starts` at which the passage stands; how far that is, is tried first next time."""
        before = share.left
        for start in starts:
            if not 0 <= start <= len(self.text) - passage.length:
                continue
            if not share.takes(passage.length):
                break
            if holds(self.text, passage, start):
                self.found[passage] = start
                shift = start - passage.start
                self.shifts = [shift, *(one for one in self.shifts if one != shift)][:MOST_SHIFTS]
                break
        if share is not self.budget:
            self.budget.left -= before - share.left

    def _around_fragment(self, passage: KnownPassage, fragment: str) -> Iterator[int]:
        """Every start of a window that has the fragment whole, by the nearest place of it."""
        near = [passage.start + shift for shift in self.shifts]
        for at in _places(self.text, fragment, near[0]):
            starts = range(at + len(fragment) - passage.length, at + 1)
            yield from sorted(starts, key=lambda start: min(abs(start - one) for one in near))

    def _outwards(self, passage: KnownPassage, near: int) -> Iterator[int]:
        """Starts around `near`, those first that are as far away as another passage."""
        yield from (passage.start + shift for shift in self.shifts)
        last = min(len(self.text) - passage.length, near + REACH)
        steps = zip_longest(
            range(max(near, 0), last + 1),
            range(min(near - 1, last), max(near - REACH, 0) - 1, -1),
        )
        yield from (start for start in chain.from_iterable(steps) if start is not None)


def _places(text: str, words: str, near: int) -> Iterator[int]:
    """The nearest places of some words, as many before as behind."""
    behind, before = text.find(words, max(near, 0)), text.rfind(words, 0, max(near, 0))
    for _ in range(MOST_PLACES // 2):
        if behind >= 0:
            yield behind
            behind = text.find(words, behind + 1)
        if before >= 0:
            yield before
            before = text.rfind(words, 0, before + len(words) - 1)
