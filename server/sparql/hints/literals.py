"""Literals of a query that may only look like those of the graph: a whole number, a text without a language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from server.answers.query.table import XSD
from server.sparql.limits import matches

WHOLE = re.compile(r"\d+")
# What an object of a pattern stands behind, and what stands behind an object.
BEFORE, AFTER = frozenset({"name", "iri", "variable"}), frozenset(".;,}]")
COMPARED = frozenset({")", "&&", "||"})
ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
LONGEST = 300  # characters of a text that the graph is asked for
TAGS = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True)
class AskedLiteral:
    """A literal of a query, where it stands, and the kind of hint it is worth where the graph has it otherwise only.

    `predicate`: as it is written before it, empty where that is no name and no IRI.
    """

    kind: str
    written: str
    start: int
    end: int
    literal: Literal
    predicate: str

    def otherwise(self) -> tuple[tuple[str, Literal], ...]:
        """How the graph may have it, each as it would be written."""
        value = self.literal.value
        if self.kind == "whole-number":
            decimal = Literal(value + ".0", datatype=NamedNode(XSD + "decimal"))
            return ((f"{value}.0", decimal),)
        quoted = self.written.rpartition("@")[0] if self.literal.language else self.written
        others = [one for one in TAGS if one != self.literal.language]
        tagged = tuple((f"{quoted}@{tag}", Literal(value, language=tag)) for tag in others)
        return (*tagged, (quoted, Literal(value))) if self.literal.language else tagged


def asked_literals(query: str) -> tuple[AskedLiteral, ...]:
    """Those that stand as the object of a pattern, and texts that something is equal to; each once."""
    found = {(one.kind, one.written): one for one in reversed([*_literals(query)])}
    return tuple(sorted(found.values(), key=lambda one: one.start))


def _literals(query: str) -> Iterator[AskedLiteral]:
    tokens = [one for one in matches(query) if one.lastgroup != "blank"]
    round_brackets, before = 0, ("", "")
    for place, (token, after) in enumerate(pairwise([*tokens, None])):
        assert token is not None
        kind, text = token.lastgroup or "", token[0]
        round_brackets += (text == "(") - (text == ")")
        follows = after[0] if after else "}"
        if kind == "number" and not round_brackets:
            yield from _number(token, follows, before)
        elif kind == "string":
            tag = after if after is not None and after.lastgroup == "tag" else None
            behind = tokens[place + 2][0] if tag and place + 2 < len(tokens) else follows
            within = bool(round_brackets)
            if _is_compared(before, behind) if within else _is_object(before, behind):
                yield from _text(token, tag, before)
        before = (kind, text)


def _number(token: re.Match[str], follows: str, before: tuple[str, str]) -> Iterator[AskedLiteral]:
    # A dot behind a number ends the pattern, unless digits follow it.
    number = token[0].removesuffix(".")
    ends = token[0].endswith(".") or follows in AFTER
    if WHOLE.fullmatch(number) and ends and _stands_for_object(before):
        literal = Literal(number, datatype=NamedNode(XSD + "integer"))
        start = token.start()
        end = start + len(number)
        yield AskedLiteral("whole-number", number, start, end, literal, _predicate(before))


def _text(
    token: re.Match[str], tag: re.Match[str] | None, before: tuple[str, str]
) -> Iterator[AskedLiteral]:
    value = _unquoted(token[0])
    if len(value) > LONGEST:
        return
    if tag is None:
        literal, kind, end = Literal(value), "no-language", token.end()
    else:
        literal, kind, end = Literal(value, language=tag[0][1:]), "other-language", tag.end()
    written = token[0] + (tag[0] if tag else "")
    yield AskedLiteral(kind, written, token.start(), end, literal, _predicate(before))


def _predicate(before: tuple[str, str]) -> str:
    return before[1] if before[0] in ("name", "iri") else ""


def _unquoted(text: str) -> str:
    quotes = 3 if len(text) >= 6 and text[:3] in ('"""', "'''") else 1
    return ESCAPE.sub(lambda found: ESCAPES.get(found[1], found[1]), text[quotes:-quotes])


def _is_compared(before: tuple[str, str], behind: str) -> bool:
    return before[1] == "=" and behind in COMPARED


def _is_object(before: tuple[str, str], behind: str) -> bool:
    return behind in AFTER and _stands_for_object(before)


def _stands_for_object(before: tuple[str, str]) -> bool:
    kind, text = before
    return kind in BEFORE or text == "," or (kind == "word" and text == "a")
