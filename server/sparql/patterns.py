r"""REPLACE and REGEX as XPath has them, over an engine whose patterns are of another dialect.

The engine reads `$1km` as the group called `1km`, `\$` as a backslash and a dollar, and a pattern that matches
nothing as one to be replaced everywhere. So what a query says is put into the engine's words; what the engine
does not know is refused with the reason, as far as it stands in the query, and is an error of its expression else.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from server.sparql.limits import CLOSING, OPENING, RefusedQuery, matches

REPLACE = NamedNode("urn:x-rusfelt:replace")
PLAIN = frozenset(
    {
        "http://www.w3.org/2001/XMLSchema#string",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
    }
)
GROUPS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|(\((?!\?))", re.DOTALL)
SIGN = re.compile(r"\\(.?)|\$([0-9]*)|[^\\$]+", re.DOTALL)
WORDS = re.compile(r"\b(?:REPLACE|REGEX)\b", re.IGNORECASE)
MOST = 1_000  # calls of REPLACE and REGEX in a query
ENGINE = Store()  # empty: it is asked what two texts make of each other


class NoReplacement(ValueError):
    """XPath knows no such replacement; the message says why."""


@dataclass(frozen=True)
class Call:
    """A call in the text of a query: where its name stands, and the tokens of each argument."""

    name: str
    start: int
    end: int
    arguments: tuple[tuple[re.Match[str], ...], ...]

    def text(self, number: int) -> str | None:
        """An argument that is a string and nothing else; an empty one where there is none, None where it is computed."""
        if number >= len(self.arguments):
            return ""
        match self.arguments[number]:
            case [one] if one.lastgroup == "string":
                found = ENGINE.query(f"SELECT ({one[0]} AS ?v) {{}}")
                assert isinstance(found, QuerySolutions)
                (row,) = found
                return row[0].value if isinstance(row[0], Literal) else None
        return None


def with_patterns(query: str) -> str:
    """The query in the engine's dialect; RefusedQuery where it has a pattern or a replacement that cannot be.

    Calls whose arguments are computed become calls of `REPLACE`, which `CUSTOM` defines.
    """
    if WORDS.search(query) is None:
        return query
    changes = list[tuple[int, int, str]]()
    for call in _calls(query):
        pattern, flags = call.text(1), call.text(3 if call.name == "REPLACE" else 2)
        if pattern is not None and flags is not None:
            _refuse_unknown(pattern, flags)
        if call.name == "REPLACE":
            changes += _replaced(call, pattern, flags)
    for start, end, text in sorted(changes, reverse=True):
        query = query[:start] + text + query[end:]
    return query


def _replaced(call: Call, pattern: str | None, flags: str | None) -> list[tuple[int, int, str]]:
    replacement = call.text(2)
    if len(call.arguments) not in (3, 4):  # the engine says what is wrong with it
        return []
    if None in (pattern, replacement, flags):
        return [(call.start, call.end, f"<{REPLACE.value}>")]
    assert pattern is not None
    assert replacement is not None
    assert flags is not None
    try:
        said = in_engine_dialect(pattern, replacement, flags)
    except NoReplacement as error:
        raise RefusedQuery(str(error)) from error
    if said == replacement:
        return []
    (token,) = call.arguments[2]
    return [(token.start(), token.end(), str(Literal(said)))]


def in_engine_dialect(pattern: str, replacement: str, flags: str = "") -> str:
    """A replacement of XPath in the words of the engine; NoReplacement as XPath's FORX0003 and FORX0004."""
    if _matches("", pattern, flags):
        raise NoReplacement("REPLACE with a pattern that matches the empty string is an error.")
    if "q" in flags:
        return replacement.replace("$", "$$")
    groups = sum(found[1] is not None for found in GROUPS.finditer(pattern))
    return "".join(_sign(found, groups) for found in SIGN.finditer(replacement))


