"""What a chart is made of: values with their bounds, developments in words, in the language of the reader."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from server.answers.charts.chart_words import DOWN, UP, bound_of
from server.answers.elements.figures import Figure
from server.answers.elements.wording import period_text, value_text, worked
from shapes.rendering.quotation import quoted


@dataclass(frozen=True, slots=True)
class Entry:
    """A value: how it is written, when it holds (no year: undated), how sure it is, which way it is open.

    `bound`: gt, ge, lt, le, about, or empty; `until` and `until_text`: the other end of a range. `limits`: the words
    of the text that qualify it; `worked`: how it was calculated, of one that no text states.
    """

    value: Decimal
    text: str
    when: str
    year: int | None
    uncertain: bool
    href: str
    bound: str = ""
    until: Decimal | None = None
    until_text: str = ""
    limits: tuple[str, ...] = ()
    worked: str = ""

    @property
    def exact(self) -> bool:
        """Whether a line may go through it: a value that a text states, and no bound."""
        return self.until is None and not self.worked and self.bound not in (*UP, *DOWN)

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Its value, or the ends of its range."""
        return (self.value,) if self.until is None else (self.value, self.until)


@dataclass(frozen=True, slots=True)
class Change:
    """A development that a text gives in words only: its way (increase, decrease, stable, or another), its words, when."""

    way: str
    text: str
    when: str
    first: int | None
    last: int | None
    uncertain: bool
    limits: tuple[str, ...] = ()


def entries(figures: Iterable[Figure], lang: str) -> tuple[Entry, ...]:
    """Figures with a value as entries; a lower and an upper bound of one claim are one range."""
    found = [(one, _entry(one, lang)) for one in figures if one.value is not None]
    return tuple(_ranges(found))


def changes(figures: Iterable[Figure], lang: str) -> tuple[Change, ...]:
    """Trends and comparisons as developments; a word of comparison only where no trend of its claim says the same."""
    found = [one for one in figures if one.kind in ("trend", "comparison")]
    trends = {(_stated(one), _way(one)) for one in found if one.kind == "trend"}
    return tuple(
        _change(one, lang)
        for one in found
        if one.measure != "difference" or (_stated(one), _way(one)) not in trends
    )


def _stated(one: Figure) -> tuple[str, str]:
    """In which claim, and of which period."""
    return (one.claim.iri if one.claim else one.iri, one.period.name.iri if one.period else "")


def _entry(one: Figure, lang: str) -> Entry:
    value = one.value if one.value is not None else Decimal(0)
    bound = bound_of(one.qualifier.text) if one.qualifier else ""
    return Entry(
        value,
        value_text(one, lang),
        period_text(one),
        one.period.last if one.period else None,
        one.uncertain,
        one.claim.href if one.claim else "",
        bound,
        limits=_limits(one, lang),
        worked=f"{value_text(one, lang)} = {worked(one, lang)}" if one.expression else "",
    )


def _limits(one: Figure, lang: str) -> tuple[str, ...]:
    return tuple(quoted(said.text, lang) for said in one.limiting_words)


def _ranges(found: Sequence[tuple[Figure, Entry]]) -> Iterator[Entry]:
    """The entries, of which a bound from below and one from above, of one claim and period, are put together."""
    ends = dict[tuple[str, str], Entry]()
    for figure, one in found:
        if one.bound in DOWN and figure.claim:
            ends[figure.claim.iri, one.when] = one
    met = set[int]()
    for figure, one in found:
        high = ends.get((figure.claim.iri, one.when)) if figure.claim else None
        if one.bound in UP and high is not None and high.value >= one.value:
            met.add(id(high))
            yield _range(one, high)
        elif one.bound not in DOWN:
            yield one
    yield from (one for _, one in found if one.bound in DOWN and id(one) not in met)


def _range(low: Entry, high: Entry) -> Entry:
    return Entry(
        low.value,
        low.text,
        low.when,
        low.year,
        low.uncertain or high.uncertain,
        low.href,
        until=high.value,
        until_text=high.text,
        limits=tuple(dict.fromkeys((*low.limits, *high.limits))),
    )


def _change(one: Figure, lang: str) -> Change:
    text = value_text(one, lang)
    if one.strength:
        text = f"{text} {quoted(one.strength.text, lang)}"
    return Change(
        _way(one),
        text,
        period_text(one),
        one.period.first if one.period else None,
        one.period.last if one.period else None,
        one.uncertain,
        _limits(one, lang),
    )


def _way(one: Figure) -> str:
    """Which way it goes: as its text says, or as its number lies to no change (once as much, nothing more)."""
    if one.direction is not None:
        return one.direction.iri.rsplit("/", 1)[-1]
    if one.value is None:
        return ""
    side = one.value - (1 if one.measure == "ratio" else 0)
    if one.operator in UP:
        return "increase" if side >= 0 else ""
    if one.operator in DOWN:
        return "decrease" if side <= 0 else ""
    return "increase" if side > 0 else "decrease" if side else "stable"
