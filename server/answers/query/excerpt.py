"""The lines of a query around a place, as an error shows them: the place marked, a caret below it."""

from dataclasses import dataclass

AROUND = 60  # characters beside the place that are shown of a long line
BEFORE = 2  # lines before that of the place


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its number (empty below the place): what stands before the mark, in it, behind it."""

    number: str
    before: str
    marked: str = ""
    after: str = ""


def excerpt(query: str, line: int, column: int, length: int) -> tuple[Line, ...]:
    """A few lines of a query, the last with `length` characters marked from `column`, and the caret; both count from 1."""
    lines = query.expandtabs(1).split("\n")
    if not 1 <= line <= len(lines):
        return ()
    first = max(1, line - BEFORE)
    shown = [Line(str(n), _cut(lines[n - 1])) for n in range(first, line)]
    text, place = lines[line - 1].rstrip("\r"), column - 1
    start, end = max(0, place - AROUND), place + length
    before = ("…" if start else "") + text[start:place]
    # The end of the query has nothing to mark but the place itself.
    marked = text[place:end] or " "
    after = text[end : end + AROUND] + ("…" if len(text) > end + AROUND else "")
    shown.append(Line(str(line), before, marked, after))
    return (*shown, Line("", " " * len(before) + "^"))


def _cut(text: str) -> str:
    text = text.rstrip("\r")
    return text if len(text) <= 2 * AROUND else text[: 2 * AROUND] + "…"
