"""A passage in its sentence: what stands before and after it in the text, and whether its words still are the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from server.answers.sources.source_text import SourceText

# Where a sentence ends: a line ends, or a stop is followed by a space and a capital or a quotation mark.
BETWEEN = re.compile(r"\s*\n\s*|(?<=[.!?…»”])\s+(?=[A-ZÆØÅÉ«“–-])")
AROUND = 1  # sentences on each side


@dataclass(frozen=True, slots=True)
class PassageContext:
    """The text around a passage, masked: `before` it, the passage around its fragment, `after` it.

    `inside` is the fragment as it stands there, or empty; `lead` and `rest` are the passage on both sides of it.
    `cut`: the text goes on before, and after. `holds`: the hash of the passage is that of the graph.
    """

    before: str
    lead: str
    inside: str
    rest: str
    after: str
    cut: tuple[bool, bool]
    sha256: str
    holds: bool


def passage_context(
    text: SourceText, start: int, end: int, fragment: str | None, digest: str | None
) -> PassageContext | None:
    """A passage with a sentence on each side; None where its text is not the one of the graph, or has no such place."""
    if not text.right or not 0 <= start < end <= len(text.words):
        return None
    first, last = _around(sentences(text.words), start, end)
    at = text.words.find(fragment, start, end) if fragment else -1
    left, right = (at, at + len(fragment)) if fragment and at >= 0 else (start, end)
    shown = text.shown
    return PassageContext(
        before=shown[first:start],
        lead=shown[start:left],
        inside=shown[left:right],
        rest=shown[right:end],
        after=shown[end:last],
        cut=(first > 0, last < len(shown)),
        sha256=digest or "",
        holds=text.holds(start, end, digest),
    )


def sentences(words: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence begins and ends."""
    cuts = [(one.start(), one.end()) for one in BETWEEN.finditer(words)]
    starts = [0, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), len(words)]
    return tuple((a, b) for a, b in zip(starts, ends, strict=True) if a < b)


def _around(found: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """From the sentence before the one where a passage begins to the one after that where it ends."""
    inside = [number for number, (a, b) in enumerate(found) if a < end and start < b]
    if not inside:
        return start, end
    first = found[max(inside[0] - AROUND, 0)][0]
    last = found[min(inside[-1] + AROUND, len(found) - 1)][1]
    return min(first, start), max(last, end)
