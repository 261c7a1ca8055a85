"""Two periods: the same, one within the other, different, or not known."""

from datetime import date

from graph_build.comparison.relation import Relation
from graph_build.reading.corpus import Corpus
from graph_build.schema.registers import Period

Window = tuple[date, date]


def _period(corpus: Corpus, slug: str) -> Period:
    entry = corpus.entries["period"][slug]
    assert isinstance(entry, Period)
    return entry


def dated(corpus: Corpus, slug: str) -> bool:
    """Whether the period has both of its dates."""
    period = _period(corpus, slug)
    return period.start is not None and period.end is not None


def window(corpus: Corpus, slug: str) -> Window:
    """The first and the last day that the period can have; without a bound, the first or last of all days."""
    period = _period(corpus, slug)
    first = period.start or period.not_before or date.min
    return first, period.end or period.not_after or date.max


def comes_before(corpus: Corpus, one: str, other: str) -> bool:
    """Whether the texts say that one period comes before the other, directly or over others."""
    later, seen = list(_period(corpus, one).before), set[str]()
    while later:
        slug = later.pop()
        if slug == other:
            return True
        if slug not in seen:
            seen.add(slug)
            later += _period(corpus, slug).before
    return False


def compare_periods(corpus: Corpus, one: str, other: str) -> Relation:
    """How the first stands to the second.

    An undated period is neither the same as another nor different from it, be it the same node: only its
    bounds, or an order that a text gives, can tell it apart, or put it within a dated one.
    """
    if comes_before(corpus, one, other) or comes_before(corpus, other, one):
        return Relation.DIFFERS
    (first, last), (begins, ends) = window(corpus, one), window(corpus, other)
    if last < begins or ends < first:
        return Relation.DIFFERS
    both = dated(corpus, one) and dated(corpus, other)
    if both and (first, last) == (begins, ends):
        return Relation.SAME
    if dated(corpus, other) and begins <= first and last <= ends:
        return Relation.WITHIN
    if dated(corpus, one) and first <= begins and ends <= last:
        return Relation.CONTAINS
    return Relation.DIFFERS if both else Relation.UNKNOWN
