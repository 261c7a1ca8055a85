"""Small changes of a text, undone: each is tried until a passage, or the whole text, has its hash again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from graph_build.verification.changed_text.blank_edits import blanks, flipped, likely_flips
from graph_build.verification.changed_text.gaps import Gap, gaps
from graph_build.verification.changed_text.hashing_budget import Budget, digest
from graph_build.verification.changed_text.passage_search import Found, holds
from graph_build.verification.changed_text.text_change import KnownPassage, KnownText

# What a text may have lost that is nowhere else in it.
USUAL = " \u00a0\n-\u2013\u2014\u00ad\u200b\u2019'\"«»“”.,:;!?%§0123456789aåæøeo"
MOST_LETTERS = 120
MOST_EDITS = 40
# So many passages are tried that reach into one gap, the shortest first.
MOST_TRIED = 5


@dataclass(frozen=True)
class Edit:
    """At `at` of the changed text stands `now` where `was` stood."""

    at: int
    now: str
    was: str


@dataclass(frozen=True)
class Undoing:
    """The edits that were found, in the order of the text; the text without them, and the gaps that are left."""

    edits: tuple[Edit, ...]
    text: str
    left: tuple[Gap, ...]


def edits_undone(text: str, known: KnownText, found: Found, budget: Budget) -> Undoing:
    """Undo one edit after the other, as long as each gives a hash that is known."""
    done = list[Edit]()
    while True:
        left = gaps(known, found, len(text) - known.length)
        edit = _edit(text, known, left, budget) if len(done) < MOST_EDITS else None
        if edit is None:
            whole = digest(text) == known.sha256
            changed = () if whole else tuple(gap for gap in left if gap.changed)
            return Undoing(_in_first_text(done), text, changed)
        text = text[: edit.at] + edit.was + text[edit.at + len(edit.now) :]
        done.append(edit)
        found = _found_without(edit, text, found, left)


def _found_without(edit: Edit, text: str, found: Found, left: tuple[Gap, ...]) -> Found:
    """Where the passages stand in the text after the edit was undone: those as well that it was in."""
    back = len(edit.was) - len(edit.now)
    moved = {one: at + back if at > edit.at else at for one, at in found.items()}
    for gap in left:
        if gap.start + gap.before <= edit.at <= gap.end + gap.after:
            for one in gap.missing:
                if holds(text, one, one.start + gap.before):
                    moved[one] = one.start + gap.before
    return moved


def _in_first_text(done: list[Edit]) -> tuple[Edit, ...]:
    """The edits with their offsets before any of them was undone."""
    placed = list[Edit]()
    for number, edit in enumerate(done):
        earlier = (one for one in done[:number] if one.at <= edit.at)
        back = sum(len(one.was) - len(one.now) for one in earlier)
        placed.append(Edit(edit.at - back, edit.now, edit.was))
    return tuple(sorted(placed, key=lambda one: one.at))


def _edit(text: str, known: KnownText, left: tuple[Gap, ...], budget: Budget) -> Edit | None:
    changed = [gap for gap in left if gap.changed]
    if len(text) == known.length and digest(text) == known.sha256:
        return None
    letters = _letters(text)
    tried = (
        _fitting(text, gap, passage, letters, budget)
        for gap in changed
        for passage in gap.missing[:MOST_TRIED]
    )
    found = next((edit for edit in tried if edit is not None), None)
    if found is None and len(changed) <= 1:
        found = _edit_of_whole(text, known, changed or list(left), letters, budget)
    return found


def _edit_of_whole(
    text: str, known: KnownText, where: list[Gap], letters: str, budget: Budget
) -> Edit | None:
    """The last edit, after whose undoing the whole text has its hash."""
    if len(text) == known.length:
        for places in likely_flips(text, [(gap.start, gap.end) for gap in where]):
            if not budget.takes(len(text)):
                return None
            other = flipped(text, places)
            if digest(other) == known.sha256:
                first, end = places[0], places[-1] + 1
                return Edit(first, text[first:end], other[first:end])
    whole = KnownPassage(0, known.length, known.sha256)
    tried = (_fitting(text, gap, whole, letters, budget) for gap in where)
    return next((edit for edit in tried if edit is not None), None)


def _letters(text: str) -> str:
    usual = dict.fromkeys(USUAL)
    often = (letter for letter, _ in Counter(text).most_common(MOST_LETTERS))
    return "".join(dict.fromkeys(chain(often, usual)))


def _fitting(
    text: str, gap: Gap, passage: KnownPassage, letters: str, budget: Budget
) -> Edit | None:
    """The edit within the gap after whose undoing the passage has its hash."""
    start = passage.start + gap.before
    end = start + passage.length + gap.amount
    if start < 0 or end > len(text):
        return None
    window = text[start:end]
    first = max(gap.start + gap.before - start, 0)
    last = min(gap.end + gap.after - start, len(window))
    for at, now, was in _tries(window, first, last, gap.amount, letters):
        if not budget.takes(len(window)):
            return None
        if digest(window[:at] + was + window[at + len(now) :]) == passage.sha256:
            return Edit(start + at, now, was)
    return None


def _tries(
    window: str, first: int, last: int, amount: int, letters: str
) -> Iterator[tuple[int, str, str]]:
    """Every small edit between two offsets of a window that made it `amount` longer: where, what is there, what was."""
    if amount > 0:
        for at in range(first, last - amount + 1):
            yield at, window[at : at + amount], ""
    elif amount == -1:
        for at in range(first, last + 1):
            yield from ((at, "", letter) for letter in letters)
    elif amount == 0:
        yield from _blank_tries(window, first, last)
        for at in range(first, last):
            now = window[at]
            yield from ((at, now, letter) for letter in letters if letter != now)


def _blank_tries(window: str, first: int, last: int) -> Iterator[tuple[int, str, str]]:
    """One or two blanks that were of the other kind."""
    places = blanks(window, first, last)
    for some in chain(((at,) for at in places), combinations(places, 2)):
        start, end = some[0], some[-1] + 1
        yield start, window[start:end], flipped(window, some)[start:end]
