"""What is said of a text that is held against the graph."""

from dataclasses import dataclass
from decimal import Decimal

VERDICTS = ("stated", "near", "not-in-graph", "no-fact", "context")


@dataclass(frozen=True, slots=True)
class ClaimFound:
    """A claim that states a figure, or one near it: what it is called, its words, its source, and in what it differs."""

    iri: str
    label: str
    lang: str
    fragment: str | None
    source: str
    source_iri: str
    statement: str
    mode: str
    caveats: tuple[str, ...]
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence about a finding, in each language."""

    nb: str
    nn: str
    en: str


@dataclass(frozen=True, slots=True)
class ExpressionFound:
    """A numeric expression of the text (code points start to end, exclusive) and its verdict."""

    start: int
    end: int
    text: str
    kind: str
    value: Decimal | str | None
    verdict: str
    claims: tuple[ClaimFound, ...]
    derived: bool
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that the graph knows, named in the text, or words that stand in one of its sources (kind quotation)."""

    start: int
    end: int
    text: str
    kind: str
    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All findings, in the order of the text; `sha256` is of its UTF-8 bytes. The text itself is not kept."""

    sha256: str
    length: int
    expressions: tuple[ExpressionFound, ...]
    mentions: tuple[Mention, ...]
