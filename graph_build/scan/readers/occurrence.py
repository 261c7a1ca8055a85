"""Where a rule has matched, and what a reader makes of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from graph_build.scan.words.normalisation import plain
from graph_build.scan.words.tokens import Tokens
from graph_build.scan.words.word_classes import SIGN_OF

Value = Decimal | str | None
# First and last token (exclusive), kind, value.
Reading = tuple[int, int, str, Value]
# No reading at all says that the rule does not hold here, and the next one is tried.
Readings = tuple[Reading, ...]


# The words of a match or a race stand at most so many tokens before its numbers.
NEAR = 16
_FULL_STOP = SIGN_OF["dot"] + SIGN_OF["sp"]


@dataclass(slots=True)
class Occurrence:
    """The match of a rule in the tokens of a text."""

    tokens: Tokens
    match: re.Match[str]

    def span(self, mark: str | int = 0) -> tuple[int, int]:
        """The tokens of a part that the rule marks; (-1, -1) where it has none here."""
        return self.match.span(mark)

    def has(self, mark: str) -> bool:
        """Whether the rule marks a part so, and it has matched."""
        return mark in self.match.re.groupindex and self.match.start(mark) >= 0

    def marked(self) -> frozenset[str]:
        """The marks whose parts have matched."""
        return frozenset(mark for mark, text in self.match.groupdict().items() if text is not None)

    def is_near(self, name: str, within: int = NEAR) -> bool:
        """Whether a token of this class stands among the last few of its sentence before it."""
        start = self.match.start()
        before = self.tokens.classes[max(0, start - within) : start]
        return SIGN_OF[name] in before.rpartition(_FULL_STOP)[2]

    def text(self, mark: str | int = 0) -> str:
        """The words of a marked part as they are in the normal text; empty where it has none."""
        if isinstance(mark, str) and not self.has(mark):
            return ""
        return self.tokens.text(*self.match.span(mark))

    def word(self, mark: str) -> str:
        """The words of a marked part in small letters, without a dot behind them."""
        return plain(self.text(mark)).rstrip(".")

    def read(self, kind: str, value: Value, mark: str | int = 0) -> Readings:
        """One reading: a marked part, or all that has matched."""
        return ((*self.match.span(mark), kind, value),)


Reader = Callable[[Occurrence], Readings]
