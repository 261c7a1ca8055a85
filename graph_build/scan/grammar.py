"""Finds where the rules hold: each token is tried by the rules that may begin with its class.

They are tried in their order, as in a parsing expression grammar, and the first that holds and has a reading is
taken. No rule is without a bound, so a text takes time that grows as the text does.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_build.scan.phrases import PARTS
from graph_build.scan.readers.occurrence import Occurrence, Reader, Readings
from graph_build.scan.rules import RULES, Rule
from graph_build.scan.words.notation import class_set, compiled
from graph_build.scan.words.tokens import Tokens
from graph_build.scan.words.word_classes import DIGITS, LETTERS, SIGN_OF

SMALL = ("numeral", "one", "tre")
DASHES = ("hyphen", "endash")
CARDINAL = (*SMALL, "hundred", "hundreds", "thousand", "thousands", "compound")
# What the names stand for that rules begin with; any other is a class.
_BEGINNINGS: Mapping[str, tuple[str, ...]] = {
    "digits": DIGITS,
    "small": SMALL,
    "cardinal": CARDINAL,
    "before": ("code", "moneysign", "currency"),
    "counted": (*DIGITS, *CARDINAL, "minus", "hyphen", "endash", "halfmore", "article", "vulgar"),
}


def _beginnings(rule: Rule) -> set[str]:
    return {one for name in rule[0].split() for one in _BEGINNINGS.get(name, (name,))}


@dataclass(frozen=True)
class _Choice:
    """The rules that may hold at a token, in their order."""

    first: re.Pattern[str]
    rules: tuple[tuple[re.Pattern[str], Reader], ...]

    def readings(self, tokens: Tokens, start: int) -> Readings:
        """What the first rule reads that holds and has a reading."""
        found = self.first.match(tokens.classes, start)
        if found is None or found.lastgroup is None:
            return ()
        for pattern, reader in self.rules[int(found.lastgroup[1:]) :]:
            match = pattern.match(tokens.classes, start)
            if match and (read := reader(Occurrence(tokens, match))):
                return read
        return ()


_EACH = tuple(re.compile(compiled(rule, PARTS), re.DOTALL) for _, rule, _ in RULES)


def _choice_of(name: str) -> _Choice:
    held = [at for at, rule in enumerate(RULES) if name in _beginnings(rule)]
    first = "|".join(
        f"(?P<r{n}>{compiled(RULES[at][1], PARTS, False)})" for n, at in enumerate(held)
    )
    return _Choice(re.compile(first, re.DOTALL), tuple((_EACH[at], RULES[at][2]) for at in held))


_NAMES = sorted({name for rule in RULES for name in _beginnings(rule)})
_CHOICES = {SIGN_OF[name]: _choice_of(name) for name in _NAMES}
_WORDS = class_set(tuple(name for name in _NAMES if name in LETTERS))
_SIGNS = class_set(
    tuple(name for name in _NAMES if name not in (*LETTERS, *DIGITS, "vulgar", *DASHES))
)
# Where an expression may begin: no token in the middle of a word or of a larger number.
_START = re.compile(
    compiled("free(digits|vulgar)|freeyear year|(hyphen|endash)(?=s|digits|letters)|alone ", PARTS)
    + f"{_WORDS}|{_SIGNS}",
    re.DOTALL,
)


def readings(tokens: Tokens) -> Iterator[Readings]:
    """What is read at each place where a rule holds, from the first to the last; the readings do not overlap."""
    here, classes = 0, tokens.classes
    while found := _START.search(classes, here):
        start = found.start()
        here = start + 1
        if read := _CHOICES[classes[start]].readings(tokens, start):
            yield read
            here = read[-1][1]
