"""TOML files to typed facts: every fault of a file is reported with its line, none stops the others."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from graph_build.errors import Fault, Unreadable
from graph_build.reading.ordinary_file import read_ordinary
from graph_build.reading.toml_lines import TomlLines, TomlPath, lines_of

T = TypeVar("T")

# pydantic's kinds of errors in words that say what would be right. A kind that is not here is told in
# pydantic's own.
WORDS: Mapping[str, str] = {
    "missing": "key {key} is missing; every {table} needs it",
    "unexpected_keyword_argument": "unknown key {key}; remove it or correct its spelling",
    "string_type": "{key} is {given}; text in quotes is needed",
    "string_too_short": "{key} is empty; text is needed",
    "string_pattern_mismatch": "{key} is {given}, which has not the right form ({form})",
    "int_type": "{key} is {given}; a whole number is needed",
    "date_type": "{key} is {given}; a date like 2019-12-04, without quotes, is needed",
    "bool_type": "{key} is {given}; true or false is needed",
    "tuple_type": "{key} is {given}; a list in [ ] is needed",
    "dict_type": "{key} is {given}; a table is needed",
    "dataclass_type": "{key} is {given}; a table with its keys is needed",
    "greater_than_equal": "{key} is {given}; it cannot be below {ge}",
    "value_error": "{key} is {given}; {error}",
}
# A regular expression helps nobody who has to mend a file.
FORMS: Mapping[str, str] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters a-z, digits and single hyphens",
    r"^[0-9a-f]{64}$": "64 hexadecimal digits",
    r"^\S(.*\S)?$": "one line of text without space at either end",
}


@dataclass(frozen=True)
class TomlFile:
    """A TOML file as it was read: its values, and the line of each.

    `name` is the short one (`facts/003.toml`), the same on every machine, for what is written;
    `told` is what messages call the file, so that whoever wrote it can open it.
    """

    name: str
    values: dict[str, Any]
    lines: TomlLines
    told: str

    def line(self, path: TomlPath) -> int:
        """The line, 1-based, of the nearest known place at or above `path`."""
        return self.lines.line(path)

    def at(self, path: TomlPath) -> str:
        """The place of `path` for a message: file and line."""
        return f"{self.told}:{self.line(path)}"

    def fault(self, path: TomlPath, what: str) -> Fault:
        """A fault at the line of `path`."""
        return Fault(self.told, self.line(path), what)


def read_toml(path: Path, name: str, told: str) -> TomlFile | Fault:
    """The file's values with Decimal numbers; a Fault where it is no UTF-8 or no TOML."""
    try:
        text = read_ordinary(path, told).decode("utf-8")
    except Unreadable as error:
        return Fault(told, 1, str(error).removeprefix(f"{told}: "), unreadable=True)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Fault(told, line, "is not UTF-8; save the file as UTF-8", unreadable=True)
    try:
        # Decimal keeps the digits as written; as floats 0.1 and 0.2 add up to 0.30000000000000004.
        values = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        # tomllib puts the line into its message only; at the end of the file it gives none.
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else max(1, text.count("\n"))
        return Fault(told, line, f"is not TOML: {str(error).split(' (at ')[0]}", unreadable=True)
    return TomlFile(name, values, lines_of(text), told)


def _shown(value: object) -> str:
    text = repr(str(value) if isinstance(value, Decimal) else value)
    return text if len(text) <= 40 else text[:37] + "..."


def _message(error: Any, table: str) -> str:
    form = WORDS.get(error["type"])
    context = error.get("ctx", {})
    if form is None:
        return f"{error['loc'][-1]}: {error['msg']}"
    return form.format(
        key=error["loc"][-1],
        table=table,
        given=_shown(error["input"]),
        form=FORMS.get(str(context.get("pattern")), ""),
        ge=context.get("ge"),
        error=context.get("error"),
    )


def parse_as(kind: type[T], file: TomlFile, path: TomlPath, value: object) -> T | list[Fault]:
    """`value`, which stands at `path` of `file`, as a `kind`; or all that is wrong with it."""
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        table = str(path[0]) if path else "file"
        return [
            file.fault((*path, *found["loc"]), _message(found, table)) for found in error.errors()
        ]
