"""Looks at a query's tokens before the engine does: what is refused, and what the engine must be told."""

import re
from dataclasses import dataclass

ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|#[^\n\r]*"
    r"|[?$]\w+"
    r"|(?:[\w.-]*\w)?:[\w.:%-]*"
    r"|@[A-Za-z][\w-]*",
    re.DOTALL,
)


class Refused(Exception):
    """The query can never run here; the message says why."""


@dataclass(frozen=True)
class Seen:
    """What a query's keywords tell: whether it has FROM clauses of its own."""

    own_dataset: bool


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def look_at(query: str) -> Seen:
    """Read the keywords of a query: strings, IRIs, names, variables and comments do not count."""
    bare = OPAQUE.sub(" ", ESCAPE.sub(_unescaped, query))
    words = {word.upper() for word in re.findall(r"[A-Za-z]+", bare)}
    if "SERVICE" in words:
        raise Refused("SERVICE is not allowed: this endpoint makes no requests to others.")
    return Seen("FROM" in words)
