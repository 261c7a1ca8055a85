"""Which sentence tells the reason of a verdict, and from which of the two figures it is told."""

from graph_build.comparison.comparable import Comparable
from graph_build.comparison.periods_compared import comes_before, window
from graph_build.comparison.rounding import approximate, bounded
from graph_build.comparison.verdict import Verdict
from graph_build.reading.corpus import Corpus

Told = tuple[str, Comparable, Comparable]


def told(corpus: Corpus, one: Comparable, other: Comparable, found: Verdict) -> Told:
    """The name of the sentence, and the two figures in the order in which it speaks of them."""
    if found.part is not None and found.whole is not None:
        return found.ground, found.part, found.whole
    match found.outcome:
        case "differs-in":
            return _apart(one, other, found)
        case "same-fact" if one.stated.source == other.stated.source:
            return "same-fact-one-source", one, other
        case "same-within-rounding":
            return _rounded(one, other)
        case "same-series":
            return "same-series", *_in_time(corpus, one, other)
        case _:
            return found.ground, one, other


def _rounded(one: Comparable, other: Comparable) -> Told:
    for first, second in ((one, other), (other, one)):
        if approximate(first) or bounded(first, second.value) is not None:
            return "same-with-qualifier", first, second
    return "same-within-rounding", one, other


def _in_time(corpus: Corpus, one: Comparable, other: Comparable) -> tuple[Comparable, Comparable]:
    """The earlier first, by the order that a text gives or the first day that each can have."""
    assert one.period is not None
    assert other.period is not None
    if comes_before(corpus, one.period, other.period):
        return one, other
    turned = window(corpus, other.period)[0] < window(corpus, one.period)[0]
    turned = turned or comes_before(corpus, other.period, one.period)
    return (other, one) if turned else (one, other)


def _apart(one: Comparable, other: Comparable, found: Verdict) -> Told:
    """The sentence for two that differ: a telling one where the two belong together, else the dimensions."""
    for first, second in ((one, other), (other, one)):
        ground = _belonging(first, second)
        if ground is not None:
            return ground, first, second
    if found.differs == ("population",):
        return "other-population", one, other
    return ("same-number" if one.spoken == other.spoken else "differs-in"), one, other


def _belonging(first: Comparable, second: Comparable) -> str | None:
    """How two that differ belong together, told from the first."""
    sorts, kinds = (first.sort, second.sort), (first.kind, second.kind)
    if first.plan is not None and first.plan == second.plan and second.frame == "of":
        return {"outside": "outside-frame"}.get(first.frame or "") or (
            "frame-and-spending" if first.kind == "appropriation" else None
        )
    if sorts == ("target", "funding") and set(first.measures) & set(second.measures):
        return "target-and-money"
    if first.indicator is None or second.indicator is None:
        return None
    if sorts == ("target", "observation") and first.indicator == second.indicator:
        return "target-and-report"
    change = first.indicator.change_of == second.indicator.id and sorts[0] == sorts[1]
    return "change-and-level" if change and kinds[0] != kinds[1] else None
