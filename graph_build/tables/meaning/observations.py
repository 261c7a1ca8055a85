"""The figures of a table, one by one, with all that its description and its cells say of each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph_build.tables.describe import founds, range_of
from graph_build.tables.files.grid import Cube, Grid, Row, TableFile
from graph_build.tables.layout.column_roles import columns_of
from graph_build.tables.layout.region import cell_at
from graph_build.tables.meaning.area_choice import AreaChosen, area_chosen, usual_kind
from graph_build.tables.meaning.cell_status import cell_status
from graph_build.tables.meaning.figure_value import figure_value
from graph_build.tables.meaning.period_value import PeriodValue, period_value
from graph_build.tables.meaning.table_meaning import ColumnMeaning, NoMeaning, TableMeaning

PRESENT = "normal"


@dataclass(frozen=True, slots=True)
class TableObservation:
    """A figure, or a cell that says why there is none.

    `value` is None exactly where `status` is not `normal`. `row` and `column` are of the sheet, from 1; of a
    cube the row is the number of the cell.
    """

    area: AreaChosen
    period: PeriodValue | None
    indicator: str
    unit: str
    population: str
    categories: tuple[tuple[str, str], ...]
    value: Decimal | None
    status: str
    written: str
    flag: str
    row: int
    column: int


def observations(file: TableFile, meaning: TableMeaning) -> Iterator[TableObservation]:
    """All cells of the columns of values, in the order of the file; NoMeaning where the file is another one."""
    if isinstance(file.content, Cube):
        yield from _of_cube(file.content, meaning)
        return
    for grid in file.content:
        for found in founds(grid):
            columns = columns_of(grid, found)
            if (grid.sheet, range_of(found, columns)) == (meaning.sheet, meaning.range):
                heads = [one.name for one in columns]
                if heads != [one.title for one in meaning.columns]:
                    raise NoMeaning("has other columns than the table of the file")
                sheet = _Sheet.of(grid, [one.at for one in columns], meaning)
                yield from sheet.observations(found.data)
                return
    raise NoMeaning(
        f"there is no table at {meaning.sheet or ''} {meaning.range}".replace("  ", " ")
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table whose columns have a meaning: where each role stands, and what the columns of values are."""

    grid: Grid
    meaning: TableMeaning
    places: Mapping[str, Sequence[int]]
    values: Sequence[tuple[int, ColumnMeaning]]
    titles: Mapping[int, str]

    @classmethod
    def of(cls, grid: Grid, at: Sequence[int], meaning: TableMeaning) -> "_Sheet":
        """The columns of the table stand at these places of the grid."""
        places = defaultdict[str, list[int]](list)
        for place, one in zip(at, meaning.columns, strict=True):
            places[one.role].append(place)
        pairs = [*zip(at, meaning.columns, strict=True)]
        values = [(place, one) for place, one in pairs if one.role == "value"]
        return cls(grid, meaning, places, values, {place: one.title for place, one in pairs})

    def observations(self, data: Sequence[int]) -> Iterator[TableObservation]:
        """The figures of these rows."""
        areas = self.places["area"]
        kind = usual_kind(cell_at(self.grid.rows[row], at) for row in data for at in areas)
        for number in data:
            row = self.grid.rows[number]
            names = tuple(cell_at(row, at) for at in areas)
            told = tuple((self.titles[at], cell_at(row, at)) for at in self.places["dimension"])
            unit, flag = self._words(row, "unit"), self._words(row, "status")
            periods = [cell_at(row, at) for at in self.places["period"]]
            for at, column in self.values:
                period = self._period((column.period, *periods))
                cell = cell_at(row, at)
                value = figure_value(cell, self.meaning.decimal) if cell else None
                yield TableObservation(
                    area=area_chosen(names, period.year if period else self.meaning.year, kind),
                    period=period,
                    indicator=column.indicator,
                    unit=column.unit or unit,
                    population=column.population,
                    categories=(*column.categories, *told),
                    value=value,
                    status=PRESENT if value is not None else cell_status(cell),
                    written=cell,
                    flag=flag,
                    row=number + 1,
                    column=at + 1,
                )

    def _words(self, row: Row, role: str) -> str:
        return " ".join(filter(None, (cell_at(row, at) for at in self.places[role])))

    def _period(self, told: Sequence[str]) -> PeriodValue | None:
        """Of the column, else of the row, else the year that the description gives."""
        year = self.meaning.year
        found = (period_value(one, year) for one in told if one)
        whole = period_value(str(year)) if year else None
        return next((one for one in found if one is not None), whole)


def _of_cube(cube: Cube, meaning: TableMeaning) -> Iterator[TableObservation]:
    *dimensions, value = meaning.columns
    if [one.title for one in dimensions] != [one.name for one in cube.dimensions]:
        raise NoMeaning("has other dimensions than the file")
    roles = [one.role for one in dimensions]
    places = [n for n, role in enumerate(roles) if role == "area"]
    kind = usual_kind(label for n in places for label in cube.dimensions[n].labels)
    for number in range(cube.size):
        at = _categories(cube, number)
        told = [(one.codes[n], one.labels[n]) for one, n in zip(cube.dimensions, at, strict=True)]
        period = next(
            (
                found
                for n, role in enumerate(roles)
                if role == "period"
                for word in told[n]
                if (found := period_value(word, meaning.year))
            ),
            None,
        )
        names = tuple(word for n in places for word in dict.fromkeys(told[n]))
        cell = cube.values.get(number, cube.missing.get(number, ""))
        figure = figure_value(cell, ".") if number in cube.values else None
        yield TableObservation(
            area=area_chosen(names, period.year if period else meaning.year, kind),
            period=period,
            indicator=value.indicator,
            unit=value.unit
            or " ".join(told[n][1] for n, role in enumerate(roles) if role == "unit"),
            population=value.population,
            categories=tuple(
                (one.name, told[n][1])
                for n, one in enumerate(cube.dimensions)
                if roles[n] == "dimension"
            ),
            value=figure,
            status=PRESENT if figure is not None else cell_status(cell),
            written=cell,
            flag="",
            row=number + 1,
            column=0,
        )


def _categories(cube: Cube, number: int) -> list[int]:
    """Which category of each dimension a cell is of; the last dimension runs fastest."""
    at = list[int]()
    for dimension in reversed(cube.dimensions):
        number, one = divmod(number, len(dimension.codes))
        at.append(one)
    return at[::-1]
