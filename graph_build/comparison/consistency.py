"""Different measures of one thing that support or contradict each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from graph_build.comparison.comparable import Comparable
from graph_build.comparison.periods_compared import dated, window
from graph_build.comparison.relevance import level_of_change
from graph_build.comparison.rounding import rounds_to
from graph_build.reading.corpus import Corpus
from graph_build.schema.registers import Indicator

# Percentage points by which growth and growth per inhabitant may be apart for each year: how much the number
# of people that services are for can change.
POPULATION_GROWTH = Decimal(2)


@dataclass(frozen=True)
class Consistency:
    """Judges two figures by what the register says of their indicators, and by the other figures."""

    corpus: Corpus
    figures: tuple[Comparable, ...]

    def per_capita(self, total: Comparable, ratio: Comparable) -> bool:
        """Whether a growth and a growth per inhabitant of the same time are no further apart than people can be."""
        if total.indicator is None or ratio.indicator is None or total.period is None:
            return False
        of, by_head = total.indicator.change_of, ratio.indicator.change_of
        if of is None or by_head is None or not total.kind == ratio.kind == "relative-change":
            return False
        level = self.corpus.entries["indicator"][by_head]
        assert isinstance(level, Indicator)
        first, last = window(self.corpus, total.period)
        years = max(1, last.year - first.year)
        apart = abs(total.value - ratio.value)
        return level.per_capita_of == of and apart <= POPULATION_GROWTH * years

    def other_level(self, change: Comparable, level: Comparable) -> tuple[Comparable, bool] | None:
        """The level at the other end of a change, and whether the change is the difference of the two.

        None where `level` is not at an end of the change, or no figure is at the other.
        """
        if not level_of_change(self.corpus, change, level):
            return None
        ends = self._ends(change)
        for third in ends:
            for first, last in ((level, third), (third, level)):
                if self._at_ends(change, first, last):
                    return third, _is_change(change, first.value, last.value)
        return None

    def _ends(self, change: Comparable) -> Iterable[Comparable]:
        return (one for one in self.figures if level_of_change(self.corpus, change, one))

    def _at_ends(self, change: Comparable, first: Comparable, last: Comparable) -> bool:
        periods = [one.period for one in (change, first, last) if one.period is not None]
        if len(periods) < 3 or not all(dated(self.corpus, one) for one in periods):
            return False
        (begins, ends), start, end = (window(self.corpus, one) for one in periods)
        # Levels of years: the first begins when the change does, the last ends with it.
        return (
            (start[0], end[1]) == (begins, ends) and start[1] < end[0] and first.unit == last.unit
        )


def _is_change(change: Comparable, before: Decimal, after: Decimal) -> bool:
    if change.kind == "absolute-change":
        exact = after - before
    elif before:
        exact = (after - before) / before * 100
    else:
        return False
    return exact == change.value or rounds_to(exact, change.value)
