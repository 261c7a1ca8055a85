"""The notation of the grammar: names of classes and of parts, compiled to regular expressions.

A regular expression over classes takes one step a token, in the language that `re` is written in. Names stand
for a class (`word_classes.NAMES`) or for a part that was defined before; blanks mean nothing; `x=name` and
`x=(…)` mark what a reader asks for; the rest is as in `re`, and every bracket only groups.
"""

import re
from collections.abc import Mapping

from graph_build.scan.words.word_classes import DIGITS, LETTERS, NAMES, SIGN_OF

_SYMBOL = re.compile(r"([a-z]\w*)=\(|([a-z]\w*)=([a-z]\w*)|([a-z]\w*)|(\()(?!\?)|\s+|.", re.DOTALL)


def class_set(names: tuple[str, ...]) -> str:
    """A pattern for any of some classes."""
    return "[" + "".join(map(SIGN_OF.__getitem__, names)) + "]"


# What the parts of the grammar are made of: every class by its name, and sets of them.
CLASSES: Mapping[str, str] = {
    **{name: SIGN_OF[name] for name in NAMES},
    "letters": class_set(LETTERS),
    "foreign": class_set(tuple(name for name in LETTERS if name != "countable")),
    "any": ".",
    "digits": class_set(DIGITS),
    "uncalendar": class_set(tuple(name for name in DIGITS if name != "year")),
    "midline": class_set(tuple(name for name in NAMES if name != "line")),
    "s": class_set(("sp", "gap")),
}


def compiled(notation: str, parts: Mapping[str, str], marked: bool = True) -> str:
    """The regular expression of a rule or part; with `marked` false nothing is marked in it."""

    def translated(match: re.Match[str]) -> str:
        opened, mark, name, alone, bracket = match.groups()
        if opened:
            return f"(?P<{opened}>" if marked else "(?:"
        if mark:
            return f"(?P<{mark}>{parts[name]})" if marked else parts[name]
        if alone:
            return parts[alone]
        return "(?:" if bracket else match[0].strip()

    return _SYMBOL.sub(translated, notation)


def parts_of(definitions: Mapping[str, str]) -> dict[str, str]:
    """Every part by its name, each compiled from those before it."""
    parts = dict(CLASSES)
    for name, notation in definitions.items():
        parts[name] = "(?:" + compiled(notation, parts, marked=False) + ")"
    return parts
