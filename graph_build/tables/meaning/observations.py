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
        yield from _CubeReader.of(file.content, meaning).observations()
        return
    for grid in file.content:
        for found in founds(grid):
            columns = columns_of(grid, found)
            if (grid.sheet, range_of(found, columns)) == (meaning.sheet, meaning.range):
                heads = [one.name for one in columns]
                if heads != [one.title for one in meaning.columns]:
                    raise NoMeaning("has other columns than the table of the file")
                sheet = _SheetReader.of(grid, [one.at for one in columns], meaning)
                yield from sheet.observations(found.data)
                return
    raise NoMeaning(
        f"there is no table at {meaning.sheet or ''} {meaning.range}".replace("  ", " ")
    )


@dataclass(frozen=True, slots=True)
class _SheetReader:
    """A table whose columns have a meaning: where each role stands, and what the columns of values are."""

    grid: Grid
    meaning: TableMeaning
    places: Mapping[str, Sequence[int]]
    values: Sequence[tuple[int, ColumnMeaning]]
    titles: Mapping[int, str]

    @classmethod
    def of(cls, grid: Grid, at: Sequence[int], meaning: TableMeaning) -> "_SheetReader":
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


@dataclass(frozen=True, slots=True)
class _CubeReader:
    """A cube whose dimensions have a meaning: which of them are areas, periods, units, and which say more."""

    cube: Cube
    meaning: TableMeaning
    places: Mapping[str, Sequence[int]]
    value: ColumnMeaning

    @classmethod
    def of(cls, cube: Cube, meaning: TableMeaning) -> "_CubeReader":
        """NoMeaning where the description is of other dimensions."""
        *dimensions, value = meaning.columns
        if [one.title for one in dimensions] != [one.name for one in cube.dimensions]:
            raise NoMeaning("has other dimensions than the file")
        places = defaultdict[str, list[int]](list)
        for number, one in enumerate(dimensions):
            places[one.role].append(number)
        return cls(cube, meaning, places, value)

    def observations(self) -> Iterator[TableObservation]:
        """The cells, in their order."""
        labels = (label for n in self.places["area"] for label in self.cube.dimensions[n].labels)
        kind = usual_kind(labels)
        for number in range(self.cube.size):
            told = [
                (one.codes[n], one.labels[n])
                for one, n in zip(self.cube.dimensions, _categories(self.cube, number), strict=True)
            ]
            period = self._period(told)
            names = tuple(word for n in self.places["area"] for word in dict.fromkeys(told[n]))
            cell = self.cube.values.get(number, self.cube.missing.get(number, ""))
            value = figure_value(cell, ".") if number in self.cube.values else None
            yield TableObservation(
                area=area_chosen(names, period.year if period else self.meaning.year, kind),
                period=period,
                indicator=self.value.indicator,
                unit=self.value.unit or " ".join(told[n][1] for n in self.places["unit"]),
                population=self.value.population,
                categories=tuple(
                    (self.cube.dimensions[n].name, told[n][1]) for n in self.places["dimension"]
                ),
                value=value,
                status=PRESENT if value is not None else cell_status(cell),
                written=cell,
                flag="",
                row=number + 1,
                column=0,
            )

    def _period(self, told: Sequence[tuple[str, str]]) -> PeriodValue | None:
        words = (word for n in self.places["period"] for word in told[n])
        found = (period_value(word, self.meaning.year) for word in words)
        return next((one for one in found if one is not None), None)


def _categories(cube: Cube, number: int) -> list[int]:
    """Which category of each dimension a cell is of; the last dimension runs fastest."""
    at = list[int]()
    for dimension in reversed(cube.dimensions):
        number, one = divmod(number, len(dimension.codes))
        at.append(one)
    return at[::-1]
