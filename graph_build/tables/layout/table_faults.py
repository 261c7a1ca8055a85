"""What a person should look at before a table is taken in: each fault with its row and column."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph_build.tables.files.grid import Grid
from graph_build.tables.layout.cell_values import decimal_signs, is_figure, is_missing
from graph_build.tables.layout.column_roles import Column
from graph_build.tables.layout.description import TableFault
from graph_build.tables.layout.region import Found, area_of, cell_at

TOLD = 20  # faults of one kind; the others are counted
KEYS = frozenset(["area", "period", "dimension", "unit"])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in its sheet, with the roles of its columns."""

    grid: Grid
    found: Found
    columns: Sequence[Column]

    def cells(self, *roles: str) -> Iterator[tuple[int, int, str]]:
        """Row, column (from 0) and content of the cells of the columns with such roles, row by row."""
        places = [column.at for column in self.columns if column.role in roles]
        for row in self.found.data:
            for at in places:
                yield row, at, cell_at(self.grid.rows[row], at)

    def fault(self, row: int, column: int, what: str) -> TableFault:
        """A fault at a place (from 0; the column -1 for the whole row)."""
        return TableFault(self.grid.sheet, row + 1, column + 1, what)


def table_faults(sheet: Sheet) -> tuple[TableFault, ...]:
    """The faults by kind, those of a kind in the order of the rows, and at most some of each."""
    kinds = (_signs, _words, _unknown, _repaired, _twice, _lengths)
    return tuple(fault for kind in kinds for fault in _some(kind(sheet)))


def _some(faults: Iterable[TableFault]) -> Iterator[TableFault]:
    told = [*faults]
    yield from told[:TOLD]
    if len(told) > TOLD:
        yield replace(told[TOLD], what=f"and {len(told) - TOLD} more like this: {told[TOLD].what}")


def _signs(sheet: Sheet) -> Iterator[TableFault]:
    signs = decimal_signs(sheet.cells("value"))
    for row, at in signs.others:
        yield sheet.fault(row, at, "another decimal sign than in most cells")
    for row, at in signs.doubtful if sheet.grid.sheet is None else ():
        yield sheet.fault(row, at, f"{cell_at(sheet.grid.rows[row], at)!r} may have decimals, or thousands parted by {signs.sign!r}")  # fmt: skip


def _words(sheet: Sheet) -> Iterator[TableFault]:
    for row, at, cell in sheet.cells("value"):
        if not is_figure(cell) and not is_missing(cell):
            yield sheet.fault(row, at, f"{cell[:40]!r} is neither a figure nor a known sign for one that is missing")  # fmt: skip


def _unknown(sheet: Sheet) -> Iterator[TableFault]:
    for row, at, cell in sheet.cells("area"):
        if cell and area_of(cell) is None:
            yield sheet.fault(row, at, f"{cell[:40]!r} is no area that is known")


def _repaired(sheet: Sheet) -> Iterator[TableFault]:
    for row, at, cell in sheet.cells("area"):
        area = area_of(cell)
        if area is not None and area.repaired:
            yield sheet.fault(row, at, f"{cell!r} has lost a zero; it is read as {area.number}")


def _twice(sheet: Sheet) -> Iterator[TableFault]:
    """Rows about the same area, time and group, of which at most one can be right."""
    places = [column.at for column in sheet.columns if column.role in KEYS]
    if not any(column.role == "value" for column in sheet.columns):
        return
    before = dict[tuple[str, ...], int]()
    for row in sheet.found.data:
        key = tuple(cell_at(sheet.grid.rows[row], at) for at in places)
        if key in before:
            yield sheet.fault(row, -1, f"is about the same as row {before[key] + 1}")
        before.setdefault(key, row)


def _lengths(sheet: Sheet) -> Iterator[TableFault]:
    """Of rows that are shorter or longer than the head, the first; a file that was cut ends with one."""
    if sheet.grid.sheet is not None or not sheet.found.header:
        return
    width = len(sheet.grid.rows[sheet.found.header[-1]])
    others = [row for row in sheet.found.data if len(sheet.grid.rows[row]) != width]
    if others:
        cells = len(sheet.grid.rows[others[0]])
        yield sheet.fault(others[0], -1, f"has {cells} cells and the head {width}; {len(others)} rows differ so")  # fmt: skip
