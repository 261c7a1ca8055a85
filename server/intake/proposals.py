"""What is proposed of a text: a source, and claims that nobody has confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

# A value of a fact as TOML has it.
Value = object
Fields = Mapping[str, Value]
# What a claim differs in whose number makes the same only when it is computed with others.
COMPUTED = "derived"


@dataclass(frozen=True, slots=True)
class Unsure:
    """A field that is left open, or has a value that somebody must look at; why."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Similar:
    """A claim that another source makes, and the dimensions in which it differs; none: it states the same."""

    claim: str
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as it would stand in the facts: `claim` has its keys, `statements` those of each kind of statement.

    `open` are fields without a value, `doubts` such as have one that the words do not say.
    """

    claim: Fields
    statements: Mapping[str, Fields]
    open: tuple[Unsure, ...]
    doubts: tuple[Unsure, ...]
    similar: tuple[Similar, ...]
    periods: tuple[Fields, ...] = ()


@dataclass(frozen=True, slots=True)
class NoFact:
    """A number that is no fact (code points start to end): a page, a telephone, the number of a list."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """All that is proposed of a text, in its order."""

    proposals: tuple[Proposal, ...]
    no_facts: tuple[NoFact, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that is printed in a text (code points start to end), and the words before it."""

    day: date
    start: int
    end: int
    before: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a text in one language (code points start to end); `lang` is nb or nn."""

    start: int
    end: int
    lang: str


@dataclass(frozen=True, slots=True)
class SourceFound:
    """A text as it can be described without a reader; `publishers` are candidates, the likeliest first."""

    file: str
    sha256: str
    length: int
    title: str
    segments: tuple[Segment, ...]
    printed: tuple[Dated, ...]
    not_before: date | None
    publishers: tuple[str, ...]
    original: str
    extractor: str
