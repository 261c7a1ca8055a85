"""The dimensions in which two figures are compared, each with how the first stands to the second."""

from collections.abc import Callable, Iterator, Mapping

from graph_build.comparison.comparable import Comparable
from graph_build.comparison.periods_compared import compare_periods
from graph_build.comparison.relation import Relation
from graph_build.reading.corpus import Corpus

Relations = Mapping[str, Relation]
# What a figure of the sort cannot be compared without.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "observation": ("population", "area", "period"),
    "target": ("population", "period"),
    "funding": ("period",),
    "count": ("plan",),
}
# The property of an entry that leads to what contains it.
WIDER = {"population": "broader", "area": "within", "measure": "part_of"}


def wider(corpus: Corpus, register: str, slug: str) -> Iterator[str]:
    """What contains a population, an area or a measure, from the nearest outwards; a circle ends."""
    seen, above = {slug}, getattr(corpus.entries[register][slug], WIDER[register])
    while above and above not in seen:
        yield above
        seen.add(above)
        above = getattr(corpus.entries[register][above], WIDER[register])


def compare_things(corpus: Corpus, register: str, one: str, other: str) -> Relation:
    """Two populations, areas or measures."""
    if one == other:
        return Relation.SAME
    if other in wider(corpus, register, one):
        return Relation.WITHIN
    if one in wider(corpus, register, other):
        return Relation.CONTAINS
    return Relation.DIFFERS


def relations(corpus: Corpus, one: Comparable, other: Comparable) -> Relations:
    """Dimension → relation, for those in which the two can be compared; in the order of reasons."""
    found = {
        "indicator": _equal(_slug(one), _slug(other)),
        "kind": _equal((one.sort, one.kind), (other.sort, other.kind)),
        "measure": _measures(corpus, one, other),
        "plan": _equal(one.plan, other.plan),
        "frame": _frame(one, other),
        "unit": _equal(one.unit, other.unit),
    }
    for name, compare in _things(corpus).items():
        first, second = getattr(one, name), getattr(other, name)
        if first is not None and second is not None:
            found[name] = compare(first, second)
        elif any(name in NEEDED[side.sort] for side in (one, other)) and one.sort == other.sort:
            found[name] = Relation.UNKNOWN
    return {name: relation for name, relation in found.items() if relation is not None}


def _things(corpus: Corpus) -> Mapping[str, Callable[[str, str], Relation]]:
    return {
        "population": lambda one, other: compare_things(corpus, "population", one, other),
        "area": lambda one, other: compare_things(corpus, "area", one, other),
        "period": lambda one, other: compare_periods(corpus, one, other),
    }


def _slug(one: Comparable) -> str | None:
    return one.indicator.id if one.indicator else None


def _equal(one: object, other: object) -> Relation | None:
    if one is None or other is None:
        return None
    return Relation.SAME if one == other else Relation.DIFFERS


def _frame(one: Comparable, other: Comparable) -> Relation | None:
    if (one.sort, other.sort) != ("funding", "funding") or one.frame == other.frame:
        return _equal(one.frame, other.frame)
    # Money that a text does not place is not thereby placed elsewhere.
    if one.frame is None or other.frame is None:
        return Relation.UNKNOWN if one.kind == other.kind else None
    return Relation.DIFFERS


def _measures(corpus: Corpus, one: Comparable, other: Comparable) -> Relation | None:
    """What the money goes to, or the target is of; a frame and an amount that names no measure have a plan."""
    mine, theirs = one.measures, other.measures
    if not mine or not theirs:
        same_plan = mine == theirs and one.plan is not None
        money = (one.sort, other.sort) == ("funding", "funding") and one.kind == other.kind
        return Relation.UNKNOWN if money and not same_plan else None
    if mine == theirs:
        return Relation.SAME
    if len(mine) == len(theirs) == 1:
        return compare_things(corpus, "measure", mine[0], theirs[0])
    if set(mine) < set(theirs):
        return Relation.WITHIN
    return Relation.CONTAINS if set(theirs) < set(mine) else Relation.DIFFERS
