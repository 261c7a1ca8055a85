"""Which two figures a reader could confuse or connect (decision 16)."""

from graph_build.comparison.comparable import Comparable
from graph_build.comparison.dimensions import wider
from graph_build.comparison.periods_compared import compare_periods
from graph_build.comparison.relation import Relation
from graph_build.reading.corpus import Corpus

# Numbers below ten are everywhere; nobody takes 5 goals for 5 percent.
LEAST = 10


def connected(corpus: Corpus, one: Comparable, other: Comparable) -> bool:
    """Whether the two are worth a pair."""
    return (
        _same_number(one, other)
        or _same_matter(one, other)
        or level_of_change(corpus, one, other)
        or level_of_change(corpus, other, one)
        or _same_measure(corpus, one, other)
        or _same_plan(one, other)
        or _same_count(one, other)
    )


def _same_number(one: Comparable, other: Comparable) -> bool:
    return one.spoken == other.spoken and one.spoken >= LEAST


def _same_matter(one: Comparable, other: Comparable) -> bool:
    """One indicator, or two of one family: 500, 896 and 2 500 årsverk; a target and what is reported on it."""
    if one.indicator is None or other.indicator is None:
        return False
    return one.indicator.family == other.indicator.family


def level_of_change(corpus: Corpus, change: Comparable, level: Comparable) -> bool:
    """A change, and a level of what has changed: of the same population, within the time of the change."""
    if change.indicator is None or change.indicator.change_of is None or level.indicator is None:
        return False
    if (change.indicator.change_of, change.population) != (level.indicator.id, level.population):
        return False
    if change.period is None or level.period is None:
        return False
    within = compare_periods(corpus, level.period, change.period) is Relation.WITHIN
    return within and change.sort == level.sort == "observation" and change.area == level.area


def _same_measure(corpus: Corpus, one: Comparable, other: Comparable) -> bool:
    """Money and money, or money and target, of one measure or of a part of it."""
    mine, theirs = (
        {above for slug in side.measures for above in (slug, *wider(corpus, "measure", slug))}
        for side in (one, other)
    )
    return bool(mine & set(other.measures) or theirs & set(one.measures))


def _same_plan(one: Comparable, other: Comparable) -> bool:
    """The money of a whole plan beside all that is within or outside its frame, or beside the same told again."""
    if (one.sort, other.sort) != ("funding", "funding") or one.plan is None:
        return False
    whole = "of" in (one.frame, other.frame)
    return one.plan == other.plan and (whole or not (one.measures or other.measures))


def _same_count(one: Comparable, other: Comparable) -> bool:
    both = one.sort == other.sort == "count"
    return both and (one.kind, one.plan) == (other.kind, other.plan)
