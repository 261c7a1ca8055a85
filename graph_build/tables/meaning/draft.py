"""A first description of a file, from what its tables look like; a person corrects it."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from graph_build.tables.describe import cube_role, founds, range_of
from graph_build.tables.files.grid import Cube, Grid, TableFile
from graph_build.tables.layout.cell_values import PERIOD_WITHIN, decimal_signs, is_period
from graph_build.tables.layout.column_roles import JOINED, Column, columns_of
from graph_build.tables.layout.region import Found
from graph_build.tables.layout.table_faults import Sheet
from graph_build.tables.meaning.period_value import period_value, period_within
from graph_build.tables.meaning.table_meaning import ColumnMeaning, TableMeaning

TWICE = "it says the same as another column, or nothing"
LIST = "a list of codes has no figures"


def drafts(file: TableFile, name: str, content: bytes) -> tuple[TableMeaning, ...]:
    """A description of each table with figures."""
    digest = sha256(content).hexdigest()
    if isinstance(file.content, Cube):
        columns = [*(ColumnMeaning(one.name, cube_role(one)) for one in file.content.dimensions), ColumnMeaning("value", "value", indicator=file.content.title)]  # fmt: skip
        return (TableMeaning(name, digest, None, None, 0, ".", tuple(columns)),)
    return tuple(
        _draft(file, grid, found, name, digest) for grid in file.content for found in founds(grid)
    )


def _draft(file: TableFile, grid: Grid, found: Found, name: str, digest: str) -> TableMeaning:
    columns = columns_of(grid, found)
    sheet = Sheet(grid, found, columns)
    decimal = None if file.form == "xlsx" else decimal_signs(sheet.cells("value")).sign
    described = tuple(_columns(columns, grid.sheet or ""))
    return TableMeaning(
        file=name,
        sha256=digest,
        sheet=grid.sheet,
        range=range_of(found, columns),
        head_rows=len(found.header),
        decimal=decimal or ".",
        columns=described,
        year=_year_above(grid, found) if any(map(_lacks_year, described)) else None,
        encoding=file.encoding,
        delimiter=file.delimiter,
    )


def _columns(columns: Sequence[Column], sheet: str) -> Iterator[ColumnMeaning]:
    """What each is; a head with nothing but a period leaves the name of the sheet to say what the figures are."""
    for one in columns:
        if one.role != "value":
            yield ColumnMeaning(one.name, one.role, why=TWICE if one.role == "ignored" else "")
            continue
        found = period_within(one.name)
        parts = one.name.split(JOINED)
        period = found.written if found else next(filter(is_period, parts), "")
        parts = [part for part in parts if not is_period(part)]
        named = dict(part.split(": ", 1) for part in parts if ": " in part)
        unit = named.pop("Enhet", "")
        rest = JOINED.join(part for part in parts if ": " not in part)
        yield ColumnMeaning(
            one.name,
            "value",
            indicator=rest or sheet,
            unit=unit,
            period=period,
            categories=tuple(named.items()),
        )


def _lacks_year(column: ColumnMeaning) -> bool:
    """Whether a column is of a month that only the title of the table can give a year."""
    return bool(column.period) and period_value(column.period) is None


def _year_above(grid: Grid, found: Found) -> int | None:
    """The one year that stands in the rows above a table; None where none or several do."""
    above = " ".join(cell for row in grid.rows[: found.header.start] for cell in row)
    years = {*PERIOD_WITHIN.findall(above)}
    return int(years.pop()) if len(years) == 1 else None
