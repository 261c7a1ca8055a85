"""What can be wrong with the input, each with its place."""

from dataclasses import dataclass


class RusfeltError(Exception):
    """Base of all errors a user can cause; `str()` of it is one line for the user."""


class Unreadable(RusfeltError):
    """A file is missing, is no UTF-8 or no TOML, or a folder cannot be written."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: file, line (1-based), what, and what would be right.

    `unreadable`: the file could not be read at all. `cause`: others follow from it, so it is told first.
    """

    file: str
    line: int
    what: str
    unreadable: bool = False
    cause: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class FaultyFacts(RusfeltError):
    """The facts do not hold together; `faults` has every fault, causes first, sorted by place.

    `unreadable` where a file among them could not be read at all.
    """

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(set(faults), key=lambda one: (not one.cause, one)))
        self.unreadable = any(fault.unreadable for fault in faults)
        super().__init__("\n".join(map(str, self.faults)))
