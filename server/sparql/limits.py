"""The limits on a query: its tokens are read before the engine sees it, and what could never be answered is refused.

The engine follows nesting with its stack, and plans and parses some queries in far more than linear
time; so length, depth and counts are limited here, where reading is linear. Tokens are the terminals
of https://www.w3.org/TR/sparql11-query/#sparqlGrammar, after codepoint escapes (section 19.2).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# Every group is possessive and an unclosed string is a token too, so that reading is linear whatever comes.
TOKEN = re.compile(
    r"""
      (?P<blank>[\x20\t\r\n]++|\#[^\r\n]*+)
    | (?P<string>"{3}(?:"{0,2}(?:[^"\\]|\\.))*+(?:"{3})? | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+(?:'{3})?
        | "(?:[^"\\\r\n]|\\.)*+"? | '(?:[^'\\\r\n]|\\.)*+'?)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
    | (?P<variable>[?$]\w++)
    | (?P<name>(?:[^\W\d][\w.-]*+)?+:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*+)?+)
    | (?P<tag>@[A-Za-z][A-Za-z0-9-]*+)
    | (?P<number>\d[\d.]*+(?:[eE][+-]?\d++)?)
    | (?P<word>[^\W\d][\w.-]*+)
    | (?P<sign>\^\^|&&|\|\||!=|<=|>=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
OPENING, CLOSING = frozenset("([{"), frozenset(")]}")
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
# Each of these may start something that the engine follows one level deeper, or plans with all others.
CLAUSES = frozenset({"UNION", "OPTIONAL", "MINUS", "BIND", "FILTER", "EXISTS", "VALUES", "GRAPH"})
UNSTEADY = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
OPERATORS = frozenset({"||", "&&", "!", "/", "|", "+", "-", "*", "^"})


class RefusedQuery(Exception):
    """The query can never be answered here; the message says why, and `kind` by one word, with its limit."""

    def __init__(self, message: str, kind: str = "refused", most: int = 0) -> None:
        self.kind, self.most = kind, most
        super().__init__(message)


@dataclass(frozen=True)
class QueryLimits:
    """What a query may be at most.

    `query_bytes` of UTF-8; `nesting` of brackets; `tokens`, `clauses` (OPTIONAL, UNION, FILTER …),
    `operators` (of expressions and paths) and `patterns` (of triples in one group) in all.
    """

    query_bytes: int = 200_000
    nesting: int = 64
    tokens: int = 50_000
    clauses: int = 256
    operators: int = 1_000
    patterns: int = 100


LIMITS = QueryLimits()


@dataclass(frozen=True)
class QueryTraits:
    """What a query's tokens tell.

    Its form (SELECT …, empty where there is none), whether it has FROM clauses of its own, whether its
    answer is `steady`: the same whenever it is asked, and whether its rows are `ordered`.
    """

    form: str
    own_dataset: bool
    steady: bool
    ordered: bool = False


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else match[0]


def matches(query: str) -> Iterator[re.Match[str]]:
    """The tokens one after the other, blanks and comments too: together they are the query."""
    return TOKEN.finditer(query)


def tokens(query: str) -> Iterator[tuple[str, str]]:
    """Kind and text of each token; blanks and comments are left out."""
    for match in matches(query):
        if match.lastgroup != "blank":
            assert match.lastgroup is not None
            yield match.lastgroup, match[0]


def look_at(query: str, limits: QueryLimits = LIMITS) -> QueryTraits:
    """Read a query's tokens; RefusedQuery where it asks for what is not done here, or is over a limit.

    A query with codepoint escapes is read as written and unescaped, for an escaped quotation mark
    or line end must not hide from one reader what another sees.
    """
    size = len(query.encode("utf-8", "replace"))
    if size > limits.query_bytes:
        message = f"The query has {size} bytes; at most {limits.query_bytes} are read."
        raise RefusedQuery(message, "bytes", limits.query_bytes)
    if ESCAPE.search(query):
        _read(query, limits)
        query = ESCAPE.sub(_unescaped, query)
    return _read(query, limits)


def _read(query: str, limits: QueryLimits) -> QueryTraits:
    counts, words, ordered = _Counts(limits), list[str](), False
    for kind, text in tokens(query):
        counts.token()
        if kind == "sign":
            counts.sign(text)
        elif kind == "word":
            for word in re.split(r"[.-]", text.upper()):
                words.append(word)
                counts.word(word)
                ordered |= word == "ORDER" and not counts.depth
    if "SERVICE" in words:
        message = "SERVICE is not allowed: this endpoint makes no requests to others."
        raise RefusedQuery(message, "service")
    form = next((word for word in words if word in FORMS), "")
    return QueryTraits(form, "FROM" in words, UNSTEADY.isdisjoint(words), ordered)


class _Counts:
    """Counts while a query is read, and refuses at the first that is over its limit."""

    def __init__(self, limits: QueryLimits) -> None:
        self.limits = limits
        self.tokens = self.clauses = self.operators = 0
        self.patterns = [0]

    @property
    def depth(self) -> int:
        """Brackets that are open."""
        return len(self.patterns) - 1

    def token(self) -> None:
        self.tokens += 1
        self._hold("tokens", self.tokens, "has more than {} words and signs")

    def word(self, word: str) -> None:
        if word in CLAUSES:
            self.clauses += 1
            self._hold(
                "clauses", self.clauses, "has more than {} clauses (OPTIONAL, UNION, FILTER …)"
            )

    def sign(self, sign: str) -> None:
        if sign in OPENING:
            self.patterns.append(0)
            self._hold("nesting", len(self.patterns) - 1, "is nested more than {} brackets deep")
        elif sign in CLOSING and len(self.patterns) > 1:
            self.patterns.pop()
        elif sign in OPERATORS:
            self.operators += 1
            self._hold("operators", self.operators, "has more than {} operators")
        elif sign in ".;,":
            self.patterns[-1] += 1
            self._hold("patterns", self.patterns[-1], "has more than {} patterns in one group")

    def _hold(self, name: str, count: int, what: str) -> None:
        most = getattr(self.limits, name)
        if count > most:
            message = f"The query {what.format(most)}; that is the limit here."
            raise RefusedQuery(message, name, most)
