"""Where tables stand in a sheet: rectangles with nothing around them, and in each what is head and what is data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph_build.areas.area_cells import AreaCell, area_cell
from graph_build.areas.area_register import Area
from graph_build.tables.files.grid import Grid, Row
from graph_build.tables.layout.cell_values import is_figure, is_missing, is_period

HEADER_ROWS = 8
SAMPLE = 400  # rows by which the columns of areas are found
# A column with numbers alone is one of areas where its head says so.
HEADS_OF_AREAS = frozenset(["kommune", "kommuner", "kommunar", "kommunenavn", "kommunenamn", "fylke", "fylker", "region", "geografi", "geografisk område", "område", "navn", "namn", "bydel", "area", "municipality", "county"])  # fmt: skip
HEADS_OF_NUMBERS = ("kommunenr", "kommunenummer", "komm.nr", "komnr", "knr", "kommunekode", "kode", "code", "region", "fylkesnr", "fylkesnummer", "fylkekode", "fylkeskode", "geo", "kommune", "fylke", "område", "nummer")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a sheet: rows and columns from 0, the last ones not included."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Found:
    """A table: where it is, its head, the rows with data, and which columns name areas."""

    region: Region
    header: range
    data: tuple[int, ...]
    areas: tuple[int, ...]


@lru_cache(maxsize=1 << 14)
def area_of(cell: str) -> AreaCell | None:
    """As `area_cell`; the same names come again and again."""
    return area_cell(cell)


def cell_at(row: Row, column: int) -> str:
    """The cell without blanks around it; empty where the row has ended."""
    return row[column].strip() if column < len(row) else ""


def filled(row: Row, region: Region) -> list[int]:
    """The columns of a row in which something stands."""
    return [n for n in range(region.left, min(region.right, len(row))) if row[n].strip()]


def regions(grid: Grid) -> Iterator[Region]:
    """The rectangles between empty rows; each parted by empty columns where areas stand on both sides."""
    width = max(map(len, grid.rows), default=0)
    yield from _parted(grid, Region(0, len(grid.rows), 0, width))


def _parted(grid: Grid, whole: Region) -> Iterator[Region]:
    rows = [bool(filled(row, whole)) for row in grid.rows[whole.top : whole.bottom]]
    for top, bottom in _stretches(rows):
        stretch = replace(whole, top=whole.top + top, bottom=whole.top + bottom)
        columns = {
            at for row in grid.rows[stretch.top : stretch.bottom] for at in filled(row, stretch)
        }
        flags = [at in columns for at in range(stretch.left, stretch.right)]
        parts = [
            replace(stretch, left=stretch.left + left, right=stretch.left + right)
            for left, right in _stretches(flags)
        ]
        side_by_side = [*_joined(grid, parts)]
        if len(side_by_side) == 1:
            yield side_by_side[0]
        else:  # each has empty rows of its own
            for part in side_by_side:
                yield from _parted(grid, part)


def _stretches(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    begun = None
    for at, flag in enumerate([*flags, False]):
        if flag and begun is None:
            begun = at
        elif not flag and begun is not None:
            yield begun, at
            begun = None


def _joined(grid: Grid, parts: Sequence[Region]) -> Iterator[Region]:
    """Parts side by side; those without areas of their own belong to the one before (a merged column)."""
    at: Region | None = None
    for part in parts:
        alone = bool(area_columns(grid, part, None))
        if at is None:
            at = part
        elif alone and area_columns(grid, at, None):
            yield at
            at = part
        else:
            at = Region(part.top, part.bottom, at.left, part.right)
    if at is not None:
        yield at


def area_columns(grid: Grid, region: Region, header: range | None) -> tuple[int, ...]:
    """The columns in which most cells name areas; by numbers alone only where the head says it is about areas."""
    rows = grid.rows[region.top : region.bottom][:SAMPLE]
    found = []
    for column in range(region.left, region.right):
        cells = [cell for row in rows if (cell := cell_at(row, column))]
        areas = [area for cell in cells if (area := area_of(cell))]
        named = [area for area, cell in zip(map(area_of, cells), cells, strict=True) if area and not is_figure(cell)]  # fmt: skip
        real = [area for area in named if area.candidates]
        if (len(real) >= 2 and 2 * len(named) >= len(cells) - HEADER_ROWS) or (
            _numbers_of_areas(grid, region, column, header)
            and 10 * len(areas) >= 9 * (len(cells) - HEADER_ROWS)
            and len(areas) >= 2
        ):
            found.append(column)
    return tuple(found)


def _numbers_of_areas(grid: Grid, region: Region, column: int, header: range | None) -> bool:
    rows = header if header is not None else range(region.top, min(region.top + 1, region.bottom))
    heads = " ".join(cell_at(grid.rows[row], column) for row in rows).casefold()
    return any(head in heads for head in HEADS_OF_NUMBERS)


def table_of(grid: Grid, region: Region, before: Sequence[int] = ()) -> Found | None:
    """The table of a rectangle by the areas in its rows; None where none has an area.

    `before` are the columns with areas of the table above, for one that may go on with it: groups such
    as «Ukjent» name no area, and a single area is not enough to tell.
    """
    areas = area_columns(grid, region, None) or tuple(at for at in before if region.left <= at < region.right)  # fmt: skip
    if not areas:
        return _without_areas_in_rows(grid, region)
    first = next((n for n in range(region.top, region.bottom) if _begins(grid.rows[n], region, areas)), None)  # fmt: skip
    if first is None:
        return None
    data = tuple(_data(grid, region, first, areas))
    areas = (*areas, *_numbers_beside(grid, region, data, areas))
    return Found(region, header_above(grid, region, first, areas), data, tuple(sorted(areas)))


def _without_areas_in_rows(grid: Grid, region: Region) -> Found | None:
    """A table whose head names areas, or that has years and no area: one of the whole country, say."""
    for number in range(region.top, min(region.top + HEADER_ROWS, region.bottom - 1)):
        row = grid.rows[number]
        columns = filled(row, region)
        if len(columns) < 2 or any(is_figure(cell_at(row, at)) and not is_period(cell_at(row, at)) for at in columns):  # fmt: skip
            continue
        data = tuple(
            n for n in range(number + 1, region.bottom) if _has_figures(grid.rows[n], region)
        )
        areas = [at for at in columns if _areas_of(row, at)]
        if data and (len(areas) >= 2 or _has_periods(grid, region, data)):
            return Found(region, range(number, number + 1), data, ())
    return None


def _has_figures(row: Row, region: Region) -> bool:
    columns = filled(row, region)
    return len(columns) >= 2 and any(_is_told(cell_at(row, at)) for at in columns[1:])


def _has_periods(grid: Grid, region: Region, data: Sequence[int]) -> bool:
    rows = [grid.rows[number] for number in data[:SAMPLE]]
    return any(all(is_period(cell_at(row, at)) for row in rows) for at in range(region.left, region.right))  # fmt: skip


def _numbers_beside(
    grid: Grid, region: Region, data: Sequence[int], areas: Sequence[int]
) -> Iterator[int]:
    """Columns without a telling head whose numbers are those of the areas that the row names."""
    for column in {*range(region.left, region.right)} - {*areas}:
        agreed, told = set[str](), 0
        for row in data[:SAMPLE]:
            cell = cell_at(grid.rows[row], column)
            number = area_of(cell) if cell.isdigit() else None
            told += bool(cell)
            if number is not None and number.candidates:
                named = {one for at in areas for one in _areas_of(grid.rows[row], at)}
                agreed |= {one.number for one in number.candidates if one.county and one in named}
        if len(agreed) >= 2 and 10 * len(agreed) >= 8 * told:
            yield column


def _areas_of(row: Row, column: int) -> tuple[Area, ...]:
    found = area_of(cell_at(row, column))
    return () if found is None else found.candidates


def header_above(grid: Grid, region: Region, first: int, areas: Sequence[int]) -> range:
    """The rows of the head: those above the data in which something stands beside the names of areas."""
    # A total without figures may stand between the head and the data.
    while first > region.top and _is_area_alone(grid.rows[first - 1], region, areas):
        first -= 1
    top = first
    while top > region.top and first - top < HEADER_ROWS:
        row = grid.rows[top - 1]
        columns = filled(row, region)
        titled = not set(columns) - {*areas} and len(areas) < region.right - region.left
        if titled and not all(cell_at(row, at).casefold() in HEADS_OF_AREAS for at in columns):
            break
        top -= 1
    return range(top, first)


def _is_area_alone(row: Row, region: Region, areas: Sequence[int]) -> bool:
    columns = filled(row, region)
    return bool(columns) and all(at in areas and area_of(cell_at(row, at)) for at in columns)


def _begins(row: Row, region: Region, areas: Sequence[int]) -> bool:
    """Whether data may begin here: a real area, or a total with figures, and something beside it."""
    found = [area for column in areas if (area := area_of(cell_at(row, column)))]
    beside = [column for column in filled(row, region) if column not in areas]
    if any(area.candidates for area in found):
        return bool(beside) or len(areas) > 1
    return bool(found) and any(_is_told(cell_at(row, column)) for column in beside)


def _is_told(cell: str) -> bool:
    """Whether a cell has a figure, or a sign for one."""
    return is_figure(cell) or (bool(cell) and is_missing(cell))


def _data(grid: Grid, region: Region, first: int, areas: Sequence[int]) -> Iterator[int]:
    """The rows with an area and something beside it; an area alone counts between two such rows."""
    alone = list[int]()
    before = False
    for number in range(first, region.bottom):
        row = grid.rows[number]
        columns = filled(row, region)
        named = [column for column in columns if column in areas]
        beside = [column for column in columns if column not in areas]
        if _has_data(row, named, beside):
            yield from alone
            yield number
            alone, before = [], True
        elif (
            before
            and named
            and not beside
            and all(area_of(cell_at(row, column)) for column in named)
        ):
            alone.append(number)
        else:
            alone, before = [], False
    yield from alone


def _has_data(row: Row, named: Sequence[int], beside: Sequence[int]) -> bool:
    if named:
        return bool(beside) and (
            any(area_of(cell_at(row, column)) for column in named)
            or any(is_figure(cell_at(row, column)) for column in beside)
        )
    figures = [column for column in beside if is_figure(cell_at(row, column)) or is_missing(cell_at(row, column))]  # fmt: skip
    return bool(figures) and len(beside) > 1
