"""The proposals of one text as somebody decides on them: each decision is checked, then written in one step.

Comments and order of the file are kept (tomlkit). Who edits the file meanwhile loses nothing: each decision begins with
what the file says then, and is refused where the proposal is another by that time.
"""

import re
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError, TOMLKitError
from tomlkit.items import AoT, Table

from graph_build.errors import FaultyFacts, RusfeltError, Unreadable
from graph_build.layers.builder import checked_corpus
from graph_build.reading.own_facts import OwnFacts, load_facts
from graph_build.reading.text_file import read_text
from graph_build.verification.texts import TEXTS, text_faults
from server.intake.claim_passages import spans
from server.intake.proposal_file import replace_file, tables, toml_table, toml_value

FORM = ("open", "doubts", "similar", "periods")
PROPOSAL, UNCLAIMED = "proposal", "proposal_unclaimed"
Edit = Callable[[tomlkit.TOMLDocument, Path], None]


class Refused(RusfeltError):
    """A decision that cannot be taken; the faults that the facts would have, one a line."""


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

    def text(self) -> str:
        """The text, by the name that the file gives or the register has; Unreadable."""
        proposed = self.document().get("proposed_source")
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
                _source_entry(proposed.unwrap(), publisher, issued),
            )
            document.remove("proposed_source")

        self._decide(edit)

    def accept(self, id: str, seen: Mapping[str, Any], reader: str) -> None:
        """Make a claim of a proposal, as its reader has seen it; Refused with the faults where it is none."""

        def edit(document: tomlkit.TOMLDocument, folder: Path) -> None:
            if document.get("proposed_source") is not None:
                raise Refused("the source comes first: confirm who has published it")
            table = _taken(document, id, seen)
            if table.get("open"):
                fields = ", ".join(str(one["field"]) for one in table["open"])
                raise Refused(f"{id}: give these a value first: {fields}")
            for period in table.get("periods", []):
                if entry_of(folder / "registers" / "periods.toml", str(period["id"])) is None:
                    append_entry(folder / "registers" / "periods.toml", "period", period.unwrap())
            # Who has confirmed it before did so of other words.
            for name in (*FORM, "confirmed_by", "second_reader"):
                table.pop(name, None)
            before_statements(table, "confirmed_by", reader)
            _insert(document, "claim", table)

        self._decide(edit)

    def accept_unclaimed(self) -> int:
        """Take all numbers that are no facts as such; how many."""
        count = len(self.document().get(UNCLAIMED, []))

        def edit(document: tomlkit.TOMLDocument, _: Path) -> None:
            for one in document.pop(UNCLAIMED):
                _insert(document, "unclaimed", one)

        if count:
            self._decide(edit)
        return count

    def reject(self, id: str, seen: Mapping[str, Any], reason: str, reader: str) -> None:
        """Take a proposal out, and keep in the file that it was refused and why, so that it is not proposed again."""

        def edit(document: tomlkit.TOMLDocument, _: Path) -> None:
            span = _taken(document, id, seen).unwrap()["spans"][0]
            place = {name: span[name] for name in ("start", "end", "fragment")}
            _insert(
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
            _taken(document, id, seen)
            gone = {"id": id, "on": on, "reason": reason}
            gone |= {"successor": successor} if successor else {}
            tables(document, "withdrawn").append(toml_table(gone))

        self._decide(edit)

    def change(self, id: str, seen: Mapping[str, Any], field: str, value: object) -> None:
        """Give a field of a proposal another value (`period`, `label.nb`, `observation.value`); it is open or doubted no more."""

        def edit(document: tomlkit.TOMLDocument, _: Path) -> None:
            table = _found(document, id, seen)
            _set(table, field, value)
            for name in ("open", "doubts"):
                left = [
                    one.unwrap()
                    for one in table.get(name, [])
                    if str(one["field"]) not in (field, field.partition(".")[0])
                ]
                table.pop(name, None)
                if left:
                    before_statements(table, name, toml_value(left))

        self._decide(edit, check=False)

    def place(self, id: str, seen: Mapping[str, Any], words: str) -> None:
        """Place a proposal anew: at a passage of the text, named word for word, of which fragments are kept that it has; Refused."""
        text = self.text()
        starts = [one.start() for one in re.finditer(re.escape(words), text)] if words else []
        if len(starts) != 1:
            raise Refused(
                f"the text has this passage {len(starts)} times; give one that it has once"
            )
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
            raise Refused(
                f"the passage has none of the words that the claim rests on: {', '.join(wanted)}"
            )
        self.change(id, seen, "spans", spans(text, passage, parts))

    def second_read(self, id: str, reader: str) -> None:
        """Say that another than who confirmed a claim has read it against the text; Refused."""

        def edit(document: tomlkit.TOMLDocument, _: Path) -> None:
            claim = next((one for one in document.get("claim", []) if one.get("id") == id), None)
            if claim is None:
                raise Refused(f"{id}: is no claim of the file")
            if claim.get("confirmed_by") == reader:
                raise Refused(
                    f"{id}: {reader} has confirmed it; the second reader is somebody else"
                )
            _set(claim, "second_reader", reader)

        self._decide(edit)

    def _decide(self, edit: Edit, *, check: bool = True) -> None:
        """Carry out an edit in a copy of the folder, check the facts there, and write what has changed."""
        before = _files(self.folder)
        with tempfile.TemporaryDirectory() as name:
            copy = Path(name) / self.folder.resolve().name
            shutil.copytree(self.folder, copy)
            document = parsed(copy / "facts" / self.path.name)
            edit(document, copy)
            (copy / "facts" / self.path.name).write_text(tomlkit.dumps(document), encoding="utf-8")
            if check:
                self._check(copy)
            after = _files(copy)
            # What facts refer to is written before them: who is cut off between leaves nothing that points nowhere.
            changed = [
                path for path in sorted(after, reverse=True) if after[path] != before.get(path)
            ]
            now = _files(self.folder)
            if any(now.get(path) != before.get(path) for path in changed):
                raise Refused(f"{self.path}: was changed meanwhile; look again")
            for path in changed:
                replace_file(self.folder / path, after[path])

    def _check(self, copy: Path) -> None:
        """Refused with every fault that the decision brings into the facts; those that were there before hinder nobody."""
        faults = self._faults(copy)
        before = self._faults(self.folder) if faults else []
        if new := [one for one in faults if one not in before]:
            raise Refused("\n".join(new))

    def _faults(self, folder: Path) -> list[str]:
        """What is wrong with the facts of a folder, by themselves and against the text."""
        try:
            corpus = checked_corpus(load_facts(OwnFacts(folder))).corpus
            if self.source not in corpus.sources:
                return []
            text = read_text(folder / TEXTS / corpus.sources[self.source].file)
            faults = text_faults(corpus, {self.source: text})
        except FaultyFacts as error:
            faults = list(error.faults)
        return list(dict.fromkeys(one.what for one in sorted(faults)))


def _files(folder: Path) -> dict[Path, bytes]:
    """The facts and registers of a folder, by their paths in it."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.glob("*/*.toml")}


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
    at = _at(several, entry["id"])
    if at < len(several):
        several[at] = table
    else:
        several.append(table)
    replace_file(path, tomlkit.dumps(document).encode())


def _source_entry(
    proposed: Mapping[str, Any], publisher: str, issued: object | None
) -> dict[str, Any]:
    kept = ("id", "file", "sha256", "length", "title", "title_lang")
    entry = {name: proposed[name] for name in kept} | {
        "publisher": publisher,
        "languages": proposed["languages"],
    }
    if issued is not None:
        entry |= {"issued": issued, "content_not_before": issued}
    elif proposed.get("content_not_before"):
        entry["content_not_before"] = proposed["content_not_before"]
    id, title = proposed["id"], proposed["title"]
    short = title if len(title) <= 60 else title[:57] + "…"
    entry["label"] = {
        "nb": f"Kilde {id}: {short}",
        "nn": f"Kjelde {id}: {short}",
        "en": f"Source {id}: {short}",
    }
    entry["dating"] = DATED if issued is not None else UNDATED
    return entry


DATED = {
    "nb": "Datoen er trykt i teksten.",
    "nn": "Datoen er trykt i teksten.",
    "en": "The date is printed in the text.",
}
UNDATED = {
    "nb": "Teksten har ingen trykt dato som er dens egen; den er ikke eldre enn det siste den forteller om.",
    "nn": "Teksten har ingen trykt dato som er hans eigen; han er ikkje eldre enn det siste han fortel om.",
    "en": "The text prints no date of its own; it is not older than the last that it tells of.",
}


def _found(document: tomlkit.TOMLDocument, id: str, seen: Mapping[str, Any]) -> Table:
    for one in document.get(PROPOSAL, []):
        if one.get("id") == id:
            if one.unwrap() != seen:
                raise Refused(f"{id}: was changed in the file meanwhile; look at it again")
            found: Table = one
            return found
    raise Refused(f"{id}: is no proposal of the file any more")


def _taken(document: tomlkit.TOMLDocument, id: str, seen: Mapping[str, Any]) -> Table:
    """The proposal, which is then in the file no more."""
    table = _found(document, id, seen)
    proposals = tables(document, PROPOSAL)
    del proposals[_at(proposals, id)]
    if not len(proposals):
        document.remove(PROPOSAL)
    return table


def _at(several: AoT, id: object) -> int:
    """The place of the table that has an id; behind the last where there is none."""
    return next((at for at, one in enumerate(several) if one.get("id") == id), len(several))


def _insert(document: tomlkit.TOMLDocument, name: str, table: Table) -> None:
    """Put a table among those of its name, in the order of the text."""
    several = tables(document, name)
    several.insert(sum(_start(one) <= _start(table) for one in several), table)


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


def _start(table: Mapping[str, Any]) -> int:
    """Where in the text a claim, or a number that is none, begins."""
    place = table["spans"][0] if "spans" in table else table
    return int(place["start"])


def before_statements(table: Table, name: str, value: Any) -> None:
    """Add a plain key to a claim; TOML wants it before the tables of its statements."""
    statements = {key: one for key, one in table.items() if isinstance(one, AoT)}
    for key in statements:
        table.remove(key)
    table.add(name, value)
    for key, one in statements.items():
        table.add(key, one)


def _set(table: Table, field: str, value: object) -> None:
    """Give a key its value; the part before a point is a table, or the first statement of that kind."""
    name, _, inner = field.partition(".")
    if not inner:
        if name in table:
            table[name] = toml_value(value)
        else:
            before_statements(table, name, toml_value(value))
        return
    if name not in table:
        raise Refused(f"{field}: the proposal has no {name}")
    holder = table[name]
    target = holder[0] if isinstance(holder, AoT) else holder
    target[inner] = toml_value(value)
