"""Finds every numeric expression of a Norwegian text: where it stands, what kind it is, its value.

Kinds: number, percent, percentage-point, money, date, year, year-range, range, ordinal, fraction,
multiple, time, list-number, phone-number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from re import Match

from graph_build.scan.grammar import COMPILED


@dataclass(frozen=True)
class Expression:
    """A numeric expression: code points start to end (exclusive), its text, kind and value."""

    start: int
    end: int
    text: str
    kind: str
    value: Decimal | str | None


def scan(text: str) -> tuple[Expression, ...]:
    """Every numeric expression of `text`, in its order; none overlaps another."""
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Expression]:
    here = 0
    # The next match of each rule is kept until the scan has passed its start, so each rule reads
    # the text about once, however many rules there are. A rule without a match starts at the end.
    upcoming: list[tuple[int, Match[str] | None]] = [(-1, None)] * len(COMPILED)
    while here < len(text):
        best: tuple[int, int] | None = None
        for rule, (_, pattern, _) in enumerate(COMPILED):
            start, match = upcoming[rule]
            if start < here and start != len(text):
                match = pattern.search(text, here)
                start = match.start() if match else len(text)
                upcoming[rule] = (start, match)
            if match is not None and (best is None or start < best[0]):
                best = (start, rule)
        if best is None:
            return
        kind, _, value = COMPILED[best[1]]
        found = upcoming[best[1]][1]
        assert found is not None
        # Space before a list number has to be matched (a look-behind has a fixed width), not reported.
        start = found.end("lead") if "lead" in found.re.groupindex else found.start()
        yield Expression(start, found.end(), text[start : found.end()], kind, value(found))
        here = found.end()
