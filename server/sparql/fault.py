"""Why a query has no answer, as a page can say it in its own language: the kind, the place, what was expected there."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from server.http.messages import HttpError

BEGIN = "The query is no SPARQL 1.1 query"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, by its `kind` and as one English sentence.

    `line` and `column` count from 1, in characters, where there is a place, and `length` characters there are
    wrong; `found` is what stands there, `expected` what could. `most`: the limit that was passed.
    """

    kind: str
    message: str
    line: int = 0
    column: int = 0
    length: int = 0
    found: str = ""
    expected: tuple[str, ...] = ()
    most: float = 0

    def written(self) -> str:
        """The fault on its way from the worker."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "Fault":
        """The fault that `written` has written."""
        found = json.loads(text)
        return cls(**{**found, "expected": tuple(found["expected"])})


class QueryFault(HttpError):
    """A query without an answer, with its fault."""

    def __init__(self, status: int, fault: Fault, *headers: tuple[str, str]) -> None:
        self.fault = fault
        super().__init__(status, fault.message, *headers)


def syntax_fault(query: str, place: int, kind: str, text: str, found: str = "") -> Fault:
    """A fault at a place of a query, of which `text` says what it is."""
    line = query.count("\n", 0, place) + 1
    column = place - query.rfind("\n", 0, place)
    message = f"{BEGIN}: line {line}, column {column}: {text}."
    return Fault(kind, message, line, column, max(1, len(found)), found)


def with_expected(fault: Fault, expected: Sequence[str]) -> Fault:
    """The fault with what could stand at its place."""
    return replace(fault, expected=tuple(expected))
