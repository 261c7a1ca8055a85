"""All facts and registers in memory, with the place each was read from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from graph_build.errors import Fault
from graph_build.reading.toml_file import TomlFile, parse_as, read_toml
from graph_build.reading.toml_lines import Places
from graph_build.schema import registers
from graph_build.schema.claims import Claim, FactFile
from graph_build.schema.registers import Entry, Source
from graph_build.schema.statements import Statement

FOLDER = Path(__file__).parents[1]
Place = tuple[TomlFile, tuple[str | int, ...]]


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


REGISTERS: Mapping[str, type[Entry]] = {
    _kebab(name): kind
    for name, kind in vars(registers).items()
    if isinstance(kind, type) and issubclass(kind, Entry) and kind is not Entry
}
UNIONS: Mapping[str, tuple[str, ...]] = {
    "agent": ("organisation", "person"),
    "plan-element": ("goal", "focus-area", "measure"),
    "thing": ("plan", "measure", "service", "document", "goal", "organisation", "population"),
}


@dataclass(frozen=True)
class Stated:
    """A statement in its claim: kind (kebab case), id in the graph, place in the file."""

    kind: str
    id: str
    statement: Statement
    claim: Claim
    source: str
    place: Place


def statement_lists(claim: Claim) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """Key and statements of each kind that the claim has."""
    for one in fields(claim):
        value = getattr(claim, one.name)
        if isinstance(value, tuple) and value and isinstance(value[0], Statement):
            yield one.name, value


@dataclass(frozen=True)
class Corpus:
    """Registers by name and id, and the fact files in order of their source.

    `faults` are those of form; what has none is here all the same, so that it can be checked in
    the same run. `broken` are the ids of what could not be read: links to them do not dangle.
    Where not even ids could be read (`complete` is false), no link is said to dangle.
    """

    entries: Mapping[str, Mapping[str, Entry]]
    entry_places: Mapping[tuple[str, str], Place]
    files: tuple[tuple[TomlFile, FactFile], ...]
    faults: tuple[Fault, ...] = ()
    broken: frozenset[str] = frozenset()
    complete: bool = True

    def missing(self, id: str) -> bool:
        """Whether `id` may stand in what could not be read."""
        return not self.complete or id in self.broken or id.partition("-")[2] in self.broken

    @property
    def sources(self) -> Mapping[str, Source]:
        """The source register."""
        found = self.entries["source"]
        return {id: entry for id, entry in found.items() if isinstance(entry, Source)}

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """Every statement, in the order of the files."""
        return tuple(
            Stated(key.replace("_", "-"), f"{facts.source}-{id}", one, claim, facts.source, place)
            for file, facts in self.files
            for number, claim in enumerate(facts.claim)
            for key, many in statement_lists(claim)
            for position, one in enumerate(many)
            for id, place in [(
                one.id or claim.id + (f"-{position + 1}" if len(many) > 1 else ""),
                (file, ("claim", number, key, position)),
            )]
        )  # fmt: skip

    @cached_property
    def statement_kinds(self) -> Mapping[str, str]:
        """Graph id of a statement that has an id of its own → its kind."""
        return {one.id: one.kind for one in self.stated if one.statement.id}

    @cached_property
    def claim_ids(self) -> frozenset[str]:
        """Graph ids of all claims."""
        return frozenset(f"{f.source}-{claim.id}" for _, f in self.files for claim in f.claim)

    def register_of(self, name: str, id: str) -> str | None:
        """The register (of a union of registers, or `name` itself) that has `id`."""
        for register in UNIONS.get(name, (name,)):
            if id in self.entries.get(register, {}):
                return register
        return None


@dataclass
class Reading:
    """What is gathered while the files are read."""

    entries: dict[str, dict[str, Entry]] = field(
        default_factory=lambda: {name: {} for name in REGISTERS}
    )
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    files: list[tuple[TomlFile, FactFile]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    complete: bool = True

    def toml_files(self, folder: Path) -> Iterator[TomlFile]:
        """The readable TOML files of a folder; a fault for each of the others."""
        for path in sorted(folder.glob("*.toml")):
            file = read_toml(path, f"{folder.name}/{path.name}")
            if isinstance(file, Fault):
                self.faults.append(file)
                self.complete = False
            else:
                yield file

    def register_file(self, file: TomlFile) -> None:
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
                self.entry(register, file, (key, number), value)

    def entry(self, register: str, file: TomlFile, path: tuple[str | int, ...], value: Any) -> None:
        """Read one entry of a register."""
        entry = parse_as(REGISTERS[register], file, path, value)
        if isinstance(entry, list):
            self.spoil(entry, value)
        elif entry.id in self.entries[register]:
            other, there = self.places[register, entry.id]
            where = f"{other.name}:{other.places.line(there)}"
            what = f"id {entry.id} is taken at {where}; choose another"
            self.faults.append(file.fault((*path, "id"), what))
        else:
            self.entries[register][entry.id] = entry
            self.places[register, entry.id] = (file, path)

    def fact_file(self, file: TomlFile) -> None:
        """Read one fact file; each claim by itself, so that one bad claim spoils no other."""
        values = dict(file.values)
        raw = values.pop("claim", None)
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
                self.spoil(claim, value)
            else:
                claims[number] = claim
        if not isinstance(header, list):
            facts = FactFile(
                source=header.source, claim=tuple(claims.values()), unclaimed=header.unclaimed
            )
            self.files.append((renumbered(file, tuple(claims)), facts))

    def spoil(self, faults: list[Fault], value: object) -> None:
        """Keep the faults of something, and the ids that are now missing."""
        self.faults += faults
        self.broken |= set(_ids(value))


def renumbered(file: TomlFile, numbers: tuple[int, ...]) -> TomlFile:
    """The file with the places of its claims under their new numbers, where some were left out."""
    if numbers == tuple(range(len(numbers))):
        return file
    new: dict[str | int, int] = {old: position for position, old in enumerate(numbers)}
    lines: dict[tuple[str | int, ...], int] = {}
    for path, line in file.places.lines.items():
        if len(path) < 2 or path[0] != "claim":
            lines[path] = line
        elif path[1] in new:
            lines["claim", new[path[1]], *path[2:]] = line
    return replace(file, places=Places(lines))


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for inner in value.values():
            yield from _ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids(inner)


def load_corpus(folder: Path = FOLDER) -> Corpus:
    """Read `folder`/registers and `folder`/facts, whatever is wrong with some of it."""
    reading = Reading()
    for file in reading.toml_files(folder / "registers"):
        reading.register_file(file)
    for file in reading.toml_files(folder / "facts"):
        reading.fact_file(file)
    return Corpus(
        reading.entries,
        reading.places,
        tuple(reading.files),
        tuple(reading.faults),
        frozenset(reading.broken),
        reading.complete,
    )
