"""One reason why an answer may be empty."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """A term as it is `written`, what to write `instead` (empty: nothing is known), and others that are near.

    `kind` names the sentence; `mended` is the whole query with that in its place, where there is something.
    """

    kind: str
    written: str
    instead: str = ""
    others: tuple[str, ...] = ()
    mended: str | None = None
