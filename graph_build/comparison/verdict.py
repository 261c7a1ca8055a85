"""What a pair shows: one outcome, the dimensions that differ, those that are not known, and which is part of which."""

from dataclasses import dataclass, replace

from graph_build.comparison.comparable import Comparable
from graph_build.comparison.consistency import Consistency
from graph_build.comparison.dimensions import Relations, relations
from graph_build.comparison.relation import Relation
from graph_build.comparison.rounding import compare_values


@dataclass(frozen=True)
class Verdict:
    """One of the codes of the list `outcome`, and why.

    `ground` names the sentence of the reason. Of a pair in which one is part of the other `part` and
    `whole` say which; `third` is the other level that shows a change to be right or wrong.
    """

    outcome: str
    ground: str
    differs: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    part: Comparable | None = None
    whole: Comparable | None = None
    third: Comparable | None = None


def verdict(consistency: Consistency, one: Comparable, other: Comparable) -> Verdict:
    """The verdict on two figures; the same, seen from the other side, where they are exchanged."""
    corpus = consistency.corpus
    for first, second in ((one, other), (other, one)):
        found = relations(corpus, first, second)
        special = _attributed(first, second, found) or _within_frame(first, second, found)
        special = special or _per_capita(consistency, first, second, found)
        special = special or _change(consistency, first, second)
        if special is not None:
            return special
    return _general(one, other, relations(corpus, one, other))


def _general(one: Comparable, other: Comparable, found: Relations) -> Verdict:
    """What differs for certain outweighs what is not known, and that outweighs what is part of what."""
    named = {
        relation: tuple(name for name, of in found.items() if of is relation)
        for relation in Relation
    }
    apart, unknown = named[Relation.DIFFERS], named[Relation.UNKNOWN]
    inside, outside = named[Relation.WITHIN], named[Relation.CONTAINS]
    if apart == ("period",) and not (unknown or inside or outside):
        return Verdict("same-series", "same-series", apart)
    if apart or (not unknown and inside and outside):
        differs = tuple(name for name in found if name in apart + inside + outside)
        return Verdict("differs-in", "differs-in", differs, unknown)
    if unknown:
        return Verdict("unknown", "unknown", unknown=unknown)
    if inside or outside:
        part, whole = (one, other) if inside else (other, one)
        return Verdict("part-of", f"part-{(inside or outside)[0]}", part=part, whole=whole)
    outcome = compare_values(one, other)
    return Verdict(outcome, outcome, ("value",) if one.value != other.value else ())


def _attributed(part: Comparable, whole: Comparable, found: Relations) -> Verdict | None:
    """A change with a stated cause is not more than the change of the same or a longer time."""
    if part.indicator is None or whole.indicator is None:
        return None
    if part.indicator.attributed_part_of != whole.indicator.id or part.sort != whole.sort:
        return None
    inside = (Relation.SAME, Relation.WITHIN)
    if any(found.get(name) not in inside for name in ("population", "area", "unit")):
        return None
    if found["period"] is Relation.UNKNOWN:
        return Verdict("unknown", "attributed-unknown", unknown=("period",), part=part, whole=whole)
    if found["period"] not in inside:
        return None
    if part.value > whole.value:
        ground = "attributed-conflict"
        return Verdict("possible-conflict", ground, ("indicator", "value"), (), part, whole)
    return Verdict("agrees-with", "attributed-agrees", part=part, whole=whole)


def _within_frame(part: Comparable, whole: Comparable, found: Relations) -> Verdict | None:
    """Money within the frame of a plan is part of the frame."""
    if (part.frame, whole.frame) != ("within", "of") or part.plan != whole.plan:
        return None
    if found["period"] not in (Relation.SAME, Relation.WITHIN):
        return None
    return Verdict("part-of", "part-frame", part=part, whole=whole)


def _per_capita(
    consistency: Consistency, total: Comparable, ratio: Comparable, found: Relations
) -> Verdict | None:
    same = all(
        found.get(name) is Relation.SAME for name in ("population", "area", "unit", "period")
    )
    if not same or not consistency.per_capita(total, ratio):
        return None
    return Verdict("agrees-with", "per-capita", part=ratio, whole=total)


def _change(consistency: Consistency, change: Comparable, level: Comparable) -> Verdict | None:
    found = consistency.other_level(change, level)
    if found is None:
        return None
    third, right = found
    told = Verdict("agrees-with", "change-agrees", part=change, whole=level, third=third)
    if right:
        return told
    return replace(
        told, outcome="possible-conflict", ground="change-conflict", differs=("indicator", "value")
    )
