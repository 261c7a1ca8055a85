"""The facts file of a new text: its source and its proposals in TOML, as its reader opens and edits it."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, InlineTable, Table

from graph_build.errors import Unreadable
from graph_build.literals import number_text
from server.intake.proposals import NoFact, Proposal, SourceFound, Unsure
from server.intake.proposer import Proposed

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
    proposals, no_facts = AoT([]), AoT([])
    for one in proposed.proposals:
        proposals.append(_proposal(one))
    for number in proposed.no_facts:
        no_facts.append(_no_fact(number))
    for name, many in (("proposal", proposals), ("proposal_unclaimed", no_facts)):
        if len(many):
            document.add(tomlkit.nl())
            document.add(name, many)
    return tomlkit.dumps(document)


def _source(id: str, found: SourceFound) -> Table:
    table = tomlkit.table()
    table.add("id", id)
    for name in ("file", "sha256", "length", "title"):
        table.add(name, getattr(found, name))
    table.add("title_lang", found.segments[0].lang)
    table.add("publishers", toml_value(list(found.publishers)))
    table.add(
        "languages",
        toml_value(sorted({"nob" if one.lang == "nb" else "nno" for one in found.segments})),
    )
    table.add(
        "segments",
        toml_value(
            [{"start": one.start, "end": one.end, "lang": one.lang} for one in found.segments]
        ),
    )
    printed = [
        {"date": one.day, "start": one.start, "end": one.end, "before": one.before[:40]}
        for one in found.printed
    ]
    table.add("printed_dates", toml_value(printed))
    if found.not_before:
        table.add("content_not_before", found.not_before)
    table.add("original_sha256", found.original)
    if found.extractor:
        table.add("extractor", found.extractor)
    return table


def _proposal(one: Proposal) -> Table:
    table = tomlkit.table()
    for name, value in one.claim.items():
        table.add(name, toml_value(value))
    for name, unsure in (("open", one.open), ("doubts", one.doubts)):
        if unsure:
            table.add(name, toml_value([_unsure(each) for each in unsure]))
    if one.similar:
        table.add(
            "similar",
            toml_value(
                [{"claim": each.claim, "differs": list(each.differs)} for each in one.similar]
            ),
        )
    if one.periods:
        table.add("periods", toml_value(list(one.periods)))
    for kind, statement in one.statements.items():
        several = AoT([])
        own = tomlkit.table()
        for name, value in statement.items():
            own.add(name, toml_value(value))
        several.append(own)
        table.add(kind, several)
    return table


def _unsure(one: Unsure) -> dict[str, str]:
    return {"field": one.field, "reason": one.reason}


def _no_fact(one: NoFact) -> Table:
    table = tomlkit.table()
    for name in ("start", "end", "reason"):
        table.add(name, getattr(one, name))
    return table


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


def fact_paths(folder: Path) -> Iterator[Path]:
    """The fact files of a folder, sorted."""
    yield from sorted((folder / "facts").glob("*.toml"))
