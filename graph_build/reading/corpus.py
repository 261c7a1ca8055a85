"""All facts and registers in memory, with the place each was read from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path

from graph_build.errors import Fault
from graph_build.reading.toml_file import TomlFile
from graph_build.reading.toml_lines import TomlPath
from graph_build.schema import registers
from graph_build.schema.claims import Claim, FactFile
from graph_build.schema.registers import Entry, Source
from graph_build.schema.statements import Statement

Place = tuple[TomlFile, TomlPath]


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


# Every subclass of Entry, by its name: a new register needs its class and nothing here.
REGISTERS: Mapping[str, type[Entry]] = {
    _kebab(name): kind
    for name, kind in vars(registers).items()
    if isinstance(kind, type) and issubclass(kind, Entry) and kind is not Entry
}
# A link to one of these may lead into any of several registers; the first that has the id is it.
UNIONS: Mapping[str, tuple[str, ...]] = {
    "agent": ("organisation", "person"),
    "plan-element": ("goal", "focus-area", "measure"),
    "linked-thing": ("indicator", "measure", "goal", "organisation"),
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
    Where not even ids could be read (`complete` is false), no link is said to dangle. `beside`
    says whether facts of the user's own stand beside the shipped ones; None where there are none
    of the user's own. `waiting` has how many proposals of each file nobody has confirmed, `own` is the
    user's folder, in which texts may lie too.
    """

    entries: Mapping[str, Mapping[str, Entry]]
    entry_places: Mapping[tuple[str, str], Place]
    files: tuple[tuple[TomlFile, FactFile], ...]
    faults: tuple[Fault, ...] = ()
    broken: frozenset[str] = frozenset()
    complete: bool = True
    beside: bool | None = None
    waiting: Mapping[str, int] = field(default_factory=dict)
    own: Path | None = None

    def missing(self, id: str) -> bool:
        """Whether `id` may stand in what could not be read."""
        # A link across sources has the source before the id (003-workforce); what is broken stands without.
        return not self.complete or id in self.broken or id.partition("-")[2] in self.broken

    @property
    def sources(self) -> Mapping[str, Source]:
        """The source register."""
        found = self.entries["source"]
        return {id: entry for id, entry in found.items() if isinstance(entry, Source)}

    @cached_property
    def by_source(self) -> Mapping[str, FactFile]:
        """Source → all that is recorded of it, whichever file it stands in; in the order of the files."""
        found: dict[str, FactFile] = {}
        for _, facts in self.files:
            known = found.get(facts.source, FactFile(source=facts.source))
            found[facts.source] = FactFile(
                source=facts.source,
                claim=known.claim + facts.claim,
                unclaimed=known.unclaimed + facts.unclaimed,
            )
        return found

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


def claims_with_place(corpus: Corpus) -> Iterator[tuple[FactFile, Claim, TomlFile, int]]:
    """Each claim with its file and its number in the file."""
    for file, facts in corpus.files:
        for number, claim in enumerate(facts.claim):
            yield facts, claim, file, number
