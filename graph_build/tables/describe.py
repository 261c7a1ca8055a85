"""What a file of tables is: its format, where its tables stand, what their columns are, what is missing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph_build.areas.area_cells import area_cell
from graph_build.reading.ordinary_file import MILLION
from graph_build.tables.files.delimited import delimited
from graph_build.tables.files.grid import Cube, CubeDimension, Grid, TableFile
from graph_build.tables.files.json_stat import json_stat
from graph_build.tables.files.px_file import is_px, px_file
from graph_build.tables.files.refusal import NoTable
from graph_build.tables.files.table_text import table_text
from graph_build.tables.files.workbook import workbook
from graph_build.tables.layout.cell_values import decimal_signs, is_figure, is_period
from graph_build.tables.layout.column_roles import Column, columns_of, shape_of
from graph_build.tables.layout.description import FileDescription, TableDescription
from graph_build.tables.layout.region import Found, area_columns, cell_at, regions, table_of
from graph_build.tables.layout.table_faults import Sheet, table_faults

LARGEST = 200 * MILLION
PACKED = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def table_file(content: bytes) -> TableFile:
    """What is read of a file, by its first bytes; NoTable."""
    if not content.strip():
        raise NoTable("is empty")
    if content.startswith(PACKED):
        return workbook(content)
    if content.startswith(OLD_WORKBOOK):
        raise NoTable("is a workbook of before 2007, or locked with a password; save it as XLSX without one")  # fmt: skip
    if is_px(content):
        return px_file(content)
    text = table_text(content)
    if text is None:
        raise NoTable("is no text, workbook, JSON-stat or PX")
    if text.text.lstrip()[:1] in ("{", "["):
        return replace(json_stat(text.text), encoding=text.encoding, bom=text.bom)
    return delimited(text)


def described(file: TableFile) -> FileDescription:
    """What is in a file that was read; NoTable where it has no table."""
    if isinstance(file.content, Cube):
        found: list[tuple[TableDescription, str | None]] = [(_cube(file.content), ".")]
    else:
        found = [*_tables(file.content)]
    tables = tuple(one for one, _ in found)
    decimal = next((sign for _, sign in found if sign), None)
    if not tables:
        raise NoTable(
            "has no table: no column and no head has names or numbers of Norwegian areas, and none has years"
        )
    shown = None if file.form == "xlsx" else decimal
    return FileDescription(file.form, file.encoding, file.bom, file.delimiter, shown, tables)


def _tables(grids: tuple[Grid, ...]) -> Iterator[tuple[TableDescription, str | None]]:
    for grid in grids:
        for found in founds(grid):
            yield _described(grid, found)


def founds(grid: Grid) -> list[Found]:
    """The tables of a sheet; one without a head, or with that of the table before, goes on with that."""
    kept = list[Found]()
    for region in regions(grid):
        before = next((one for one in reversed(kept) if one.region.left == region.left), None)
        found = table_of(grid, region, before.areas if before else ())
        if found is None:
            continue
        if before is not None and _goes_on(grid, before, found):
            whole = replace(before.region, bottom=found.region.bottom)
            kept[kept.index(before)] = replace(before, region=whole, data=(*before.data, *found.data))  # fmt: skip
        elif not found.areas or area_columns(grid, region, found.header):
            kept.append(found)
    return kept


def _goes_on(grid: Grid, before: Found, found: Found) -> bool:
    if found.region.left != before.region.left or found.areas != before.areas:
        return False
    if not found.header:
        return True
    if found.region.right != before.region.right:
        return False
    heads = [
        [[cell_at(grid.rows[row], at) for at in range(one.region.left, before.region.right)] for row in one.header]
        for one in (before, found)
    ]  # fmt: skip
    return heads[0] == heads[1]


def _described(grid: Grid, found: Found) -> tuple[TableDescription, str | None]:
    columns = columns_of(grid, found)
    sheet = Sheet(grid, found, columns)
    cells = [cell for _, _, cell in sheet.cells("value")]
    told = TableDescription(
        sheet=grid.sheet,
        range=range_of(found, columns),
        preamble_rows=found.header.start,
        header_rows=len(found.header),
        data_rows=len(found.data),
        shape=shape_of(columns),
        columns=tuple((column.name, column.role) for column in columns),
        values=sum(map(is_figure, cells)),
        missing=Counter(cell for cell in cells if not is_figure(cell)),
        faults=table_faults(sheet),
    )
    return told, decimal_signs(sheet.cells("value")).sign


def range_of(found: Found, columns: Sequence[Column]) -> str:
    """The rectangle from the head to the last row with data, as in a sheet: A5:F320."""
    top = found.header.start if len(found.header) else found.data[0]
    first, last = columns[0].at, columns[-1].at
    return f"{_letters(first)}{top + 1}:{_letters(last)}{found.data[-1] + 1}"


def _letters(at: int) -> str:
    letters, number = "", at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _cube(cube: Cube) -> TableDescription:
    return TableDescription(
        sheet=None,
        range=None,
        preamble_rows=0,
        header_rows=0,
        data_rows=cube.size,
        shape="cube",
        columns=(*((one.name, cube_role(one)) for one in cube.dimensions), ("value", "value")),
        values=len(cube.values),
        missing=Counter(cube.missing.values()),
    )


def cube_role(dimension: CubeDimension) -> str:
    """By what the file says of it, else by what its categories are."""
    if dimension.role is not None:
        return dimension.role
    if all(map(is_period, dimension.codes)) or all(map(is_period, dimension.labels)):
        return "period"
    both = [*map(area_cell, dimension.labels)]
    return "area" if all(one is not None for one in both) and len(both) > 1 else "dimension"
