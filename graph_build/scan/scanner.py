"""Finds every numeric expression of a Norwegian text: where it stands, what kind it is, its value.

The kinds are those of `kinds.KINDS`. The text is normalised and cut into tokens (`normalisation`, `tokens`),
each token has a class (`word_classes`), and the grammar is rules over classes (`grammar`). All of it takes
time that grows as the text does.
"""

from functools import partial
from typing import NamedTuple

from graph_build.scan.grammar import readings
from graph_build.scan.readers.occurrence import Value
from graph_build.scan.words.normalisation import normal
from graph_build.scan.words.tokens import tokens_of


class Expression(NamedTuple):
    """A numeric expression: code points start to end (exclusive), its text, kind and value."""

    start: int
    end: int
    text: str
    kind: str
    value: Value


# What Expression(…) does without a call of Python: a text may have half a million of them.
_MADE = partial(tuple.__new__, Expression)


def scan(text: str) -> tuple[Expression, ...]:
    """Every numeric expression of `text`, in its order; none overlaps another."""
    shown = normal(text)
    tokens = tokens_of(shown.text)
    starts = tokens.starts
    found: list[Expression] = []
    for first, last, kind, value in readings(tokens):
        start, end = starts[first], starts[last]
        if not shown.whole:
            start, end = shown.original(start, end)
        found.append(_MADE((start, end, text[start:end], kind, value)))
    return tuple(found)
