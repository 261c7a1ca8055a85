"""Plans and sources over the years as a drawing: a bar for what lasts, a mark for a printed day, a broken line for bounds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from server.answers.names import Named
from server.answers.timeline.timeline_page import Timeline

WIDTH, LEFT, RIGHT = 480.0, 8.0, 470.0
TOP, HEIGHT = 26.0, 40.0  # of the first lane; of each


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of the drawing: where its name and its marks are; `start` and `end` of a bar or of bounds.

    `sure`: a dated period; else bounds, of which one may be open. `printed`: where a printed day is.
    """

    thing: Named
    y: float
    start: float
    end: float
    sure: bool
    printed: float | None
    open_start: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class Lanes:
    """The drawing: its size, years with the place of their first day, lanes from above."""

    width: float
    height: float
    years: tuple[tuple[int, float], ...]
    lanes: tuple[Lane, ...]


def lanes(found: Timeline) -> Lanes | None:
    """The drawing of a timeline; None where nothing in it has a day."""
    rows = [(one.what, one.when.first, one.when.last, one.when.dated, "") for one in found.plans]
    rows += [
        (one.source, one.not_before, one.not_after, False, one.issued) for one in found.sources
    ]
    days = [day for _, *ends, _, printed in rows for day in (*ends, printed) if day]
    if not days:
        return None
    # An end so far away that a promise could be meant would make all the rest small.
    first, last = int(min(days)[:4]), int(max(_near(days))[:4]) + 2
    scale = _Scale(first, last)
    drawn = tuple(
        Lane(
            thing,
            TOP + number * HEIGHT,
            scale.at(start) if start else LEFT,
            min(scale.at(end), RIGHT) if end else RIGHT,
            sure,
            scale.at(printed) if printed else None,
            not start,
            not end or scale.at(end) > RIGHT,
        )
        for number, (thing, start, end, sure, printed) in enumerate(rows)
    )
    years = tuple((year, scale.at(f"{year}-01-01")) for year in range(first, last + 1))
    return Lanes(WIDTH, TOP + len(drawn) * HEIGHT + 4, years, drawn)


@dataclass(frozen=True)
class _Scale:
    """Days to places: `first` year at the left, the end of the year before `last` at the right."""

    first: int
    last: int

    def at(self, day: str) -> float:
        """Where a day is."""
        when = date.fromisoformat(day)
        years = when.year - self.first + (when.timetuple().tm_yday - 1) / 366
        return round(LEFT + years / (self.last - self.first) * (RIGHT - LEFT), 1)


def _near(days: Sequence[str]) -> Iterable[str]:
    """Days within ten years of the middle one."""
    middle = int(sorted(days)[len(days) // 2][:4])
    return [day for day in days if int(day[:4]) <= middle + 10]
