"""Finds where the rules hold: each token is tried by the rules that the next tokens leave possible.

They are tried in their order, as in a parsing expression grammar, and the first that holds and has a reading is
taken. No rule is without a bound, so a text takes time that grows as the text does.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from graph_build.scan.candidates import DEPTH, Candidates, candidates
from graph_build.scan.phrases import PARTS
from graph_build.scan.readers.occurrence import Occurrence, Reader, Reading
from graph_build.scan.rules import RULES, Rule
from graph_build.scan.words.notation import class_set, compiled
from graph_build.scan.words.tokens import Tokens
from graph_build.scan.words.word_classes import DIGITS, LETTERS, NAMES, SIGN_OF

DASHES = ("hyphen", "endash")


def _written(rule: Rule, marked: bool) -> str:
    return compiled(rule[0], PARTS, marked)


# Compiled when the first text is read: that takes a tenth of a second, and most processes read none.
@cache
def each() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Each rule's pattern and reader, in their order."""
    return tuple((re.compile(_written(rule, True), re.DOTALL), rule[1]) for rule in RULES)


@cache
def first_state() -> Candidates:
    """The rules that may hold before any token."""
    return candidates([_written(rule, False) for rule in RULES])


@cache
def _start() -> re.Pattern[str]:
    """Where an expression may begin: no token in the middle of a word or of a larger number."""
    names = [name for name in NAMES if first_state()[SIGN_OF[name]].rules]
    words = class_set(tuple(name for name in names if name in LETTERS))
    signs = class_set(
        tuple(name for name in names if name not in (*LETTERS, *DIGITS, "vulgar", *DASHES))
    )
    free = "free(digits|vulgar)|freeyear year|dashed(?=digits|letters|vulgar)|alone "
    return re.compile(compiled(free, PARTS) + f"{words}|{signs}", re.DOTALL)


@lru_cache(maxsize=1 << 14)
def _rules(following: str) -> tuple[tuple[Callable[..., re.Match[str] | None], Reader], ...]:
    """The rules that may hold where these classes follow one another."""
    state = first_state()
    for sign in following:
        state = state[sign]
    rules = each()
    return tuple((rules[number][0].match, rules[number][1]) for number in state.rules)


def readings(tokens: Tokens) -> Iterator[Reading]:
    """What is read at each place where a rule holds, from the first to the last; none overlaps another."""
    classes, here, search = tokens.classes, 0, _start().search
    while found := search(classes, here):
        start = found.start()
        here = start + 1
        for matching, reader in _rules(classes[start : start + DEPTH]):
            match = matching(classes, start)
            if match and (read := reader(Occurrence(tokens, match))):
                yield from read
                here = read[-1][1]
                break
