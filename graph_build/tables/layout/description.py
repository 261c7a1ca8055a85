"""What a file of tables is, in words that a person can check and a program can read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TableFault:
    """What is wrong in a cell or a row: sheet, row and column from 1 (0: no one column)."""

    sheet: str | None
    row: int
    column: int
    what: str

    def __str__(self) -> str:
        sheet = f"{self.sheet}: " if self.sheet else ""
        column = f", column {self.column}" if self.column else ""
        return f"{sheet}row {self.row}{column}: {self.what}"


@dataclass(frozen=True, slots=True)
class TableDescription:
    """A table in a file.

    `range` is the rectangle from the head to the last row, as in a sheet (A5:F320), empty of a cube.
    `values` counts cells with a figure, `missing` those without by what stands there instead.
    """

    sheet: str | None
    range: str | None
    preamble_rows: int
    header_rows: int
    data_rows: int
    shape: str
    columns: tuple[tuple[str, str], ...]
    values: int
    missing: Mapping[str, int]
    faults: tuple[TableFault, ...] = ()


@dataclass(frozen=True, slots=True)
class FileDescription:
    """A file: its format, how it is written, and its tables in the order of the file."""

    form: str
    encoding: str | None
    bom: bool | None
    delimiter: str | None
    decimal: str | None
    tables: tuple[TableDescription, ...]

    def as_json(self) -> dict[str, Any]:
        """As the command line gives it."""
        return {
            "format": self.form,
            "encoding": self.encoding,
            "bom": self.bom,
            "delimiter": self.delimiter,
            "decimal": self.decimal,
            "tables": [_table(one) for one in self.tables],
        }


def _table(one: TableDescription) -> dict[str, Any]:
    return {
        "sheet": one.sheet,
        "range": one.range,
        "preamble_rows": one.preamble_rows,
        "header_rows": one.header_rows,
        "data_rows": one.data_rows,
        "shape": one.shape,
        "columns": [{"name": name, "role": role} for name, role in one.columns],
        "values": one.values,
        "missing": dict(sorted(one.missing.items())),
        "faults": [str(fault) for fault in one.faults],
    }
