"""The tokens of a normal text: words, runs of digits, single signs, and the class of each."""

import re
from dataclasses import dataclass
from itertools import accumulate

from graph_build.scan.words.normalisation import plain
from graph_build.scan.words.word_classes import RAISED, VULGAR, class_of

# Addresses of the web and of mail are one token: no number stands in them. The bounds keep a page without
# spaces from taking quadratic time.
TOKEN = re.compile(
    r"(?:https?://|www\.)\S{1,2000}"
    r"|(?<![\w.+-])[\w.+-]{1,64}@\w[\w.-]{0,250}"
    r"|[0-9]+"
    rf"|[^\W\d_{VULGAR}{RAISED}]+"
    r"|[ \t]+|."
    , re.DOTALL | re.IGNORECASE)  # fmt: skip


class _Classes(dict[str, str]):
    """The classes of the tokens of one text, each found once."""

    def __missing__(self, token: str) -> str:
        self[token] = found = class_of(plain(token))
        return found


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text, their classes as one string of signs, and where each begins."""

    words: list[str]
    classes: str
    starts: list[int]

    def text(self, first: int, last: int) -> str:
        """Tokens `first` to `last` (exclusive) as one text."""
        return "".join(self.words[first:last])


def tokens_of(text: str) -> Tokens:
    """Every token of a text, in order; together they are the text."""
    words = TOKEN.findall(text)
    classes = "".join(map(_Classes().__getitem__, words))
    return Tokens(words, classes, [0, *accumulate(map(len, words))])
