"""Query results as rows for a page: at most so many, the rest is a download."""

import json
from dataclasses import asdict, dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

Result = QuerySolutions | QueryBoolean | QueryTriples

MAX_ROWS = 200


@dataclass(frozen=True)
class Cell:
    """One value: its text, the address where it is a resource, its language where it has one."""

    text: str
    iri: str | None = None
    lang: str | None = None


@dataclass(frozen=True)
class Table:
    """Column names and rows; `answer` for ASK; `cut` where there are more rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    answer: bool | None = None
    cut: bool = False


def cell(node: object) -> Cell | None:
    """One term as a cell."""
    match node:
        case None:
            return None
        case NamedNode(value=iri):
            return Cell(iri, iri)
        case Literal(value=text, language=lang):
            return Cell(text, None, lang)
    return Cell(str(node))


def result_table(result: Result) -> Table:
    """The first rows of a result."""
    if isinstance(result, QueryBoolean):
        return Table((), (), bool(result))
    if isinstance(result, QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        found = list(islice(result, MAX_ROWS + 1))
        rows = tuple(tuple(cell(one[name]) for name in columns) for one in found[:MAX_ROWS])
        return Table(columns, rows, None, len(found) > MAX_ROWS)
    triples = list(islice(result, MAX_ROWS + 1))
    rows = tuple((cell(t.subject), cell(t.predicate), cell(t.object)) for t in triples[:MAX_ROWS])
    return Table(("subject", "predicate", "object"), rows, None, len(triples) > MAX_ROWS)


def as_json(table: Table) -> bytes:
    """A table on its way from the worker to the page."""
    return json.dumps(asdict(table)).encode()


def from_json(body: bytes) -> Table:
    """The table that `as_json` has written."""
    found = json.loads(body)
    rows = tuple(tuple(one and Cell(**one) for one in row) for row in found["rows"])
    return Table(tuple(found["columns"]), rows, found["answer"], found["cut"])
