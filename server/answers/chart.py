"""The chart of a series: where each figure stands, and the same in words.

Values are written at the points, the axis begins at nought. Uncertain figures are hollow, undated ones stand in a
lane of their own, and a line joins only what is dated, of one population and one unit. All text is made of the
figures themselves, so that the picture cannot say anything else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from server.answers.figures import Figure
from server.answers.indicator_page import Series
from server.answers.wording import number, period_text, value_text

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 56, 30, 34, 40
LANE = 120  # for each undated figure
# Figures of a series that are drawn, more would write over each other: dated and undated ones.
DATED, UNDATED = 8, 3
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in the chart: its place, its value and period as text, whether it is uncertain or undated."""

    x: float
    y: float
    value: str
    when: str
    uncertain: bool
    dated: bool
    href: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn, in pixels from the upper left; `line` joins the dated points, `told` says it in words.

    `left_out` figures of its series are not drawn.
    """

    width: int
    height: int
    points: tuple[Point, ...]
    line: str
    grid: tuple[tuple[float, str], ...]
    base: float
    lane: float | None
    title: str
    told: str
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """What a chart is made of: a value, how it is written, when it holds (no year: undated), whether it is uncertain."""

    value: Decimal
    text: str
    when: str
    year: int | None
    uncertain: bool
    href: str


def chart(series: Series, title: str, lang: str) -> Chart | None:
    """The chart of a series; None where there are not two figures to compare.

    Of a long one, points of some figures, one a year at most; what lies between them nobody has drawn, so no line.
    """
    known = [_entry(one, lang) for one in series.figures if one.value is not None]
    some = _some(known)
    made = drawn(some, title, lang)
    if made is None or len(some) == len(known):
        return made
    return replace(made, line="", left_out=len(known) - len(some))


def undrawn(series: Series, made: Chart | None) -> int:
    """How many figures of a series with several stand in no chart though they are too many for one."""
    if made is not None:
        return made.left_out
    known = [one for one in series.figures if one.value is not None]
    return len(known) if len(known) > DATED else 0


def _some(known: Sequence[Entry]) -> list[Entry]:
    """All entries where they can be drawn; else the first of each year, so many years evenly, and the first undated ones."""
    dated, undated = ([one for one in known if bool(one.year) is has] for has in (True, False))
    if len(dated) > DATED:
        years = list({one.year: one for one in reversed(dated)}.values())[::-1]
        last = max(min(DATED, len(years)) - 1, 1)
        places = {round(n * (len(years) - 1) / last) for n in range(last + 1)}
        dated = [years[place] for place in sorted(places)]
    return dated + undated[:UNDATED]


def _entry(one: Figure, lang: str) -> Entry:
    year = one.period.last if one.period else None
    href = one.claim.href if one.claim else ""
    value = one.value if one.value is not None else Decimal(0)
    return Entry(value, value_text(one, lang), period_text(one), year, one.uncertain, href)


def drawn(entries: Sequence[Entry], title: str, lang: str) -> Chart | None:
    """The chart of some values of one thing; None where there are not two, or one is below nought."""
    if len(entries) < 2:
        return None
    dated = sorted((one for one in entries if one.year), key=lambda one: one.year or 0)
    undated = [one for one in entries if not one.year]
    top, step = _scale([one.value for one in entries])
    if top is None:
        return None
    base = HEIGHT - BOTTOM

    def height(value: Decimal) -> float:
        return round(float(base - (base - TOP) * float(value / top)), 1)

    places = zip(dated + undated, _places(dated, undated), strict=True)
    points = tuple(
        Point(
            x, height(one.value), one.text, one.when, one.uncertain, one.year is not None, one.href
        )
        for one, x in places
    )
    return Chart(
        WIDTH,
        HEIGHT,
        points,
        " ".join(f"{one.x},{one.y}" for one in points if one.dated),
        tuple((height(step * n), number(step * n, lang)) for n in range(int(top / step) + 1)),
        base,
        WIDTH - RIGHT - LANE * len(undated) if undated else None,
        title,
        "; ".join(f"{one.when}: {one.value}" + (" (?)" if one.uncertain else "") for one in points),
    )


def _places(dated: Sequence[Entry], undated: Sequence[Entry]) -> list[float]:
    """Dated values by their year, undated ones side by side in the lane to the right."""
    end = WIDTH - RIGHT - LANE * len(undated)
    years = [one.year or 0 for one in dated]
    first, span = min(years, default=0), max(max(years, default=0) - min(years, default=0), 1)
    left, room = LEFT + 40, end - LEFT - 80
    by_year = [round(left + room * (year - first) / span, 1) for year in years]
    return by_year + [float(end + LANE * (n + 0.5)) for n in range(len(undated))]


def _scale(values: Iterable[Decimal]) -> tuple[Decimal | None, Decimal]:
    """The top of the axis and the step of its lines; None for values below nought, which no series has."""
    known = list(values)
    largest = max(known)
    if min(known) < 0 or largest <= 0:
        return None, Decimal(1)
    power = Decimal(10) ** (largest.adjusted())
    step = next(one * power / 2 for one in STEPS if one * power * 2 >= largest)
    return step * (largest / step).to_integral_value(ROUND_CEILING), step
