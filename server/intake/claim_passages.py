"""The passage of a number and the words of it that carry the fact, as a span of the facts has them."""

import re
from collections.abc import Iterator

from graph_build.schema.claims import Span
from graph_build.schema.fields import MAX_FRAGMENT_WORDS
from graph_build.verification.changed_text.hashing_budget import digest
from graph_build.verification.fragment_guard import TURNING, guard_faults, turning_words
from server.intake.proposals import Fields

_WORD = re.compile(r"\S+")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A part of a text without blanks at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def spans(text: str, passage: tuple[int, int], parts: list[tuple[int, int]]) -> list[Fields]:
    """A span for each part of a passage that must stand in a fragment; parts that one fragment has share it."""
    found = list[tuple[int, int]]()
    for start, end in parts:
        if not any(a <= start and end <= b for a, b in found):
            found.append(_guarded(text, passage, start, end))
    whole = [one for one in found if not any(_within(one, other) for other in found)]
    return [_span(text, passage, one) for one in whole]


def name_span(text: str, place: tuple[int, int]) -> Fields:
    """A span of words that only name somebody: no fragment, for it carries no fact."""
    start, end = place
    return {"start": start, "end": end, "sha256": digest(text[start:end])}


def left_out(text: str, span: Fields) -> tuple[str, ...]:
    """The words outside a fragment that turn its sense, so that somebody has to say why they may stay out."""
    kept = Span(**{key: span[key] for key in ("start", "end", "sha256", "fragment") if key in span})  # type: ignore[arg-type]
    return tuple(what.split("»")[0].removeprefix("«") for what in guard_faults(kept, text))


def _within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def _guarded(text: str, passage: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """A part, with as many of the words that turn its sense as a fragment may have."""
    best = _whole_words(text, passage, start, end)
    for first, last in _wider(text, passage, *best):
        if not _cuts(text, passage, first, last) and not any(turning_words(text, first, last)):
            return first, last
    return best


def _whole_words(text: str, passage: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """A part from the beginning of its first word to the end of its last, without signs at the edges."""
    words = [
        one for one in _WORD.finditer(text, *passage) if one.end() > start and one.start() < end
    ]
    first, last = min(words[0].start(), start), max(words[-1].end(), end)
    while first < start and not text[first].isalnum():
        first += 1
    while last > end and not (text[last - 1].isalnum() or text[last - 1] == "%"):
        last -= 1
    return first, last


def _wider(text: str, passage: tuple[int, int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The part, and it with words before and behind it, the shortest first, up to what a fragment may have."""
    words = [one.span() for one in _WORD.finditer(text, *passage)]
    at = [number for number, (a, b) in enumerate(words) if b > start and a < end]
    for more in range(MAX_FRAGMENT_WORDS - len(at) + 1):
        for before in range(more, -1, -1):
            first, last = at[0] - before, at[-1] + more - before
            if first >= 0 and last < len(words):
                a = words[first][0] if before else start
                b = words[last][1] if more > before else end
                yield _stripped(text, a, b)


def _cuts(text: str, passage: tuple[int, int], start: int, end: int) -> bool:
    """Whether a part begins or ends within words that turn its sense: «om» of «om lag»."""
    phrases = [one.span() for one in TURNING.finditer(text, *passage)]
    return any(first < edge < last for first, last in phrases for edge in (start, end))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the stops, commas and brackets at the ends."""
    while end > start and text[end - 1] in '.,;:!?)»”"':
        end -= 1
    while start < end and text[start] in '(«“"–-':
        start += 1
    return start, end


def _span(text: str, passage: tuple[int, int], fragment: tuple[int, int]) -> Fields:
    start, end = passage
    return {
        "start": start,
        "end": end,
        "sha256": digest(text[start:end]),
        "fragment": text[fragment[0] : fragment[1]],
    }
