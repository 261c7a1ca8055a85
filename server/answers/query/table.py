"""Query results as rows for a page: so many at a time, and how many there are in all."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

Result = QuerySolutions | QueryBoolean | QueryTriples

PAGE = 100  # rows of a page
# How far rows beyond those of a page are counted, and for how many seconds: a page must not wait long for a number.
COUNTED, COUNTING = 10_000, 1.0
XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = frozenset(
    XSD + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "decimal", "double", "float",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One value: its text, the address where it is a resource, its language or its datatype where it has one."""

    text: str
    iri: str | None = None
    lang: str | None = None
    datatype: str | None = None


@dataclass(frozen=True)
class Table:
    """Column names and the rows of one page; `answer` for ASK.

    `skipped` rows come before these; `count` were met in all, and there are `more` that nobody has counted.
    `ordered`: the query says in which order. `seconds`: what the engine took.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    answer: bool | None = None
    skipped: int = 0
    count: int = 0
    more: bool = False
    ordered: bool = False
    seconds: float = 0.0
    triples: bool = False


def cell(node: object) -> Cell | None:
    """One term as a cell."""
    match node:
        case None:
            return None
        case NamedNode(value=iri):
            return Cell(iri, iri)
        case Literal(value=text, language=lang, datatype=kind):
            plain = lang is not None or kind.value == XSD + "string"
            return Cell(text, None, lang, None if plain else kind.value)
    return Cell(str(node))


def result_table(result: Result, skip: int = 0) -> Table:
    """The rows of a result behind the first `skip`, as many as a page has."""
    if isinstance(result, QueryBoolean):
        return Table((), (), bool(result))
    if isinstance(result, QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        found = (tuple(cell(one[name]) for name in columns) for one in islice(result, skip, None))
        return _page(columns, found, result, skip)
    columns = ("subject", "predicate", "object")
    triples = islice(result, skip, None)
    parts = ((cell(one.subject), cell(one.predicate), cell(one.object)) for one in triples)
    return replace(_page(columns, parts, result, skip), triples=True)


def says_nothing(table: Table) -> bool:
    """Whether nothing was found: no rows, an ASK that is false, a count of nothing."""
    if table.answer is not None or not table.rows:
        return not table.answer and not table.skipped
    return table.count == 1 and all(
        one is None or (one.text == "0" and one.datatype == XSD + "integer")
        for one in table.rows[0]
    )


def _page(
    columns: tuple[str, ...],
    found: Iterator[tuple[Cell | None, ...]],
    rest: Iterator[object],
    skip: int,
) -> Table:
    """One page; the rest is counted, but not made into cells."""
    rows = tuple(islice(found, PAGE))
    beyond, more = _counted(rest) if len(rows) == PAGE else (0, False)
    count = skip + len(rows) + beyond if rows or not skip else 0
    return Table(columns, rows, None, skip, count, more)


def _counted(rest: Iterator[object]) -> tuple[int, bool]:
    """How many there are, and whether there are others beyond those that were counted."""
    count, until = 0, time.monotonic() + COUNTING
    for _ in rest:
        if count == COUNTED or time.monotonic() > until:
            return count, True
        count += 1
    return count, False


def as_json(table: Table) -> bytes:
    """A table on its way from the worker to the page."""
    return json.dumps(asdict(table)).encode()


def from_json(body: bytes) -> Table:
    """The table that `as_json` has written."""
    found = json.loads(body)
    rows = tuple(tuple(one and Cell(**one) for one in row) for row in found["rows"])
    return Table(**{**found, "columns": tuple(found["columns"]), "rows": rows})
