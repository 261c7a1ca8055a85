"""What a page says as a table: CSV, and what its columns mean as CSV on the Web (W3C, 2015) has it."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Cell = str | int | Decimal | None
# What a table program would run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and the type of its cells (a local name of XML Schema).

    Codes such as `003` are text: without that being said, table programs drop the zeros. `separator`: what stands
    between several values of a cell.
    """

    name: str
    datatype: str = "string"
    separator: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table: the name of its file, columns, rows with a cell for each; None is an empty cell."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def columns(
    *names: str, numbers: Sequence[str] = (), years: Sequence[str] = ()
) -> tuple[Column, ...]:
    """Columns of text, but those that are numbers or years."""
    types = dict.fromkeys(numbers, "decimal") | dict.fromkeys(years, "integer")
    return tuple(Column(name, types.get(name, "string")) for name in names)


def as_csv(table: DataTable) -> bytes:
    """A table as CSV (RFC 4180), UTF-8; a text that a table program would run as a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([one.name for one in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return "'" + cell if cell.startswith(FORMULA) else cell
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def as_csv_metadata(table: DataTable, title: str, lang: str, license_iri: str) -> bytes:
    """What the CSV file beside it has, as CSV on the Web."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": lang}],
        "url": f"{table.name}.csv",
        "dc:title": title,
        "dc:license": {"@id": license_iri},
        "dialect": {"header": True, "encoding": "utf-8"},
        "tableSchema": {
            "columns": [
                {
                    "name": one.name,
                    "titles": one.name,
                    "datatype": one.datatype,
                    **({"separator": one.separator} if one.separator else {}),
                }
                for one in table.columns
            ]
        },
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"
