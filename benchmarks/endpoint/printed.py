"""The tables as they are printed."""

import math
import statistics
from collections.abc import Mapping

from endpoint.isolation import Costs
from endpoint.queries import QUERIES
from endpoint.rounds import FIRST, FLOOR, OURS, Cell

NAMES = (FIRST, OURS, "ours, no cache", "flask", "rdflib", FLOOR)
WIDTH = 27


def table(cells: Mapping[str, Mapping[str, Cell]]) -> None:
    """Requests a second, ratio to the oxigraph server, median and 99th percentile in ms."""
    print(f"{'':15}" + "".join(f"{name:{WIDTH}}" for name in NAMES) + "ours to reach")
    for query in QUERIES:
        if query.name not in cells:
            continue
        row = cells[query.name]
        line = "".join(f"{_text(row[name], row[FIRST]):{WIDTH}}" for name in NAMES)
        print(f"{query.name:15}{line}{_verdict(row, query.target)}")
    print(
        "each: requests/s, x the oxigraph server's, p50/p99 in ms; medians of the rounds; an error is no "
        "figure; last, the ratios of single rounds"
    )


def _text(cell: Cell, first: Cell) -> str:
    found, base = cell.middle, first.middle
    if found is None:
        return cell.why or (f"{cell.errors} errors" if cell.rounds else "-")
    if not found.rate:
        return "none within the round"
    ratio = f"{found.rate / base.rate:5.2f}" if base and base.rate else "    -"
    return f"{found.rate:7.{_digits(found.rate)}f} {ratio} {_ms(found.median)}/{_ms(found.p99)}"


def _digits(rate: float) -> int:
    return 0 if rate >= 100 else 1 if rate >= 1 else 2


def _ms(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def _verdict(row: Mapping[str, Cell], target: float) -> str:
    """Whether the target is met, and the ratios of the single rounds: on a busy machine they differ."""
    ours, base = row[OURS], row[FIRST]
    if ours.middle is None or base.middle is None or not base.middle.rate:
        return f"{target} no figure"
    pairs = zip(ours.rounds, base.rounds, strict=True)
    ratios = [mine.rate / other.rate for mine, other in pairs if other.rate]
    met = "met" if ours.middle.rate / base.middle.rate >= target else "NOT met"
    unsure = min(ratios) < target <= max(ratios)
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    return f"{target} {met} ({spread}{', so unsure' if unsure else ''})"


def costs(found: Costs) -> None:
    """What the workers cost."""
    pooled, raw, gate = _median(found.pooled), _median(found.raw), _median(found.gate)
    over = (pooled - raw) * 1000
    print(
        f"isolation: worker {pooled * 1000:.0f} us, engine {raw * 1000:.0f} us, over it {over:.0f} us "
        f"(gate {gate * 1000:.0f} us of it); to reach 100: {'met' if over <= 100 else 'NOT met'}"
    )
    for name, times in (
        ("one idle worker killed, then asked at once", found.one_killed),
        ("all idle workers killed, then asked at once", found.all_killed),
        ("all idle workers dead, then asked", found.forked),
    ):
        lost = times.count(float("inf"))
        met = _median(times) <= 5 and _p99(times) <= 15
        print(
            f"{name}: median {_median(times):.1f} ms, p99 {_p99(times):.1f} ms of {len(times)}, "
            f"{lost} not answered; to reach 5 and 15: {'met' if met else 'NOT met'}"
        )
    never = sum(one == float("inf") for one in found.unasked)
    print(
        f"all idle killed, nobody asks: ready again after a median of {_median(found.unasked):.0f} ms; "
        f"{never} of {len(found.unasked)} never"
    )


def _median(values: list[float]) -> float:
    """The median, in milliseconds."""
    return statistics.median(values) * 1000


def _p99(values: list[float]) -> float:
    """The value that 99 of 100 are not above, in milliseconds."""
    return sorted(values)[math.ceil(len(values) * 0.99) - 1] * 1000
