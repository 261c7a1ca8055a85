"""The chart of a series: where each figure stands, and the same in words.

Values are written at the points, the axis begins at nought. Uncertain figures are hollow, undated ones stand in a
lane of their own, a bound has an arrow to its open side, and a line joins only exact values of different years. What
a text says in words only is an arrow below, in its period, at no height. All text is made of the figures themselves,
so that the picture cannot say anything else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.answers.charts.chart_words import DOWN, UP, legend, word
from server.answers.charts.columns import Columns
from server.answers.charts.entries import Change, Entry
from server.answers.charts.labels import LINE, Box, Label, text_width
from server.answers.charts.paths import OPEN, arrow, joined, span
from server.answers.charts.scale import Heights, short_number
from server.answers.charts.texts import (
    change_label,
    description,
    marks,
    period_labels,
    shown,
    value_labels,
)

WIDE, NARROW = 640, 280
HEADER, TOP, PLOT = 24, 52, 180
LEFT = 10  # where there are no values, and so no axis
ROW, RISE = 22, 14  # of a development: its arrow with room, how far that goes up or down
LEAST = 18  # half of the shortest arrow


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in the chart: its place, its value and period as text, whether it is uncertain, undated, calculated.

    `reach`: the height to which a bound or a range goes; `whisker`: the path there, empty for an exact value.
    `between`: it is a range, and has no point of its own.
    """

    x: float
    y: float
    value: str
    when: str
    uncertain: bool
    dated: bool
    derived: bool
    href: str
    reach: float
    whisker: str
    between: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """A development in words: its path, which way it goes, and whether it is uncertain."""

    path: str
    way: str
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn, in pixels from the upper left; `lines` join exact values, `told` says it all in words.

    `grid`: the heights of round values with their text; `zero`: the height of nought; `lane`: where the undated
    begin; `legend`: what the marks mean that are drawn.
    """

    width: int
    height: int
    left: float
    points: tuple[Point, ...]
    arrows: tuple[Arrow, ...]
    lines: tuple[str, ...]
    grid: tuple[tuple[float, str], ...]
    zero: float | None
    lane: float | None
    labels: tuple[Label, ...]
    title: str
    told: str
    legend: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """The same chart for a wide and for a narrow page."""

    wide: Chart
    narrow: Chart


def drawn(
    entries: Sequence[Entry], title: str, lang: str, changes: Sequence[Change] = ()
) -> Charts | None:
    """The charts of some values and developments of one thing; None where there is nothing to compare.

    That is a single value, or a single development without a date.
    """
    if len(entries) + len(changes) < 2 and not any(one.first for one in changes):
        return None
    dated = sorted((one for one in entries if one.year is not None), key=lambda one: one.year or 0)
    ordered = [*dated, *(one for one in entries if one.year is None)]
    wide, narrow = (_chart(ordered, changes, title, lang, width) for width in (WIDE, NARROW))
    return Charts(wide, narrow)


def _chart(
    entries: Sequence[Entry], changes: Sequence[Change], title: str, lang: str, width: int
) -> Chart:
    heights = Heights.of((value for one in entries for value in one.values), TOP, TOP + PLOT)
    grid = _grid(heights, lang) if entries else ()
    left = max((text_width(text) + 10 for _, text in grid), default=LEFT)
    columns = Columns.of(entries, changes, left, width)
    points = _points(entries, columns, heights)
    spots = [(one.x, one.y) for one in points]
    labels = [*_header(columns, lang), *_values(entries, points, columns, heights, lang)]
    foot = max((_room(one).bottom - 8 for one in points), default=HEADER)
    foot = max(foot, heights.base) if entries else foot
    periods = [*period_labels(entries, [x for x, _ in spots], changes, columns, foot + 21)]
    below = max((one.box.bottom for one in periods), default=foot) + 8
    rows = [*_rows(changes, columns, below)]
    joinable = zip(
        (one.year for one in entries), (one.exact for one in entries), spots, strict=True
    )
    return Chart(
        width=width,
        height=round(max((label.box.bottom for _, label in rows), default=below) + 6),
        left=round(left, 1),
        points=points,
        arrows=tuple(one for one, _ in rows),
        lines=tuple(joined((year, exact, at) for year, exact, at in joinable if year is not None)),
        grid=grid,
        zero=heights.zero if entries else None,
        lane=columns.lane,
        labels=(*labels, *periods, *(label for _, label in rows)),
        title=title,
        told=description(entries, changes, lang),
        legend=legend(marks(entries, changes), lang),
    )


def _grid(heights: Heights, lang: str) -> tuple[tuple[float, str], ...]:
    return tuple((heights.at(one), short_number(one, lang)) for one in heights.marks)


def _header(columns: Columns, lang: str) -> tuple[Label, ...]:
    """What stands over the lane of the undated."""
    if columns.lane is None:
        return ()
    told = word("undated", lang)
    return (Label(round(columns.lane + 8 + text_width(told) / 2, 1), 16, (told,)),)


def _points(entries: Sequence[Entry], columns: Columns, heights: Heights) -> tuple[Point, ...]:
    return tuple(
        _point(one, x, heights) for one, x in zip(entries, columns.places(entries), strict=True)
    )


def _point(one: Entry, x: float, heights: Heights) -> Point:
    y = heights.at(one.value)
    way = -1 if one.bound in UP else 1 if one.bound in DOWN else 0
    reach, whisker = y + OPEN * way, arrow((x, y + 6 * way), (x, y + OPEN * way)) if way else ""
    if one.until is not None:
        reach = heights.at(one.until)
        whisker = span(x, y, reach)
    return Point(
        x=x,
        y=y,
        value=shown(one),
        when=one.when,
        uncertain=one.uncertain,
        dated=one.year is not None,
        derived=bool(one.worked),
        href=one.href,
        reach=reach,
        whisker=whisker,
        between=one.until is not None,
    )


def _room(one: Point) -> Box:
    """The room of a point with its whisker."""
    low, high = sorted((one.y, one.reach))
    return Box(one.x - 8, low - 7, one.x + 8, high + 7)


def _values(
    entries: Sequence[Entry],
    points: Sequence[Point],
    columns: Columns,
    heights: Heights,
    lang: str,
) -> tuple[Label, ...]:
    frame = Box(0, HEADER, 0, heights.base - 2)
    spots = [(one.x, one.y) for one in points]
    return tuple(value_labels(entries, spots, columns, frame, [*map(_room, points)], lang))


def _rows(changes: Sequence[Change], columns: Columns, y: float) -> Iterator[tuple[Arrow, Label]]:
    """A row for each development: its arrow over its words, in its years or in the lane of the undated."""
    for one in changes:
        start, end = _ends(one, columns)
        rise = {"increase": RISE / 2, "decrease": -RISE / 2}.get(one.way, 0)
        path = arrow(
            (start, y + ROW / 2 + rise),
            (end, y + ROW / 2 - rise),
            one.way in ("increase", "decrease", "stable"),
        )
        label = change_label(one, (start + end) / 2, y + ROW + LINE - 3, columns)
        yield Arrow(path, one.way, one.uncertain), label
        y = label.box.bottom + 8


def _ends(one: Change, columns: Columns) -> tuple[float, float]:
    """Where the arrow of a development begins and ends; never so short that its way could not be seen."""
    if one.first is None or one.last is None:
        middle = (columns.end + columns.right) / 2
        return middle - LEAST, middle + LEAST
    start, end = columns.years.at(one.first), columns.years.at(one.last)
    short = max(0.0, LEAST - (end - start) / 2)
    return start - short, end + short
