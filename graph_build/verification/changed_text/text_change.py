"""What is known of a registered text, and what happened to a file that should hold it."""

from dataclasses import dataclass
from typing import Literal

CauseKind = Literal[
    "empty",
    "binary",
    "encoding",
    "byte-order-mark",
    "no-byte-order-mark",
    "line-ends",
    "other-line-ends",
    "decomposed",
    "composed",
    "added-before",
    "added-after",
    "taken-after",
    "space-for-nbsp",
    "nbsp-for-space",
    "replaced",
    "inserted",
    "removed",
    "places",
    "changed-between",
    "outside",
    "changed-too",
    "other-source",
    "other-text",
    "unknown",
]


@dataclass(frozen=True)
class KnownPassage:
    """A passage as the facts have it: offsets in code points (end exclusive), hash, perhaps words of it."""

    start: int
    end: int
    sha256: str
    fragment: str | None = None

    @property
    def length(self) -> int:
        """Code points."""
        return self.end - self.start


@dataclass(frozen=True)
class KnownText:
    """A source as the facts have it, without its text: length in code points, hash, passages."""

    id: str
    length: int
    sha256: str
    passages: tuple[KnownPassage, ...] = ()


@dataclass(frozen=True)
class Cause:
    """One thing that happened to a text.

    `at`: where, in code points from 0, of the file once the form (byte order mark, line ends,
    decomposed letters) is undone; two numbers of `inserted`, `removed` and `changed-between` are the
    bounds of what is known. `amount`: how many code points; of `places`, how many places. `name`:
    an encoding, a kind of line ends, another source, or the characters now and before.
    """

    kind: CauseKind
    at: tuple[int, ...] = ()
    amount: int = 0
    name: str = ""


@dataclass(frozen=True)
class TextChange:
    """Why a text is not the registered one.

    `whole`: with the causes undone it is, so that nothing else has changed. `found`: of the passages
    that do not stand in their place, the start at which each stands in the file, word for word.
    """

    causes: tuple[Cause, ...]
    whole: bool
    found: tuple[tuple[KnownPassage, int], ...] = ()
