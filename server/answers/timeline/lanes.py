"""Plans and sources over the years as a drawing: a bar for what lasts, a mark for a printed day, a broken line for bounds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from server.answers.charts.labels import LINE, text_width, wrapped
from server.answers.elements.names import Named
from server.answers.timeline.timeline_page import Timeline

WIDE, NARROW, EDGE = 720.0, 280.0, 8.0
TOP, MARKS = 26.0, 28.0  # of the first lane; room for the marks below its name


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of the drawing: its name in lines from `top`, the middle `y` of its marks, `start` and `end` of them.

    `sure`: a dated period; else bounds, of which one may be open. `printed`: where a printed day is.
    """

    thing: Named
    lines: tuple[str, ...]
    top: float
    y: float
    start: float
    end: float
    sure: bool
    printed: float | None
    open_start: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class Lanes:
    """The drawing: its size, years (empty where there is no room) with the place of their first day, lanes from above."""

    width: float
    height: float
    years: tuple[tuple[str, float], ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True)
class _Row:
    """What a lane is drawn of: a thing, its days or bounds, whether they are sure, a printed day."""

    thing: Named
    start: str
    end: str
    sure: bool
    printed: str

    @property
    def days(self) -> tuple[str, ...]:
        """The days that it names."""
        return tuple(day for day in (self.start, self.end, self.printed) if day)


def lanes(found: Timeline) -> tuple[Lanes, Lanes] | None:
    """The drawing of a timeline for a wide and for a narrow page; None where nothing in it has a day."""
    rows = [
        _Row(one.what, one.when.first, one.when.last, one.when.dated, "") for one in found.plans
    ]
    rows += [
        _Row(one.source, one.not_before, one.not_after, False, one.issued) for one in found.sources
    ]
    days = [day for one in rows for day in one.days]
    if not days:
        return None
    # An end so far away that a promise could be meant would make all the rest small.
    first, last = int(min(days)[:4]), int(max(_near(days))[:4]) + 2
    return _drawn(rows, _Scale(first, last, WIDE)), _drawn(rows, _Scale(first, last, NARROW))


@dataclass(frozen=True)
class _Scale:
    """Days to places: `first` year at the left, the end of the year before `last` at the right."""

    first: int
    last: int
    width: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.width - EDGE - 2

    def at(self, day: str) -> float:
        """Where a day is."""
        when = date.fromisoformat(day)
        years = when.year - self.first + (when.timetuple().tm_yday - 1) / 366
        return round(EDGE + years / (self.last - self.first) * (self.right - EDGE), 1)

    def years(self) -> Iterator[tuple[str, float]]:
        """Every year, as text where the one before leaves room."""
        free = 0.0
        for year in range(self.first, self.last + 1):
            x = self.at(f"{year}-01-01")
            shown = x >= free and x + text_width(str(year)) < self.right
            free = x + text_width(str(year)) + 8 if shown else free
            yield str(year) if shown else "", x


def _drawn(rows: Sequence[_Row], scale: _Scale) -> Lanes:
    drawn, top = list[Lane](), TOP
    for one in rows:
        drawn.append(_lane(one, top, scale))
        top = drawn[-1].y + MARKS / 2
    return Lanes(scale.width, top + 4, tuple(scale.years()), tuple(drawn))


def _lane(row: _Row, top: float, scale: _Scale) -> Lane:
    lines = wrapped(row.thing.name, scale.right - EDGE)
    return Lane(
        thing=row.thing,
        lines=lines,
        top=top + LINE,
        y=top + LINE * len(lines) + MARKS / 2,
        start=scale.at(row.start) if row.start else EDGE,
        end=min(scale.at(row.end), scale.right) if row.end else scale.right,
        sure=row.sure,
        printed=scale.at(row.printed) if row.printed else None,
        open_start=not row.start,
        open_end=not row.end or scale.at(row.end) > scale.right,
    )


def _near(days: Sequence[str]) -> Iterable[str]:
    """Days within ten years of the middle one."""
    middle = int(sorted(days)[len(days) // 2][:4])
    return [day for day in days if int(day[:4]) <= middle + 10]
