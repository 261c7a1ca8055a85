"""Lines of a chart as SVG paths: arrows, ends of ranges, and what joins points."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from math import atan2, cos, pi, sin

HEAD = 7  # of an arrow
OPEN = 30  # how far a bound points to its open side
Spot = tuple[float, float]


def arrow(start: Spot, end: Spot, head: bool = True) -> str:
    """A line from one place to another, with a head at its end."""
    drawn = f"M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}"
    if not head:
        return drawn
    angle = atan2(end[1] - start[1], end[0] - start[0])
    sides = (angle + pi * 5 / 6, angle - pi * 5 / 6)
    left, right = ((end[0] + HEAD * cos(one), end[1] + HEAD * sin(one)) for one in sides)
    return f"{drawn}M{left[0]:.1f} {left[1]:.1f}L{end[0]:.1f} {end[1]:.1f}L{right[0]:.1f} {right[1]:.1f}"


def span(x: float, low: float, high: float) -> str:
    """A standing line with ends, from one height to another."""
    return f"M{x - 6:.1f} {low:.1f}H{x + 6:.1f}M{x:.1f} {low:.1f}V{high:.1f}M{x - 6:.1f} {high:.1f}H{x + 6:.1f}"


def joined(spots: Iterable[tuple[int, bool, Spot]]) -> Iterator[str]:
    """Lines through places in the order of their years; broken by one that has no exact place, or whose year has two."""
    run = list[Spot]()
    for _, one in groupby(spots, key=lambda spot: spot[0]):
        same = list(one)
        if len(same) == 1 and same[0][1]:
            run.append(same[0][2])
            continue
        yield from _line(run)
        run = []
    yield from _line(run)


def _line(run: list[Spot]) -> Iterator[str]:
    if len(run) > 1:
        yield " ".join(f"{x},{y}" for x, y in run)
