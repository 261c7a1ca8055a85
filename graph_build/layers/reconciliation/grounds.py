"""Which sentence tells the reason of a verdict, and from which of the two figures it is told."""

from graph_build.layers.reconciliation.comparable import Comparable
from graph_build.layers.reconciliation.periods_compared import window
from graph_build.layers.reconciliation.rounding import approximate, bounded
from graph_build.layers.reconciliation.verdict import Verdict
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
            first, second = sorted((one, other), key=lambda figure: _start(corpus, figure))
            return "same-series", first, second
        case _:
            return found.ground, one, other


def _rounded(one: Comparable, other: Comparable) -> Told:
    for first, second in ((one, other), (other, one)):
        if approximate(first) or bounded(first, second.value) is not None:
            return "same-with-qualifier", first, second
    return "same-within-rounding", one, other


def _start(corpus: Corpus, figure: Comparable) -> str:
    """The first day that the period can have; what has no bound keeps its place."""
    return "" if figure.period is None else window(corpus, figure.period)[0].isoformat()


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
