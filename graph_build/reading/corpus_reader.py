"""Reads registers and fact files into a corpus, whatever is wrong with some of it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graph_build.errors import Fault
from graph_build.reading.corpus import REGISTERS, Corpus, Place
from graph_build.reading.toml_file import TomlFile, parse_as, read_toml
from graph_build.reading.toml_lines import TomlLines, TomlPath
from graph_build.schema.claims import Claim, FactFile
from graph_build.schema.registers import Entry

# The facts and registers that come with the project.
SHIPPED = Path(__file__).parents[1]
# What a fact file may have beside facts: what is proposed of a text, and what somebody has refused of it.
UNCONFIRMED = ("proposed_source", "proposal", "proposal_unclaimed", "rejected")


@dataclass
class CorpusReader:
    """Gathers what the files say, and what is wrong with them, one folder after the other."""

    entries: dict[str, dict[str, Entry]] = field(
        default_factory=lambda: {name: {} for name in REGISTERS}
    )
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    files: list[tuple[TomlFile, FactFile]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    complete: bool = True
    earlier: frozenset[tuple[str, str]] = frozenset()
    waiting: dict[str, int] = field(default_factory=dict)
    own: Path | None = None

    def read(self, folder: Path, *, own: bool = False, without: Collection[str] = ()) -> None:
        """Read the registers and facts of a folder, but for the fact files of the names `without`.

        An entry of a register takes the place of one with its id from a folder read before; twice
        in one folder is a fault. Files of the user's `own` folder are told from the shipped ones
        by its name, and in messages by the path to it.
        """
        self.earlier = frozenset(self.places)
        self.own = folder if own else self.own
        name, told = (f"{folder.resolve().name}/", f"{folder}/") if own else ("", "")
        for file in self._toml_files(folder / "registers", name, told, ()):
            self._register_file(file)
        for file in self._toml_files(folder / "facts", name, told, without):
            self._fact_file(file)

    def corpus(self, beside: bool | None = None) -> Corpus:
        """What was read."""
        return Corpus(
            self.entries,
            self.places,
            tuple(self.files),
            tuple(self.faults),
            frozenset(self.broken),
            self.complete,
            beside,
            self.waiting,
            self.own,
        )

    def _toml_files(
        self, folder: Path, name: str, told: str, without: Collection[str]
    ) -> Iterator[TomlFile]:
        """The readable TOML files of a folder; a fault for each of the others."""
        for path in sorted(folder.glob("*.toml")):
            if path.name in without:
                continue
            short = f"{folder.name}/{path.name}"
            file = read_toml(path, name + short, told + short)
            if isinstance(file, Fault):
                self.faults.append(file)
                self.complete = False
            else:
                yield file

    def _register_file(self, file: TomlFile) -> None:
        """Read the entries of one register file."""
        for key, many in file.values.items():
            register = key.replace("_", "-")
            if register not in REGISTERS or not isinstance(many, list):
                names = ", ".join(f"[[{name.replace('-', '_')}]]" for name in sorted(REGISTERS))
                what = f"unknown register {key}; use one of {names}"
                self.faults.append(file.fault((key,), what))
                self.complete = False
                continue
            for number, value in enumerate(many):
                self._entry(register, file, (key, number), value)

    def _entry(self, register: str, file: TomlFile, path: TomlPath, value: Any) -> None:
        """Read one entry of a register."""
        entry = parse_as(REGISTERS[register], file, path, value)
        if isinstance(entry, list):
            self._spoil(entry, value)
            return
        key = (register, entry.id)
        if key in self.places and key not in self.earlier:
            other, there = self.places[key]
            what = f"id {entry.id} is taken at {other.at(there)}; choose another"
            self.faults.append(file.fault((*path, "id"), what))
            return
        self.earlier -= {key}
        self.entries[register][entry.id] = entry
        self.places[key] = (file, path)

    def _fact_file(self, file: TomlFile) -> None:
        """Read one fact file; each claim by itself, so that one bad claim spoils no other."""
        values = self._confirmed(file)
        if len(values) < len(file.values) and not {"claim", "withdrawn"} & values.keys():
            return
        raw = values.pop("claim", [] if "withdrawn" in values else None)
        header = parse_as(FactFile, file, (), values)
        if isinstance(header, list):
            self.faults += header
            self.complete = False
        if not isinstance(raw, list):
            self.faults.append(file.fault((), "has no [[claim]]; a fact file needs at least one"))
            self.complete = False
            return
        claims: dict[int, Claim] = {}
        for number, value in enumerate(raw):
            claim = parse_as(Claim, file, ("claim", number), value)
            if isinstance(claim, list):
                self._spoil(claim, value)
            else:
                claims[number] = claim
        if not isinstance(header, list):
            facts = FactFile(
                source=header.source,
                claim=tuple(claims.values()),
                unclaimed=header.unclaimed,
                withdrawn=header.withdrawn,
            )
            self.files.append((renumbered(file, tuple(claims)), facts))

    def _confirmed(self, file: TomlFile) -> dict[str, Any]:
        """What a fact file has beside what nobody has confirmed, which is counted and is no fact."""
        proposed = file.values.get("proposal", [])
        if isinstance(proposed, list) and proposed:
            self.waiting[file.told] = len(proposed)
        return {key: value for key, value in file.values.items() if key not in UNCONFIRMED}

    def _spoil(self, faults: list[Fault], value: object) -> None:
        """Keep the faults of something, and the ids that are now missing."""
        self.faults += faults
        self.broken |= set(_ids(value))


def renumbered(file: TomlFile, numbers: tuple[int, ...]) -> TomlFile:
    """The file with the places of its claims under their new numbers, where some were left out."""
    if numbers == tuple(range(len(numbers))):
        return file
    # Faults are reported by the position in the list of claims that were read, lines by that in the file.
    new: dict[str | int, int] = {old: position for position, old in enumerate(numbers)}
    lines: dict[TomlPath, int] = {}
    for path, line in file.lines.lines.items():
        if len(path) < 2 or path[0] != "claim":
            lines[path] = line
        elif path[1] in new:
            lines["claim", new[path[1]], *path[2:]] = line
    return replace(file, lines=TomlLines(lines))


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for inner in value.values():
            yield from _ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids(inner)


def load_corpus(folder: Path = SHIPPED) -> Corpus:
    """Read `folder`/registers and `folder`/facts; the corpus has what could be read, and the faults."""
    reader = CorpusReader()
    reader.read(folder)
    return reader.corpus()
