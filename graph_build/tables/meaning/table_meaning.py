"""What a table of a file means, as CSVW (W3C, Metadata Vocabulary for Tabular Data): drafted, corrected by a person, read again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ontology import DEFAULT_BASE

CONTEXT = ("http://www.w3.org/ns/csvw", {"@language": "nb"})
RF = f"{DEFAULT_BASE}def#"
SDMX = "http://purl.org/linked-data/sdmx/2009/"
MEANINGS: Mapping[str, str] = {
    "area": SDMX + "dimension#refArea",
    "period": SDMX + "dimension#refPeriod",
    "dimension": RF + "category",
    "value": SDMX + "measure#obsValue",
    "unit": SDMX + "attribute#unitMeasure",
    "status": SDMX + "attribute#obsStatus",
}
ROLES = {url: role for role, url in MEANINGS.items()}
SHEET, RANGE, HEAD, SHA256 = RF + "sheet", RF + "range", RF + "headRows", RF + "sha256"
INDICATOR, UNIT, POPULATION, PERIOD, CATEGORIES, WHY, YEAR = (
    RF + name for name in ("indicator", "unit", "population", "period", "categories", "why", "year")
)


class NoMeaning(Exception):
    """A description that cannot be read; `str()` says where in it and why."""


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """A column: what is over it, its role (`ignored` with a reason), and what holds for all its figures.

    `indicator`, `unit`, `population` and `period` are words of the description; empty where another column
    says it or nobody does. `categories` are dimensions that the head of the column names.
    """

    title: str
    role: str
    indicator: str = ""
    unit: str = ""
    population: str = ""
    period: str = ""
    categories: tuple[tuple[str, str], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class TableMeaning:
    """A table: the file it is in and its hash, where it stands there, its columns, the year of months without one."""

    file: str
    sha256: str
    sheet: str | None
    range: str | None
    head_rows: int
    decimal: str | None
    columns: tuple[ColumnMeaning, ...]
    year: int | None = None
    encoding: str | None = None
    delimiter: str | None = None

    def as_json(self) -> dict[str, Any]:
        """As CSVW."""
        dialect = {
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "headerRowCount": self.head_rows,
        }
        told = {
            SHA256: self.sha256,
            SHEET: self.sheet,
            RANGE: self.range,
            HEAD: self.head_rows,
            YEAR: self.year,
        }
        return {
            "url": self.file,
            **{name: value for name, value in told.items() if value is not None},
            "dialect": {name: value for name, value in dialect.items() if value is not None},
            "tableSchema": {
                "columns": [_column(n, one, self.decimal) for n, one in enumerate(self.columns, 1)]
            },
        }


def written(tables: Sequence[TableMeaning]) -> str:
    """A description of a file, as a person edits it."""
    group = {"@context": [*CONTEXT], "tables": [one.as_json() for one in tables]}
    return json.dumps(group, ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> tuple[TableMeaning, ...]:
    """The tables of a description; NoMeaning."""
    try:
        found = json.loads(text)
    except ValueError as error:
        raise NoMeaning(f"is no JSON ({error})") from error
    tables = found.get("tables") if isinstance(found, dict) else None
    if not isinstance(tables, list) or not tables:
        raise NoMeaning("is no CSVW description: it has no list `tables`")
    return tuple(_table(one, f"tables[{n}]") for n, one in enumerate(tables))


def _column(number: int, one: ColumnMeaning, decimal: str | None) -> dict[str, Any]:
    told: dict[str, Any] = {"name": f"c{number}", "titles": one.title}
    if one.role == "ignored":
        return {**told, "suppressOutput": True, WHY: one.why}
    told["propertyUrl"] = MEANINGS[one.role]
    if one.role == "value":
        told["datatype"] = {"base": "decimal", "format": {"decimalChar": decimal or "."}}
        told |= {
            INDICATOR: one.indicator,
            UNIT: one.unit,
            POPULATION: one.population,
            PERIOD: one.period,
        }
        if one.categories:
            told[CATEGORIES] = dict(one.categories)
    return told


def _table(told: Any, place: str) -> TableMeaning:
    schema = _mapping(_mapping(told, place).get("tableSchema"), f"{place}.tableSchema")
    columns = schema.get("columns")
    if not isinstance(columns, list) or not columns:
        raise NoMeaning(f"{place}.tableSchema: has no list `columns`")
    dialect = _mapping(told.get("dialect", {}), f"{place}.dialect")
    read_columns = [_read_column(one, f"{place}.columns[{n}]") for n, one in enumerate(columns)]
    signs = {sign for _, sign in read_columns if sign}
    year = told.get(YEAR)
    if year is not None and not isinstance(year, int):
        raise NoMeaning(f"{place}: {YEAR} is no whole number")
    return TableMeaning(
        file=_text(told, "url", place),
        sha256=_text(told, SHA256, place),
        sheet=told.get(SHEET),
        range=told.get(RANGE),
        head_rows=int(told.get(HEAD, 0)),
        decimal=signs.pop() if len(signs) == 1 else None,
        columns=tuple(column for column, _ in read_columns),
        year=year,
        encoding=dialect.get("encoding"),
        delimiter=dialect.get("delimiter"),
    )


def _read_column(told: Any, place: str) -> tuple[ColumnMeaning, str | None]:
    """A column, and its decimal sign."""
    title = _text(_mapping(told, place), "titles", place, empty=True)
    if told.get("suppressOutput"):
        return ColumnMeaning(title, "ignored", why=_text(told, WHY, place, empty=True)), None
    role = ROLES.get(told.get("propertyUrl", ""))
    if role is None:
        raise NoMeaning(f"{place}: propertyUrl is none of {', '.join(sorted(ROLES))}")
    if role != "value":
        return ColumnMeaning(title, role), None
    form = _mapping(told.get("datatype", {}), f"{place}.datatype").get("format", {})
    words = {
        name: _text(told, key, place, empty=True)
        for name, key in (
            ("indicator", INDICATOR),
            ("unit", UNIT),
            ("population", POPULATION),
            ("period", PERIOD),
        )
    }
    categories = _mapping(told.get(CATEGORIES, {}), f"{place}.{CATEGORIES}")
    column = ColumnMeaning(
        title, role, **words, categories=tuple((str(k), str(v)) for k, v in categories.items())
    )
    return column, _mapping(form, place).get("decimalChar")


def _text(told: Mapping[str, Any], name: str, place: str, *, empty: bool = False) -> str:
    found = told.get(name, "" if empty else None)
    if not isinstance(found, str):
        raise NoMeaning(f"{place}: {name} is missing, or no text")
    return found


def _mapping(found: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise NoMeaning(f"{place}: is no object")
    return found
