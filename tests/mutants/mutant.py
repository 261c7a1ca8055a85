"""A small wrong change of one file, and the part of the suite that should find it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TABLES = Path(__file__).parent
ROOT = TABLES.parents[1]


class Stale(ValueError):
    """A mutant that cannot be made: the code is no longer what it changes."""


@dataclass(frozen=True)
class Mutant:
    """What is replaced by what in which file; `dangerous` where wrong data would look right."""

    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    dangerous: bool = False

    @property
    def package(self) -> str:
        """The top-level package of the file."""
        return self.file.partition("/")[0]

    def __str__(self) -> str:
        shown = [" ".join(text.split()) for text in (self.old, self.new)]
        return f"{self.file}: {shown[0]!r} -> {shown[1]!r}"

    def applied(self, text: str) -> str:
        """The text of the file with the change; Stale where it fits not exactly once."""
        if (times := text.count(self.old)) != 1:
            raise Stale(f"{self}: the old text stands there {times} times")
        if self.old == self.new:
            raise Stale(f"{self}: changes nothing")
        return text.replace(self.old, self.new)


def mutants() -> Iterator[Mutant]:
    """All mutants of the tables beside this module, file by file."""
    for path in sorted(TABLES.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]:
            yield Mutant(**{**row, "tests": tuple(row["tests"])})
