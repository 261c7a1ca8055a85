"""A facts file as it is edited: its tables found, put in their place, changed, with comments and order kept (tomlkit)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError, TOMLKitError
from tomlkit.items import AbstractTable, AoT, Array, Table

from graph_build.errors import Unreadable
from ontology import LANGUAGES
from server.intake.proposal_file import replace_file, tables, toml_table, toml_value


def parsed(path: Path) -> tomlkit.TOMLDocument:
    """A TOML file with its comments; Unreadable."""
    try:
        return tomlkit.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Unreadable(f"{path}: is not there; rusfelt add-source makes it") from error
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(
            f"{path}: cannot be read ({getattr(error, 'strerror', None) or 'it is no UTF-8'})"
        ) from error
    except ParseError as error:
        raise Unreadable(f"{path}:{error.line}: is no TOML ({error})") from error
    except TOMLKitError as error:
        raise Unreadable(f"{path}: is no TOML ({error})") from error


def entry_of(path: Path, id: str) -> Table | None:
    """The entry of a register that has an id; None where there is none, or no such file."""
    if not path.is_file():
        return None
    for many in parsed(path).values():
        for one in many if isinstance(many, list) else ():
            if one.get("id") == id:
                found: Table = one
                return found
    return None


def append_entry(path: Path, register: str, entry: Mapping[str, Any]) -> None:
    """Write an entry at the end of a register, or in the place of the one that has its id; the file is made where it is missing."""
    document = parsed(path) if path.is_file() else tomlkit.document()
    several, table = tables(document, register), toml_table(entry)
    at = place_of(several, entry["id"])
    if at < len(several):
        several[at] = table
    else:
        several.append(table)
    replace_file(path, tomlkit.dumps(document).encode())


def place_of(several: AoT, id: object) -> int:
    """The place of the table that has an id; behind the last where there is none."""
    return next((at for at, one in enumerate(several) if one.get("id") == id), len(several))


def insert(document: tomlkit.TOMLDocument, name: str, table: Table) -> None:
    """Put a table among those of its name, in the order of the text."""
    several = tables(document, name)
    several.insert(sum(_start(one) <= _start(table) for one in several), table)


def _start(table: Mapping[str, Any]) -> int:
    """Where in the text a claim, or a number that is none, begins."""
    place = table["spans"][0] if "spans" in table else table
    return int(place["start"])


def before_statements(table: AbstractTable, name: str, value: Any) -> None:
    """Add a plain key to a claim; TOML wants it before the tables of its statements."""
    statements = {key: one for key, one in table.items() if isinstance(one, AoT)}
    for key in statements:
        table.remove(key)
    table.add(name, value)
    for key, one in statements.items():
        table.add(key, one)


def set_field(table: AbstractTable, field: str, value: object) -> None:
    """Give a key its value, or take it out (None).

    What stands before a point is a table, the first statement of a kind, or a list, of which a number says which one
    (`label.nb`, `observation.value`, `spans.0.fragment`). LookupError where there is no such table, TypeError where a
    value of its own stands in its place; a text in three languages is made with its first.
    """
    name, _, inner = field.partition(".")
    if not inner:
        _set_key(table, name, value)
        return
    if name not in table and inner in LANGUAGES:
        _set_key(table, name, {})
    holder = table[name]
    if isinstance(holder, AoT):
        holder = holder[0]
    elif isinstance(holder, Array):
        number, _, inner = inner.partition(".")
        holder = holder[int(number) if number.isdecimal() else len(holder)]
    if not isinstance(holder, AbstractTable):
        raise TypeError(name)
    set_field(holder, inner, value)


def _set_key(table: AbstractTable, name: str, value: object) -> None:
    if value is None:
        table.pop(name, None)
    elif name in table:
        table[name] = toml_value(value)
    else:
        before_statements(table, name, toml_value(value))
