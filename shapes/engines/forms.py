"""SPARQL constraints as one query about all focus nodes, where that gives what pre-binding each gives."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node, URIRef, Variable

from shapes.engines.query_plans import PREFIX, prepared

# The first group of the SELECT itself: no other brace, comment or text before it.
GROUP = re.compile(r"(\s*SELECT\s[^{}#\"'<>]*?\bWHERE\s*\{)", re.IGNORECASE)
# Texts, IRIs and nested SELECTs are stepped over; what is left of the braces begins a group.
OPENING = re.compile(
    r"""\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>|\{\s*SELECT\b|(?P<group>\{)""",
    re.IGNORECASE,
)
VALUE_MADE = re.compile(r"\bAS\s+[?$]value\b", re.IGNORECASE)
FORBIDDEN = {
    "Minus": "MINUS",
    "values": "VALUES",
    "ServiceGraphPattern": "SERVICE",
    "Graph": "GRAPH",
}
PREBOUND = {"currentShape", "shapesGraph", "PATH", "failure"}
THIS = Variable("this")
EXISTS = {"Builtin_EXISTS", "Builtin_NOTEXISTS"}
BY_TEXT = {"Builtin_STR", "Builtin_DATATYPE", "Builtin_sameTerm"}


class Unsupported(ValueError):
    """A constraint that cannot be asked about all focus nodes at once."""


@dataclass(frozen=True)
class SetForm:
    """A constraint's query, cut open where the focus nodes go.

    `by_text` are the properties whose values it reads as text, `None` standing for any.
    """

    head: str
    body: str
    by_text: frozenset[str | None]

    def about(self, focus: str, few: "Few | None" = None) -> str:
        """The query about the focus nodes that the pattern `focus` finds as ?this, or a few known ones."""
        if few is None:
            return f"{self.head} {focus} {self.body}"

        # The nodes are put into every group, for the store does not carry them there: a UNION
        # would be worked out for all nodes first.
        def opened(found: re.Match[str]) -> str:
            return f"{{ {few.nodes} " if found["group"] else found[0]

        return f"{self.head} {few.pairs} {OPENING.sub(opened, self.body)}"

    @property
    def computes_value(self) -> bool:
        """Whether the query makes ?value, rather than find it in the data."""
        return VALUE_MADE.search(self.body) is not None


@dataclass(frozen=True)
class Few:
    """VALUES clauses that name some focus nodes, and those with their values, as far as these matter."""

    nodes: str
    pairs: str

    @classmethod
    def of(cls, pairs: Iterable[tuple[object, object]]) -> "Few":
        """Focus nodes, each with one of its values, or None for all; all pairs are alike in that."""
        listed = sorted({(str(node), "" if value is None else str(value)) for node, value in pairs})
        nodes = " ".join(sorted({f"({node})" for node, _ in listed}))
        both = " ".join(f"({node} {value})" for node, value in listed)
        names = "?this ?value" if any(value for _, value in listed) else "?this"
        return cls(f"VALUES (?this) {{ {nodes} }}", f"VALUES ({names}) {{ {both} }}")


@cache
def set_form(select: str) -> SetForm:
    """The constraint's query to be asked once; Unsupported where the answer might differ.

    Pre-binding (https://www.w3.org/TR/shacl/#pre-binding) puts the focus node wherever $this
    stands; a join puts it only where $this is visible. So each group must bind what it compares.
    """
    head, body = cut_open(select)
    query = prepared(select).algebra
    if query.name != "SelectQuery":
        raise Unsupported("the query is no SELECT")
    if THIS not in query.PV:
        raise Unsupported("the query does not select $this")
    if named := PREBOUND & set(map(str, _all_variables(query))):
        raise Unsupported(f"${min(named)} is not known to a query about all focus nodes")
    _check(query.p, frozenset({THIS}))
    by_text = frozenset(_read_as_text(query.p))
    return SetForm(head, body, by_text)


def cut_open(select: str) -> tuple[str, str]:
    """The query before and after the place where the focus nodes go; nothing else is checked."""
    text = PREFIX.sub("", select)
    opening = GROUP.match(text)
    if opening is None:
        raise Unsupported("the query does not begin with SELECT … WHERE {")
    prefixes = "".join(found[0] for found in PREFIX.finditer(select))
    return prefixes + opening[0], text[opening.end() :]


def _check(part: Any, outside: frozenset[Node], inside: bool = False) -> None:
    """Raise where a part of the algebra would see other variables than with $this bound before."""
    if not isinstance(part, CompValue):
        return
    name = part.name
    if name in FORBIDDEN:
        raise Unsupported(f"{FORBIDDEN[name]} is not allowed in a constraint")
    if name == "Slice":
        raise Unsupported("LIMIT counts the rows of all focus nodes")
    if name == "Group" and THIS not in (part.expr or ()):
        raise Unsupported("it aggregates over several focus nodes: GROUP BY $this")
    if name == "Project" and inside and THIS not in part.PV:
        raise Unsupported("a nested SELECT must select $this")
    if name in ("Filter", "Extend", "LeftJoin"):
        _check_expression(part, outside, inside)
    for inner, around in _inner(part, outside):
        _check(inner, around, inside or name == "Project")


def _inner(part: CompValue, outside: frozenset[Node]) -> Iterator[tuple[Any, frozenset[Node]]]:
    """The parts of a part, each with the variables that are visible around it but not to it."""
    match part.name:
        case "Join" | "Union" | "LeftJoin":
            first, second = visible(part.p1), visible(part.p2)
            yield part.p1, outside | second
            yield part.p2, outside | first
        case _:
            yield part.p, outside


def _check_expression(part: CompValue, outside: frozenset[Node], inside: bool) -> None:
    seen = visible(part.p1) | visible(part.p2) if part.name == "LeftJoin" else visible(part.p)
    if not inside and part.name != "LeftJoin":
        seen |= {THIS}  # the focus nodes are joined into the outermost group
    used = frozenset(_variables(part.expr))
    if unseen := (used & outside) - seen:
        names = ", ".join(sorted(f"?{one}" for one in unseen))
        raise Unsupported(f"a group compares {names}, which it does not bind")
    for pattern in exists_patterns(part.expr):
        # The pattern is evaluated with what is bound around it put in, in every engine.
        _check(pattern, frozenset(), True)


def visible(part: Any) -> frozenset[Node]:
    """The variables that a part of the algebra can bind."""
    if not isinstance(part, CompValue):
        return frozenset()
    match part.name:
        case "BGP":
            terms = (term for triple in part.triples for term in triple)
            return frozenset(term for term in terms if isinstance(term, Variable))
        case "Project":
            return frozenset(part.PV)
        case "Extend":
            return visible(part.p) | {part.var}
        case "AggregateJoin":
            return frozenset(one.res for one in part.A)
        case "Join" | "Union" | "LeftJoin":
            return visible(part.p1) | visible(part.p2)
    return visible(part.p)


def _walk(part: Any, into_exists: bool = True) -> Iterator[CompValue]:
    """A part and all that it is made of."""
    if isinstance(part, CompValue):
        yield part
        if part.name in EXISTS and not into_exists:
            return
        for name, inner in part.items():
            if not name.startswith("_"):
                yield from _walk(inner, into_exists)
    elif isinstance(part, Sequence) and not isinstance(part, str):
        for inner in part:
            yield from _walk(inner, into_exists)


def _variables(expression: Any) -> Iterator[Variable]:
    """The variables of an expression, those of EXISTS left out."""
    if isinstance(expression, Variable):
        yield expression
    elif isinstance(expression, CompValue):
        if expression.name not in EXISTS:
            for name, inner in expression.items():
                if not name.startswith("_"):
                    yield from _variables(inner)
    elif isinstance(expression, Sequence) and not isinstance(expression, str):
        for inner in expression:
            yield from _variables(inner)


def _all_variables(part: Any) -> Iterator[Variable]:
    """Every variable of a query, wherever it stands."""
    for one in _walk(part):
        for name, inner in one.items():
            if not name.startswith("_"):
                yield from _leaves(inner)


def _leaves(part: Any) -> Iterator[Variable]:
    if isinstance(part, Variable):
        yield part
    elif isinstance(part, list | tuple | set):
        for inner in part:
            yield from _leaves(inner)


def exists_patterns(expression: Any) -> Iterator[Any]:
    """The patterns of EXISTS and NOT EXISTS in an expression, those inside them left out."""
    for one in _walk(expression, into_exists=False):
        if one.name in EXISTS:
            yield one.graph


def _read_as_text(part: Any) -> Iterator[str | None]:
    """The properties whose values the query reads as written, or counts as terms."""
    text = {
        variable
        for one in _walk(part)
        if one.name in BY_TEXT or one.name.startswith("Aggregate_Count")
        for variable in _variables([inner for name, inner in one.items() if name[:1] != "_"])
    }
    for one in _walk(part):
        for _, predicate, thing in one.triples if one.name == "BGP" else ():
            if thing in text:
                yield from _properties(predicate)


def _properties(path: Any) -> Iterator[str | None]:
    """The properties that can lead to the end of a path; None where any can."""
    if _may_be_empty(path):  # its end is its beginning, which any property may have led to
        yield None
    else:
        yield from _steps(path)


def _may_be_empty(path: Any) -> bool:
    match path:
        case MulPath():
            return bool(path.zero) or _may_be_empty(path.path)
        case SequencePath():
            return all(map(_may_be_empty, path.args))
        case AlternativePath():
            return any(map(_may_be_empty, path.args))
        case InvPath():
            return _may_be_empty(path.arg)
    return False


def _steps(path: Any) -> Iterator[str | None]:
    match path:
        case MulPath():
            yield from _steps(path.path)
        case SequencePath() | AlternativePath():
            for part in path.args:
                yield from _steps(part)
        case InvPath():
            yield from _steps(path.arg)
        case _:
            yield str(path) if isinstance(path, URIRef) else None
