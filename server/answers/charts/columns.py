"""How a chart is divided: the numbers of its axis, what has a year, and a lane for what has none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.answers.charts.entries import Change, Entry
from server.answers.charts.labels import Box
from server.answers.charts.scale import Places

RIGHT = 14
SLOT, LANE = (
    (120, 84),
    (170, 120),
)  # of an undated figure, of developments without a date; wide and narrow
PAD = (40, 22)
DATED = 0.45  # of the room that what has a year keeps


@dataclass(frozen=True, slots=True)
class Columns:
    """`left` and `end` of what has a year, `lane` where the rest begins (None: all has a year), `years` to places."""

    left: float
    end: float
    lane: float | None
    right: float
    years: Places

    @classmethod
    def of(
        cls, entries: Sequence[Entry], changes: Sequence[Change], left: float, width: int
    ) -> "Columns":
        """The columns of a chart of that width, whose axis stands at `left`."""
        narrow, right = int(width < 400), float(width - RIGHT)
        years = [*_years(entries, changes)]
        undated = sum(one.year is None for one in entries)
        wanted = float(SLOT[narrow] * undated)
        if any(one.first is None for one in changes):
            wanted = max(wanted, float(LANE[narrow]))
        if not years:
            lane: float | None = left
        else:
            lane = right - min(wanted, (right - left) * (1 - DATED)) if wanted else None
        end = right if lane is None else lane
        first, last = min(years, default=0), max(years, default=0)
        return cls(
            left, end, lane, right, Places(first, last, left + PAD[narrow], end - PAD[narrow])
        )

    @property
    def dated(self) -> Box:
        """The room of what has a year."""
        return Box(self.left, 0, self.end - 3, 10_000)

    @property
    def undated(self) -> Box:
        """The room of what has none."""
        return Box(self.end + 3, 0, self.right, 10_000)

    def places(self, entries: Sequence[Entry]) -> list[float]:
        """Where entries stand: by their year, or side by side in the lane."""
        undated = [one for one in entries if one.year is None]
        slot = self.slot(len(undated))
        beside = iter(range(len(undated)))
        return [
            self.years.at(one.year)
            if one.year is not None
            else round(self.end + slot * (next(beside) + 0.5), 1)
            for one in entries
        ]

    def slot(self, undated: int) -> float:
        """The room of each of so many undated values."""
        return (self.right - self.end) / max(undated, 1)


def _years(entries: Iterable[Entry], changes: Iterable[Change]) -> Iterable[int]:
    yield from (one.year for one in entries if one.year is not None)
    for one in changes:
        yield from (year for year in (one.first, one.last) if year is not None)
