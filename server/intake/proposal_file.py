"""The facts file of a new text: its source and its proposals in TOML, as its reader opens and edits it."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, InlineTable, Table

from graph_build.errors import Unreadable
from graph_build.literals import number_text
from server.intake.proposals import Proposal, Proposed, SourceFound

HEAD = (
    "Proposals made of a text. None of them is in the graph before somebody has confirmed it: `rusfelt review`,",
    "or by hand: give `open` fields their value, take `open`, `doubts` and `similar` out, and make it a [[claim]].",
)
# A list of tables that is longer than this stands one on a line.
SHORT = 100


def written(source: str, found: SourceFound, proposed: Proposed) -> str:
    """The file."""
    document = tomlkit.document()
    for line in HEAD:
        document.add(tomlkit.comment(line))
    document.add("source", source)
    document.add("proposed_source", _source(source, found))
    for name, many in (
        ("proposal", [_proposal(one) for one in proposed.proposals]),
        ("proposal_unclaimed", [toml_table(asdict(one)) for one in proposed.no_facts]),
    ):
        if many:
            document.add(tomlkit.nl())
            document.add(name, AoT(many))
    return tomlkit.dumps(document)


def _source(id: str, found: SourceFound) -> Table:
    fields = {
        "id": id,
        "file": found.file,
        "sha256": found.sha256,
        "length": found.length,
        "title": found.title,
        "title_lang": found.segments[0].lang,
        "publishers": found.publishers,
        "languages": sorted({"nob" if one.lang == "nb" else "nno" for one in found.segments}),
        "segments": [asdict(one) for one in found.segments],
        "printed_dates": [
            {"date": one.day, "start": one.start, "end": one.end, "before": one.before}
            for one in found.printed
        ],
        "content_not_before": found.not_before,
        "original_sha256": found.original,
        "extractor": found.extractor or None,
    }
    return toml_table({name: value for name, value in fields.items() if value is not None})


def _proposal(one: Proposal) -> Table:
    beside = {
        "open": [asdict(each) for each in one.open],
        "doubts": [asdict(each) for each in one.doubts],
        "similar": [asdict(each) for each in one.similar],
        "periods": one.periods,
    }
    table = toml_table({**one.claim, **{name: many for name, many in beside.items() if many}})
    for kind, statement in one.statements.items():
        table.add(kind, AoT([toml_table(statement)]))
    return table


def toml_table(fields: Mapping[str, Any]) -> Table:
    """A table of its own lines, in the order of its fields."""
    table = tomlkit.table()
    for name, value in fields.items():
        table.add(name, toml_value(value))
    return table


def tables(document: tomlkit.TOMLDocument, name: str) -> AoT:
    """The tables of a name in a document, which has them from now on."""
    if name not in document:
        document.add(name, AoT([]))
    several = document[name]
    assert isinstance(several, AoT)
    return several


def toml_value(value: Any) -> Any:
    """A value of TOML: tables in one line, lists of tables one a line."""
    if isinstance(value, Mapping):
        return _inline(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        array = tomlkit.array()
        for one in value:
            array.append(toml_value(one))
        array.multiline(any(isinstance(one, Mapping) for one in value) or len(str(value)) > SHORT)
        return array
    if isinstance(value, Decimal):
        return tomlkit.value(number_text(value))
    if isinstance(value, date):
        return tomlkit.date(value.isoformat())
    return value


def _inline(value: Mapping[str, Any]) -> InlineTable:
    table = tomlkit.inline_table()
    for name, one in value.items():
        table.add(name, toml_value(one))
    return table


def write_new(path: Path, content: bytes) -> None:
    """A file that is not there yet, whole or not at all; Unreadable."""
    _write(path, content, new=True)


@contextmanager
def kept_text(path: Path, text: str) -> Iterator[None]:
    """Write the characters of a source; they are taken away again where what is done with them fails. Unreadable."""
    write_new(path, text.encode())
    try:
        yield
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def replace_file(path: Path, content: bytes) -> None:
    """The new content of a file, in one step; Unreadable."""
    _write(path, content, new=False)


def _write(path: Path, content: bytes, *, new: bool) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        if new:
            os.link(beside, path)
        else:
            beside.replace(path)
    except FileExistsError as error:
        raise Unreadable(f"{path}: is there already") from error
    except OSError as error:
        raise Unreadable(f"{path}: cannot be written ({error.strerror})") from error
    finally:
        with suppress(OSError):
            beside.unlink()
