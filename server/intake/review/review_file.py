"""The proposals of one text as somebody decides on them: each decision is checked, then written in one step.

Comments and order of the file are kept (tomlkit). Who edits the file meanwhile loses nothing: each decision begins with
what the file says then, and is refused where the proposal is another by that time.
"""

import fcntl
import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import Table

from graph_build.errors import Unreadable
from graph_build.reading.text_file import read_text
from graph_build.verification.texts import TEXTS
from server.intake.claim_passages import spans
from server.intake.facts_document import (
    append_entry,
    before_statements,
    entry_of,
    insert,
    parsed,
    place_of,
    set_field,
)
from server.intake.proposal_file import replace_file, tables, toml_table, toml_value
from server.intake.review.fact_check import check_decision
from server.intake.review.refusals import Outdated, Refused
from server.intake.review.source_entry import source_entry

FORM = ("open", "doubts", "similar", "periods")
PROPOSAL, UNCLAIMED = "proposal", "proposal_unclaimed"
Edit = Callable[[tomlkit.TOMLDocument, Path], None]
Changes = Mapping[str, object]


@dataclass(frozen=True)
class ReviewFile:
    """The facts file of a source in a folder of the user's own."""

    folder: Path
    source: str

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / "facts" / f"{self.source}.toml"

    def document(self) -> tomlkit.TOMLDocument:
        """What the file says now; Unreadable."""
        return parsed(self.path)

    def said(self) -> dict[str, Any]:
        """The same as plain values: read in a tenth of the time, where nothing is to be written back; Unreadable."""
        try:
            return tomllib.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # told by the reader that knows the line
            found: dict[str, Any] = self.document().unwrap()
            return found

    def text(self) -> str:
        """The text, by the name that the file gives or the register has; Unreadable."""
        proposed = self.said().get("proposed_source")
        if proposed is not None:
            return read_text(self.folder / TEXTS / str(proposed["file"]))
        entry = entry_of(self.folder / "registers" / "sources.toml", self.source)
        if entry is None:
            raise Unreadable(f"{self.path}: source {self.source} is not registered in this folder")
        return read_text(self.folder / TEXTS / str(entry["file"]))

    def confirm_source(self, publisher: str, issued: object | None) -> None:
        """Register the source: who has published it, and the printed date that is its own; Refused."""

        def edit(document: tomlkit.TOMLDocument, folder: Path) -> None:
            proposed = document.get("proposed_source")
            if proposed is None:
                raise Refused(f"source {self.source} is registered already")
            append_entry(
                folder / "registers" / "sources.toml",
                "source",
                source_entry(proposed.unwrap(), publisher, issued),
            )
            document.remove("proposed_source")

        self._decide(edit)

    def accept(
        self, id: str, seen: Mapping[str, Any], reader: str, changes: Changes | None = None
    ) -> None:
        """Make a claim of a proposal, as its reader has seen it and with what they have changed; Refused with the faults where it is none."""

        def edit(document: tomlkit.TOMLDocument, folder: Path) -> None:
            if document.get("proposed_source") is not None:
                raise Refused("the source comes first: confirm who has published it")
            table = _taken(document, id, seen)
            _change(table, changes or {})
            if table.get("open"):
                left = {str(one["field"]): str(one["reason"]) for one in table["open"]}
                raise Refused(f"{id}: give these a value first: {', '.join(left)}", left)
            for period in table.get("periods", []):
                if entry_of(folder / "registers" / "periods.toml", str(period["id"])) is None:
                    append_entry(folder / "registers" / "periods.toml", "period", period.unwrap())
            # Who has confirmed it before did so of other words.
            for name in (*FORM, "confirmed_by", "second_reader"):
                table.pop(name, None)
            before_statements(table, "confirmed_by", reader)
            insert(document, "claim", table)

        self._decide(edit, claim=id)

    def accept_unclaimed(self) -> int:
        """Take all numbers that are no facts as such; how many."""
        count = len(self.said().get(UNCLAIMED, []))

        def edit(document: tomlkit.TOMLDocument, _: Path) -> None:
            for one in document.pop(UNCLAIMED):
                insert(document, "unclaimed", one)

        if count:
            self._decide(edit)
        return count

    def reject(self, id: str, seen: Mapping[str, Any], reason: str, reader: str) -> None:
        """Take a proposal out, and keep in the file that it was refused and why, so that it is not proposed again."""

        def edit(document: tomlkit.TOMLDocument, _: Path) -> None:
            span = _taken(document, id, seen).unwrap()["spans"][0]
            place = {name: span[name] for name in ("start", "end", "fragment")}
            insert(
                document,
                "rejected",
                toml_table({"id": id, **place, "reason": reason, "by": reader}),
            )

        self._decide(edit)

    def withdraw(
        self,
        id: str,
        seen: Mapping[str, Any],
        on: date,
        reason: Mapping[str, str],
        successor: str | None,
    ) -> None:
        """Withdraw a claim of a text that has changed: its IRI then leads to the day, the reason and the successor; Refused."""

        def edit(document: tomlkit.TOMLDocument, _: Path) -> None:
            if not was_claim(_taken(document, id, seen)):
                raise Refused(f"{id}: was no claim before; reject it")
            gone = {"id": id, "on": on, "reason": reason}
            gone |= {"successor": successor} if successor else {}
            tables(document, "withdrawn").append(toml_table(gone))

        self._decide(edit)

    def change(self, id: str, seen: Mapping[str, Any], changes: Changes) -> None:
        """Give fields of a proposal other values (`period`, `label.nb`, `observation.value`; None: none); they are open or doubted no more."""

        def edit(document: tomlkit.TOMLDocument, _: Path) -> None:
            _change(_found(document, id, seen), changes)

        self._decide(edit, check=False)

    def placed(self, seen: Mapping[str, Any], words: str) -> list[Mapping[str, object]]:
        """The spans of a proposal at a passage of the text, named word for word, of which fragments are kept that it has; Refused."""
        text = self.text()
        starts = [one.start() for one in re.finditer(re.escape(words), text)] if words else []
        if len(starts) != 1:
            told = (
                f"the text has this passage {len(starts)} times; take in words beside it"
                if starts
                else "the text does not have this passage; copy it from the text, letter for letter"
            )
            raise Refused(told, {"spans": told})
        passage = (starts[0], starts[0] + len(words))
        stated = [
            str(one["as_stated"])
            for key in seen
            for one in _statements(seen, key)
            if "as_stated" in one
        ]
        wanted = dict.fromkeys(
            [*stated, *(str(one["fragment"]) for one in seen["spans"] if one.get("fragment"))]
        )
        parts = [
            (passage[0] + words.index(one), passage[0] + words.index(one) + len(one))
            for one in wanted
            if one in words
        ]
        if not parts:
            told = f"the passage has none of the words that the claim rests on: {', '.join(wanted)}"
            raise Refused(told, {"spans": told})
        return spans(text, passage, parts)

    def second_read(self, id: str, seen: Mapping[str, Any], reader: str) -> None:
        """Say that another than who confirmed a claim has read it against the text; Refused."""

        def edit(document: tomlkit.TOMLDocument, _: Path) -> None:
            claim = _found(document, id, seen, "claim")
            if same_reader(claim.get("confirmed_by"), reader):
                raise Refused(
                    f"{id}: {reader} has confirmed it; the second reader is somebody else"
                )
            set_field(claim, "second_reader", reader)

        self._decide(edit)

    def _decide(self, edit: Edit, *, check: bool = True, claim: str | None = None) -> None:
        """Carry out an edit in a copy of the folder, check the facts there, and write what has changed."""
        before = _files(self.folder)
        with tempfile.TemporaryDirectory() as name:
            copy = Path(name) / self.folder.resolve().name
            shutil.copytree(self.folder, copy)
            document = parsed(copy / "facts" / self.path.name)
            edit(document, copy)
            (copy / "facts" / self.path.name).write_text(tomlkit.dumps(document), encoding="utf-8")
            if check:
                check_decision(self.folder, copy, self.source, claim)
            after = _files(copy)
            # What facts refer to is written before them: who is cut off between leaves nothing that points nowhere.
            changed = [
                path for path in sorted(after, reverse=True) if after[path] != before.get(path)
            ]
            with _alone(self.folder / "facts"):
                now = _files(self.folder)
                if any(now.get(path) != before.get(path) for path in changed):
                    raise Outdated(f"{self.path}: was changed meanwhile; look again")
                for path in changed:
                    replace_file(self.folder / path, after[path])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else of those who decide writes meanwhile (flock on the folder; an editor does not ask)."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _files(folder: Path) -> dict[Path, bytes]:
    """The facts and registers of a folder, by their paths in it."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.glob("*/*.toml")}


def _found(
    document: tomlkit.TOMLDocument, id: str, seen: Mapping[str, Any], kind: str = PROPOSAL
) -> Table:
    for one in document.get(kind, []):
        if one.get("id") == id:
            if one.unwrap() != seen:
                raise Outdated(f"{id}: was changed in the file meanwhile; look at it again")
            found: Table = one
            return found
    raise Outdated(f"{id}: is no {kind} of the file any more")


def _taken(document: tomlkit.TOMLDocument, id: str, seen: Mapping[str, Any]) -> Table:
    """The proposal, which is then in the file no more."""
    table = _found(document, id, seen)
    proposals = tables(document, PROPOSAL)
    del proposals[place_of(proposals, id)]
    if not len(proposals):
        document.remove(PROPOSAL)
    return table


def _change(table: Table, changes: Changes) -> None:
    """Give fields of a claim their values, and take them off the lists of what is open or doubted."""
    for field, value in changes.items():
        try:
            set_field(table, field, value)
        except LookupError as error:
            told = f"{field}: the proposal has no {field.rpartition('.')[0]}"
            raise Refused(told, {field: told}) from error
        except TypeError as error:
            holder = field.rpartition(".")[0]
            told = f"{field}: {holder} has one value, and no parts; take it out first, if it should have"
            raise Refused(told, {field: told}) from error
    for name in ("open", "doubts") if changes else ():
        left = [
            one.unwrap()
            for one in table.get(name, [])
            if not any(_decides(field, str(one["field"])) for field in changes)
        ]
        table.pop(name, None)
        if left:
            before_statements(table, name, toml_value(left))


def _decides(changed: str, doubted: str) -> bool:
    """Whether who has changed a field has decided on what was open or doubted: itself, a part of it, or the whole of it."""
    # Where a passage stands is not decided by other words of it, but whether a word may stay outside those is.
    if doubted == "spans":
        return changed == "spans"
    return (
        changed == doubted
        or doubted.startswith(f"{changed}.")
        or changed.startswith(f"{doubted}.")
        or doubted == changed.removesuffix("fragment") + "left_out"
    )


def same_reader(one: object, other: str) -> bool:
    """Whether two names are the same person's, however they are spaced and whether they have capitals."""
    return " ".join(str(one).split()).casefold() == " ".join(other.split()).casefold()


def was_claim(proposal: Mapping[str, Any]) -> bool:
    """Whether a version of the text before this one had the claim, and somebody confirmed it."""
    lost = any(one["field"] == "spans" for one in proposal.get("open", ()))
    return lost or "confirmed_by" in proposal


def _statements(claim: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    """The statements of one kind that a claim has."""
    value = claim[key]
    found = (
        key not in (*FORM, "spans")
        and isinstance(value, list)
        and value
        and isinstance(value[0], dict)
    )
    return value if found else ()
