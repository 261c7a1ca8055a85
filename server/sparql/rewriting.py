"""A query as the engine should read it: what people cannot see is put right, and `*` means the order of the query."""

import re
import unicodedata
from collections.abc import Sequence

from server.sparql.limits import RefusedQuery, matches

# Unicode's other spaces and line ends, a byte order mark, and what has no width: SPARQL knows none of them as
# white space, and editors, web pages and word processors put them in.
UNSEEN = re.compile(
    "[\x0b\x0c\x1c-\x1f\x85\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]"
)
JOINERS = "\u200c\u200d"  # which a name may have


def with_plain_blanks(query: str) -> str:
    """The query with a space for each unseen character between its words, so that all places stay what they were.

    Strings, IRIs and comments keep theirs. RefusedQuery names one that has no width and stands within a word,
    since nobody can tell whether that is one word or two.
    """
    if UNSEEN.search(query) is None:
        return query
    parts = []
    for match in matches(query):
        text, kind = match[0], match.lastgroup
        if kind == "sign" and UNSEEN.match(text):
            text = _blank(query, match.start())
        parts.append(text)
    return "".join(parts)


def _blank(query: str, place: int) -> str:
    char, around = query[place], query[place - 1 : place] + query[place + 1 : place + 2]
    within = len(around) == 2 and all(one.isalnum() or one in "_:" for one in around)
    if within and char in JOINERS:
        return char
    if within and unicodedata.category(char) == "Cf":
        line = query.count("\n", 0, place) + 1
        column = place - query.rfind("\n", 0, place)
        raise RefusedQuery(
            f"Line {line}, column {column}: {named(char)}, which cannot be seen, stands within a word. Remove it."
        )
    return " "


def named(char: str) -> str:
    """A character by its number and its name: U+00A0 (NO-BREAK SPACE)."""
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X}" + (f" ({name})" if name else "")


def prefixes_of(query: str) -> dict[str, str]:
    """The prefixes that a query declares with absolute IRIs: whoever asks with them can read them."""
    found, before = dict[str, str](), ["", ""]
    for match in matches(query):
        if match.lastgroup == "blank":
            continue
        text = match[0]
        if before[0].upper() == "PREFIX" and match.lastgroup == "iri" and ":" in text:
            found[before[1].removesuffix(":")] = text[1:-1]
        elif text in "{([":
            break
        before = [before[1], text]
    return found


def with_columns(query: str, columns: Sequence[str]) -> str | None:
    """A query whose `SELECT *` names its columns in the order in which the query first has them.

    None where there is nothing to do: it has no star, or these `columns` are in that order.
    """
    star, order = None, dict[str, int]()
    words = list[str]()
    for match in matches(query):
        text, kind = match[0], match.lastgroup
        if kind == "blank":
            continue
        if star is None and "SELECT" in words[:1]:
            if text == "*":
                star = match.start()
            elif text.upper() not in ("DISTINCT", "REDUCED"):
                return None
        elif kind == "word" and text.upper() == "SELECT":
            words.append("SELECT")
        elif kind == "variable":
            order.setdefault(text[1:], len(order))
    wanted = sorted(columns, key=lambda one: order.get(one, len(order)))
    if star is None or wanted == list(columns):
        return None
    return f"{query[:star]} {' '.join('?' + one for one in wanted)} {query[star + 1 :]}"
