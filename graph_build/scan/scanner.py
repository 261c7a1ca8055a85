"""Finds every numeric expression of a Norwegian text: where it stands, what kind it is, its value.

The kinds are those of `kinds.KINDS`. The text is normalised and cut into tokens (`normalisation`, `tokens`),
each token has a class (`word_classes`), and the grammar is rules over classes (`grammar`). All of it takes
time that grows as the text does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graph_build.scan.grammar import readings
from graph_build.scan.readers.occurrence import Value
from graph_build.scan.words.normalisation import normal
from graph_build.scan.words.tokens import tokens_of


@dataclass(frozen=True)
class Expression:
    """A numeric expression: code points start to end (exclusive), its text, kind and value."""

    start: int
    end: int
    text: str
    kind: str
    value: Value


def scan(text: str) -> tuple[Expression, ...]:
    """Every numeric expression of `text`, in its order; none overlaps another."""
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Expression]:
    shown = normal(text)
    tokens = tokens_of(shown.text)
    for several in readings(tokens):
        for first, last, kind, value in several:
            start, end = shown.original(tokens.starts[first], tokens.starts[last])
            yield Expression(start, end, text[start:end], kind, value)
