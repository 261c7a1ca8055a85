"""The rows of a query for a reader: things by their names, numbers as the language writes them, with a plain minus."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.elements.names import Names, short
from server.answers.elements.wording import counts_years, literal_number
from server.answers.orders.paging import Slice
from server.answers.query.table import NUMBERS, PAGE, Cell, Table
from server.repository.interface import Repository


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A value as it is shown: a thing has `href` and `iri`, the latter shortened, beside its name where it has one."""

    text: str
    lang: str | None = None
    href: str = ""
    iri: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class QueryResult:
    """One page of rows. `numeric`: the columns that have numbers alone; `more`: there are rows that nobody has counted.

    Then the total and the pages of its `slice` are less than there are.
    """

    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[ShownCell | None, ...], ...]
    slice: Slice
    more: bool


def query_result(repository: Repository, table: Table, languages: Sequence[str]) -> QueryResult:
    """A table for a reader of these languages; one question to the repository, for the names."""
    nodes = {NamedNode(one.iri) for row in table.rows for one in row if one and one.iri}
    names = Names.of(repository, nodes, languages)
    years = [counts_years(column) for column in table.columns]
    rows = tuple(
        tuple(
            None if one is None else _shown(one, names, languages[0], year=year)
            for one, year in zip(row, years, strict=True)
        )
        for row in table.rows
    )
    return QueryResult(
        table.columns,
        tuple(_is_numeric(row[n] for row in rows) for n in range(len(table.columns))),
        rows,
        Slice.of(table.skipped // PAGE + 1, PAGE, table.count),
        table.more,
    )


def _is_numeric(cells: Iterable[ShownCell | None]) -> bool:
    found = [one for one in cells if one is not None]
    return bool(found) and all(one.number for one in found)


def _shown(cell: Cell, names: Names, language: str, *, year: bool) -> ShownCell:
    if cell.iri is not None:
        found = names.named(NamedNode(cell.iri))
        iri = _short_iri(names.base, cell.iri)
        return ShownCell(iri if found.name == cell.iri else found.name, found.lang, found.href, iri)
    if cell.datatype in NUMBERS:
        return ShownCell(cell.text if year else literal_number(cell.text, language), number=True)
    return ShownCell(cell.text, cell.lang)


def _short_iri(base: str, iri: str) -> str:
    """An IRI as short as it can be told: a prefixed name, what stands behind the base, else itself."""
    own = base + "id/"
    return iri[len(own) :] if iri.startswith(own) else short(base, iri)
