"""What an engine finds: results in one form, whichever engine ran."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One validation result (https://www.w3.org/TR/shacl/#results).

    `focus`, `path` and `value` are N-Triples terms, `shape` and `component` IRIs, `severity` the
    local name of a SHACL severity (Violation, Warning, Info).
    """

    focus: str
    path: str | None
    value: str | None
    shape: str
    component: str
    severity: str

    @property
    def key(self) -> tuple[str, ...]:
        """What results are sorted and told apart by."""
        return (self.shape, self.component, self.focus, self.path or "", self.value or "")


@dataclass(frozen=True)
class Failure:
    """A constraint that could not be run, and why: never the same as one that holds."""

    shape: str
    reason: str

    @classmethod
    def of(cls, shape: object, error: BaseException) -> "Failure":
        """The failure that an engine's exception is, told in one line."""
        told = " ".join(str(getattr(error, "message", "") or error).split())
        return cls(str(shape), told or type(error).__name__)


@dataclass(frozen=True)
class Run:
    """All results in stable order, what could not be run, and how many focus nodes there were."""

    results: tuple[Result, ...]
    failures: tuple[Failure, ...]
    focus_nodes: int


def sorted_results(results: Iterable[Result]) -> tuple[Result, ...]:
    """Each result once, in stable order."""
    return tuple(sorted(set(results), key=lambda one: (*one.key, one.severity)))


def sorted_failures(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    """Each failure once, in stable order."""
    return tuple(sorted(set(failures), key=lambda one: (one.shape, one.reason)))
