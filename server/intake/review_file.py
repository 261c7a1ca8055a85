"""The proposals of one text as somebody decides on them: each decision is checked, then written in one step.

Comments and order of the file are kept (tomlkit). Who edits the file meanwhile loses nothing: each decision begins with
what the file says then, and is refused where the proposal is another by that time.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError, TOMLKitError
from tomlkit.items import AoT, Table

from graph_build.errors import Fault, FaultyFacts, RusfeltError, Unreadable
from graph_build.layers.builder import checked_corpus
from graph_build.reading.own_facts import OwnFacts, load_facts
from graph_build.reading.text_file import read_text
from graph_build.verification.texts import TEXTS, text_faults
from server.intake.proposal_file import replace_file, toml_value

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
        return _parsed(self.path)

    def text(self) -> str:
        """The text, by the name that the file gives or the register has; Unreadable."""
        proposed = self.document().get("proposed_source")
        if proposed is not None:
            return read_text(self.folder / TEXTS / str(proposed["file"]))
        entry = _entry(self.folder / "registers" / "sources.toml", self.source)
        if entry is None:
            raise Unreadable(f"{self.path}: source {self.source} is not registered in this folder")
        return read_text(self.folder / TEXTS / str(entry["file"]))

    def confirm_source(self, publisher: str, issued: object | None) -> None:
        """Register the source: who has published it, and the printed date that is its own; Refused."""

        def edit(document: tomlkit.TOMLDocument, folder: Path) -> None:
            proposed = document.get("proposed_source")
            if proposed is None:
                raise Refused(f"source {self.source} is registered already")
            _append(
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
                if _entry(folder / "registers" / "periods.toml", str(period["id"])) is None:
                    _append(folder / "registers" / "periods.toml", "period", period.unwrap())
            for name in FORM:
                table.pop(name, None)
            table.add("confirmed_by", reader)
            _insert(document, "claim", _confirmed_before_statements(table), _start)

        self._decide(edit)

    def accept_unclaimed(self) -> int:
        """Take all numbers that are no facts as such; how many."""
        count = len(self.document().get(UNCLAIMED, []))

        def edit(document: tomlkit.TOMLDocument, _: Path) -> None:
            for one in document.get(UNCLAIMED, []):
                _insert(
                    document,
                    "unclaimed",
                    tomlkit.item(one.unwrap()),
                    lambda table: int(table["start"]),
                )
            document.pop(UNCLAIMED, None)

        if count:
            self._decide(edit)
        return count

    def reject(self, id: str, seen: Mapping[str, Any], reason: str, reader: str) -> None:
        """Take a proposal out, and keep in the file that it was refused and why, so that it is not proposed again."""

        def edit(document: tomlkit.TOMLDocument, _: Path) -> None:
            table = _taken(document, id, seen)
            span = table["spans"][0]
            refused = {
                "id": id,
                "start": span["start"],
                "end": span["end"],
                "fragment": span["fragment"],
                "reason": reason,
                "by": reader,
            }
            _insert(
                document,
                "rejected",
                tomlkit.item(
                    {k: getattr(v, "unwrap", lambda v=v: v)() for k, v in refused.items()}
                ),
                lambda one: int(one["start"]),
            )

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
                    _before_statements(table, name, toml_value(left))

        self._decide(edit, check=False)

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
            document = _parsed(copy / "facts" / self.path.name)
            edit(document, copy)
            (copy / "facts" / self.path.name).write_text(tomlkit.dumps(document), encoding="utf-8")
            if check:
                self._check(copy)
            after = _files(copy)
            # What facts refer to is written before them: who is cut off between leaves nothing that points nowhere.
            changed = [
                path for path in sorted(after, reverse=True) if after[path] != before.get(path)
            ]
            if any(_files(self.folder).get(path) != before.get(path) for path in changed):
                raise Refused(f"{self.path}: was changed meanwhile; look again")
            for path in changed:
                replace_file(self.folder / path, after[path])

    def _check(self, copy: Path) -> None:
        """Refused with every fault that the facts of the copy have, by themselves and against the text."""
        try:
            corpus = checked_corpus(load_facts(OwnFacts(copy))).corpus
            faults: list[Fault] = []
            if self.source in corpus.sources:
                text = read_text(copy / TEXTS / corpus.sources[self.source].file)
                faults = text_faults(corpus, {self.source: text})
        except FaultyFacts as error:
            faults = list(error.faults)
        if faults:
            raise Refused("\n".join(dict.fromkeys(one.what for one in sorted(faults))))


def _files(folder: Path) -> dict[Path, bytes]:
    """The facts and registers of a folder, by their paths in it."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.glob("*/*.toml")}


def _parsed(path: Path) -> tomlkit.TOMLDocument:
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


def _entry(path: Path, id: str) -> Mapping[str, Any] | None:
    if not path.is_file():
        return None
    for many in _parsed(path).values():
        for one in many if isinstance(many, list) else ():
            if one.get("id") == id:
                found: Mapping[str, Any] = one
                return found
    return None


def _append(path: Path, register: str, entry: Mapping[str, Any]) -> None:
    document = _parsed(path) if path.is_file() else tomlkit.document()
    table = tomlkit.table()
    for name, value in entry.items():
        table.add(name, toml_value(value))
    if register not in document:
        document.add(register, AoT([]))
    document[register].append(table)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tomlkit.dumps(document), encoding="utf-8")


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
    proposals = document[PROPOSAL]
    assert isinstance(proposals, AoT)
    del proposals[
        next(at for at, one in enumerate(proposals) if one is table or one.get("id") == id)
    ]
    if not len(proposals):
        document.remove(PROPOSAL)
    return table


def _insert(
    document: tomlkit.TOMLDocument, name: str, table: Any, place: Callable[[Any], int]
) -> None:
    """Put a table among those of its name, in the order of the text."""
    if name not in document:
        document.add(name, AoT([]))
    several = document[name]
    assert isinstance(several, AoT)
    at = sum(place(one) <= place(table) for one in several)
    several.insert(at, table)


def _start(table: Any) -> int:
    return int(table["spans"][0]["start"])


def _confirmed_before_statements(table: Table) -> Table:
    """The table with its plain keys before those of its statements, as TOML wants them."""
    plain = [name for name, value in table.items() if not isinstance(value, AoT)]
    made = tomlkit.table()
    for name in (*plain, *(name for name in table if name not in plain)):
        made.add(name, table[name])
    return made


def _before_statements(table: Table, name: str, value: Any) -> None:
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
            _before_statements(table, name, toml_value(value))
        return
    if name not in table:
        raise Refused(f"{field}: the proposal has no {name}")
    holder = table[name]
    target = holder[0] if isinstance(holder, AoT) else holder
    target[inner] = toml_value(value)
