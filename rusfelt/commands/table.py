"""`rusfelt table`."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import click

from graph_build.errors import Unreadable
from graph_build.reading.ordinary_file import MILLION, read_ordinary
from graph_build.reading.text_file import decoded
from graph_build.tables.describe import LARGEST, described, table_file
from graph_build.tables.files.grid import TableFile
from graph_build.tables.files.refusal import NoTable
from graph_build.tables.layout.description import FileDescription
from graph_build.tables.meaning.area_choice import AreaChosen
from graph_build.tables.meaning.draft import drafts
from graph_build.tables.meaning.observations import TableObservation, observations
from graph_build.tables.meaning.table_meaning import (
    ColumnMeaning,
    NoMeaning,
    TableMeaning,
    read,
    written,
)
from rusfelt.help_text import example
from rusfelt.terminal import shown, tell, write

UNREADABLE = "unreadable"
TOLD = 100  # cells that are unreadable
PART = 5_000  # rows
FIELDS = ("area", "area_name", "kind", "first_day", "last_day", "indicator", "population", "unit", "value", "status", "written", "flag", "note", "table", "row", "column")  # fmt: skip
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "@", "\t", "\r")


@click.group(epilog=example("rusfelt table describe folketall.csv"))
def table() -> None:
    """Read tables of municipal figures: CSV, XLSX, JSON-stat and PX."""


@table.command(
    epilog=example(
        "rusfelt table describe folketall.csv",
        "rusfelt table describe ledighet.xlsx --format csvw > ledighet.json",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "csvw"]), default="text", show_default=True)  # fmt: skip
def describe(file: Path, form: str) -> None:
    """Say what a table file is: its format, its tables, what their columns are, what is missing.

    With --format csvw: a description of what it means, to be corrected and given to `rusfelt table read`.
    """
    content = read_ordinary(file, str(file), LARGEST)
    opened = _opened(file, content)
    try:
        if form == "csvw":
            write(written(drafts(opened, file.name, content)))
            return
        found = described(opened)
    except NoTable as error:
        raise Unreadable(f"{file}: {error}") from error
    if form == "json":
        write(json.dumps(found.as_json(), ensure_ascii=False, indent=1) + "\n")
    else:
        write(_text(found))


@table.command(
    name="read",
    epilog=example("rusfelt table read ledighet.xlsx --description ledighet.json > ledighet.csv"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--description", type=click.Path(path_type=Path), required=True, help="What its tables mean, in CSVW.")  # fmt: skip
def read_table(file: Path, description: Path) -> None:
    """Read a table file by its description: a row of CSV for each figure, and for each that is missing.

    A row has the number of the area in the year of the figure, first and last day, value, what stands in
    the file, and where. How many were read, and which areas are not known, is told on standard error.
    """
    content = read_ordinary(file, str(file), LARGEST)
    text = decoded(read_ordinary(description, str(description), 20 * MILLION), description)
    try:
        meanings = read(text)
    except NoMeaning as error:
        raise Unreadable(f"{description}: {error}") from error
    opened = _opened(file, content)
    digest = sha256(content).hexdigest()
    for number, meaning in enumerate(meanings):
        if meaning.sha256 != digest:
            raise Unreadable(f"{description}: tables[{number}] is of another file (its hash is {meaning.sha256[:12]}…, that of {file} {digest[:12]}…)")  # fmt: skip
    counts = Counts()
    try:
        for part in _parts(opened, meanings, counts):
            write(part)
    except NoMeaning as error:
        raise Unreadable(f"{description}: {error}") from error
    counts.tell()


@dataclass
class Counts:
    """What was read, and what of it a person should look at."""

    cells: int = 0
    figures: int = 0
    groups: int = 0
    undated: int = 0
    unknown: set[AreaChosen] = field(default_factory=set)
    unreadable: list[str] = field(default_factory=list)

    def add(self, where: str, one: TableObservation) -> None:
        """Count a cell of the table that stands there."""
        self.cells += 1
        self.figures += one.value is not None
        self.groups += one.area.group
        self.undated += one.period is None
        if one.area.why and not one.area.group:
            self.unknown.add(one.area)
        if one.status == UNREADABLE and len(self.unreadable) < TOLD:
            self.unreadable.append(f"{shown(where)}: row {one.row}, column {one.column}: {shown(one.written[:40])!r} is no figure by the signs of the table")  # fmt: skip

    def tell(self) -> None:
        """All of it, on standard error."""
        tell(f"{self.cells} cells: {self.figures} figures, {self.cells - self.figures} without one")
        if self.groups:
            tell(f"{self.groups} cells are of groups, totals and places outside: they have no number of an area")  # fmt: skip
        for area in sorted(self.unknown, key=lambda one: one.written):
            tell(f"no one area: {shown(area.written) or 'empty'} {area.why}")
        for line in self.unreadable:
            tell(line)
        if self.undated:
            tell(f"{self.undated} cells have no period: give a column one, or the table a year")


def _opened(file: Path, content: bytes) -> TableFile:
    try:
        return table_file(content)
    except NoTable as error:
        raise Unreadable(f"{file}: {error}") from error


def _parts(opened: TableFile, meanings: Sequence[TableMeaning], counts: Counts) -> Iterator[str]:
    """The CSV, in parts of some thousand rows; NoMeaning."""
    named = (name for one in meanings for column in one.columns for name in _dimensions(column))
    names = [*dict.fromkeys(named)]
    part = io.StringIO()
    writer = csv.writer(part, lineterminator="\n")
    writer.writerow([*FIELDS, *(f"dimension: {name}" for name in names)])
    for meaning in meanings:
        where = " ".join(filter(None, (meaning.sheet, meaning.range)))
        for one in observations(opened, meaning):
            counts.add(where, one)
            told = dict(one.categories)
            cells = [*_cells(where, one), *(told.get(name, "") for name in names)]
            writer.writerow(map(_safe, cells))
            if counts.cells % PART == 0:
                yield part.getvalue()
                part.seek(0)
                part.truncate()
    yield part.getvalue()


def _dimensions(column: ColumnMeaning) -> tuple[str, ...]:
    own = (column.title,) if column.role == "dimension" else ()
    return (*own, *(name for name, _ in column.categories))


def _cells(where: str, one: TableObservation) -> list[str]:
    area, chosen, period = one.area.area, one.area, one.period
    note = "the number is of another time than the figure" if chosen.other_time else chosen.why
    return [
        area.number if area else "",
        area.name if area else chosen.written,
        area.kind if area else "group" if chosen.group else "",
        period.first.isoformat() if period else "",
        period.last.isoformat() if period else "",
        one.indicator,
        one.population,
        one.unit,
        "" if one.value is None else f"{one.value:f}",
        one.status,
        one.written,
        one.flag,
        note,
        where,
        str(one.row),
        str(one.column),
    ]


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers with a minus are none."""
    return "'" + cell if cell.startswith(FORMULA) else cell


def _text(found: FileDescription) -> str:
    form = [found.form, found.encoding, "byte order mark" if found.bom else None]
    signs = [f"delimiter {found.delimiter!r}" if found.delimiter else None, f"decimal sign {found.decimal!r}" if found.decimal else None]  # fmt: skip
    lines = [", ".join(filter(None, (*form, *signs)))]
    for one in found.tables:
        where = " ".join(filter(None, (one.sheet and shown(one.sheet), one.range)))
        lines += [
            "",
            f"{one.shape} table{' at ' + where if where else ''}: {one.preamble_rows} rows before it, {one.header_rows} of the head, {one.data_rows} of data",
            f"  figures: {one.values}",
            *(
                f"  without figure: {count} × {shown(symbol) or 'empty'}"
                for symbol, count in sorted(one.missing.items())
            ),
            *(f"  {role:<10} {shown(name)}" for name, role in one.columns),
            *(f"  look at {shown(str(fault))}" for fault in one.faults),
        ]
    return "\n".join(lines) + "\n"