def _sign(found: re.Match[str], groups: int) -> str:
    escaped, digits = found[1], found[2]
    if escaped is not None:
        if escaped not in ("$", "\\"):
            raise NoReplacement("In a replacement only $ and \\ stand after a backslash.")
        return "$$" if escaped == "$" else "\\"
    if digits is None:
        return found[0]
    if not digits:
        raise NoReplacement("In a replacement a digit follows $; write \\$ for the sign itself.")
    # As many digits as there is a group for, one at least: $12 is the first group and a 2 where there are three.
    number, count = int(digits[0]), 1
    while count < len(digits) and number * 10 + int(digits[count]) <= groups:
        number, count = number * 10 + int(digits[count]), count + 1
    return (f"${{{number}}}" if number <= groups else "") + digits[count:]


@lru_cache(256)
def _matches(text: str, pattern: str, flags: str) -> bool | None:
    """Whether the engine finds a pattern in a text; None where it knows no such pattern."""
    found = _asked("REGEX", text, pattern, flags)
    return None if found is None else found.value == "true"


def _refuse_unknown(pattern: str, flags: str) -> None:
    if _matches("", pattern, flags) is None:
        shown = pattern if len(pattern) <= 60 else pattern[:59] + "…"
        raise RefusedQuery(
            f"The pattern {shown!r} (flags {flags!r}) is none that this engine takes: it knows no references to groups "
            "(\\1), no \\i and \\c and no blocks (\\p{Is…}), and a pattern may not be too large."
        )


def _asked(name: str, *texts: str) -> Literal | None:
    """What the engine makes of a call with these strings; None where that is an error."""
    found = ENGINE.query(
        f"SELECT ({name}({', '.join(str(Literal(one)) for one in texts)}) AS ?v) {{}}"
    )
    assert isinstance(found, QuerySolutions)
    (row,) = found
    return row[0] if isinstance(row[0], Literal) else None


def _replace(*terms: object) -> Literal | None:
    """REPLACE for arguments that are known only in a row; None, an error, where it has no value."""
    if len(terms) not in (3, 4) or not all(isinstance(one, Literal) for one in terms):
        return None
    first, *others = (one for one in terms if isinstance(one, Literal))
    simple = all(one.language is None and one.datatype.value in PLAIN for one in others)
    if not simple or first.datatype.value not in PLAIN:
        return None
    pattern, replacement, *flags = (one.value for one in others)
    try:
        said = in_engine_dialect(pattern, replacement, *flags)
    except NoReplacement:
        return None
    found = _asked("REPLACE", first.value, pattern, said, *(flags or [""]))
    return found and Literal(found.value, language=first.language)


CUSTOM: Mapping[NamedNode, Callable[..., Literal | None]] = {REPLACE: _replace}


def _calls(query: str) -> Sequence[Call]:
    """The calls of REPLACE and REGEX, inner ones too; those that are not closed are left to the engine to refuse. RefusedQuery."""
    tokens = [one for one in matches(query) if one.lastgroup != "blank"]
    found = list[Call]()
    for place, token in enumerate(tokens):
        name = token[0].upper() if token.lastgroup == "word" else ""
        if name in ("REPLACE", "REGEX"):
            if len(found) == MOST:
                raise RefusedQuery(f"The query has more than {MOST} calls of REPLACE and REGEX.")
            arguments = _arguments(tokens, place + 1)
            if arguments is not None:
                found.append(Call(name, token.start(), token.end(), arguments))
    return found


def _arguments(
    tokens: Sequence[re.Match[str]], place: int
) -> tuple[tuple[re.Match[str], ...], ...] | None:
    """Those of a call whose bracket should be at a place; None where it is not, or nobody closes it."""
    depth, arguments = 0, [list[re.Match[str]]()]
    for token in islice(tokens, place, None):
        sign = token[0] if token.lastgroup == "sign" else ""
        depth += (sign in OPENING) - (sign in CLOSING) if sign else 0
        if depth == 0 and sign not in CLOSING:
            return None
        if depth == 0:
            return tuple(map(tuple, arguments))
        if depth == 1 and sign == ",":
            arguments.append([])
        elif not (depth == 1 and sign == "("):
            arguments[-1].append(token)
    return None
