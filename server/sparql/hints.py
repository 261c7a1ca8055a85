"""Why an answer may be empty though the query is right: terms that look like those of the graph and are others.

SPARQL matches terms, not values (https://www.w3.org/TR/sparql11-query/#BasicGraphPatternMatching):
500 is an xsd:integer and no decimal, and a string without a language tag is none with one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from server.sparql.limits import tokens

WHOLE = re.compile(r"\d+")
# What an object of a pattern stands behind, and what stands behind an object.
BEFORE, AFTER = frozenset({"name", "iri", "variable"}), frozenset(".;,}]")
# Ends of the properties whose texts are in no language.
PLAIN = (":notation", "#notation>", ":identifier", "/identifier>", ":sha256", "#sha256>")


@dataclass(frozen=True)
class Hint:
    """A term of a query as it is `written`, and what to write `instead`; `kind` is whole-number or no-language."""

    kind: str
    written: str
    instead: str


def hints(query: str) -> tuple[Hint, ...]:
    """One for each term in a pattern that the graph has only as a decimal, or with a language; each once."""
    return tuple(dict.fromkeys(_hints(query)))


def _hints(query: str) -> Iterator[Hint]:
    round_brackets, before = 0, ("", "")
    for (kind, text), (_, follows) in pairwise([*tokens(query), ("", "}")]):
        round_brackets += (text == "(") - (text == ")")
        # A dot behind a number ends the pattern, unless digits follow it.
        number = text.removesuffix(".")
        ends = follows in AFTER or text.endswith(".")
        if not round_brackets and ends and _stands_for_object(before):
            if kind == "number" and WHOLE.fullmatch(number):
                yield Hint("whole-number", number, f"{number}.0")
            elif kind == "string" and not before[1].endswith(PLAIN):
                yield Hint("no-language", text, f"{text}@nb")
        before = (kind, text)


def _stands_for_object(before: tuple[str, str]) -> bool:
    kind, text = before
    return kind in BEFORE or text == "," or (kind == "word" and text == "a")
