"""All facts and registers in memory, with the place each was read from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from graph_build.errors import Fault, FaultyFacts
from graph_build.reading import TomlFile, parse_as, read_toml
from graph_build.schema import registers
from graph_build.schema.claims import Claim, FactFile
from graph_build.schema.registers import Entry, Source
from graph_build.schema.statements import Statement

FOLDER = Path(__file__).parent
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
    for field in fields(claim):  # type: ignore[arg-type]
        value = getattr(claim, field.name)
        if isinstance(value, tuple) and value and isinstance(value[0], Statement):
            yield field.name, value


@dataclass(frozen=True)
class Corpus:
    """Registers by name and id, and the fact files in order of their source."""

    entries: Mapping[str, Mapping[str, Entry]]
    entry_places: Mapping[tuple[str, str], Place]
    files: tuple[tuple[TomlFile, FactFile], ...]

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


def _read_registers(
    folder: Path, faults: list[Fault]
) -> tuple[dict[str, dict[str, Entry]], dict[tuple[str, str], Place]]:
    entries: dict[str, dict[str, Entry]] = {name: {} for name in REGISTERS}
    places: dict[tuple[str, str], Place] = {}
    for path in sorted(folder.glob("*.toml")):
        file = read_toml(path, f"registers/{path.name}")
        if isinstance(file, Fault):
            faults.append(file)
            continue
        for key, many in file.values.items():
            register = key.replace("_", "-")
            if register not in REGISTERS or not isinstance(many, list):
                names = ", ".join(f"[[{name.replace('-', '_')}]]" for name in sorted(REGISTERS))
                faults.append(file.fault((key,), f"unknown register {key}; use one of {names}"))
                continue
            for number, value in enumerate(many):
                _read_entry(register, file, (key, number), value, (entries, places, faults))
    return entries, places


def _read_entry(
    register: str, file: TomlFile, path: tuple[str | int, ...], value: Any, into: Any
) -> None:
    entries, places, faults = into
    entry = parse_as(REGISTERS[register], file, path, value)
    if isinstance(entry, list):
        faults.extend(entry)
        return
    if entry.id in entries[register]:
        other, there = places[register, entry.id]
        where = f"{other.name}:{other.places.line(there)}"
        faults.append(
            file.fault((*path, "id"), f"id {entry.id} is taken at {where}; choose another")
        )
        return
    entries[register][entry.id] = entry
    places[register, entry.id] = (file, path)


def _read_facts(folder: Path, faults: list[Fault]) -> tuple[tuple[TomlFile, FactFile], ...]:
    files = []
    for path in sorted(folder.glob("*.toml")):
        file = read_toml(path, f"facts/{path.name}")
        if isinstance(file, Fault):
            faults.append(file)
            continue
        facts = parse_as(FactFile, file, (), file.values)
        if isinstance(facts, list):
            faults.extend(facts)
        else:
            files.append((file, facts))
    return tuple(files)


def load_corpus(folder: Path = FOLDER) -> Corpus:
    """Read `folder`/registers and `folder`/facts; FaultyFacts with every fault of form."""
    faults: list[Fault] = []
    entries, places = _read_registers(folder / "registers", faults)
    files = _read_facts(folder / "facts", faults)
    if faults:
        unreadable = any(
            f.what.startswith(("is not UTF-8", "is not TOML", "cannot")) for f in faults
        )
        raise FaultyFacts(faults, unreadable)
    return Corpus(entries, places, files)
