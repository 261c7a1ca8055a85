"""The figures of a graph, frozen: each number, amount, count and dated event with all that a text can say of it."""

from dataclasses import dataclass
from decimal import Decimal

Texts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Backing:
    """A claim behind a figure: its labels by language, the words and the source that it stands in, how it is said."""

    iri: str
    labels: Texts
    fragment: str | None
    source: str
    source_iri: str
    mode: str
    mode_labels: Texts
    caveats: tuple[Texts, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """When a figure holds: years, or bounds of an undated time; `day` where it is one, in ISO 8601. `kind` is a code of the graph: year, span, change, undated, instant."""

    kind: str
    first: int | None
    last: int | None
    since: int | None = None
    said_in: int | None = None
    day: str = ""
    labels: Texts = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One statement with a number, or with a time that can be the fact itself.

    `subject` is what it is a figure of: figures of one subject differ in time, group or kind. `value` is None
    where the time is the fact. `bound` is eq, gt or lt, and of times before and after. `trend` is the sign of the
    development that ends in it, `onward` of the one that begins with it; 0 where the graph knows none. `misprints` are years that its source
    prints where it means others; `happening` is the code of what happened, of an event.
    """

    iri: str
    subject: str
    kind: str
    value: Decimal | None
    unit: str
    bound: str
    qualifier: str
    span: Span | None
    population: str
    area: str
    plan: str
    frame: str
    derived: bool
    labels: Texts
    claims: tuple[Backing, ...]
    core: tuple[str, ...]
    side: tuple[str, ...]
    population_names: tuple[str, ...]
    trend: int = 0
    onward: int = 0
    misprints: tuple[int, ...] = ()
    happening: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What figures have in common that state the same fact."""
        span = (
            None
            if self.span is None
            else (self.span.kind, self.span.first, self.span.last, self.span.since)
        )
        return (
            self.subject,
            self.kind,
            self.value,
            self.unit,
            self.bound,
            span,
            self.population,
            self.area,
            self.frame,
        )
