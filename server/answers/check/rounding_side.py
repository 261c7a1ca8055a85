"""Whether a written number is another one, rounded, and to the side that its hedge says."""

from decimal import ROUND_HALF_UP, Decimal

from server.answers.check.graph_side.figures import Figure
from server.answers.check.text_side.said_figure import SaidFigure

# Without a hedge, zeros at the end are taken for rounding only where little is lost by it.
SLIGHT = Decimal("0.02")
# Below this a zero at the end is a digit like others.
LARGE = 100


def number_differs(said: SaidFigure, figure: Figure) -> tuple[str, ...]:
    """Which of number, rounding and unit differ between two numbers, signs aside."""
    assert figure.value is not None
    written, held = said.size, abs(figure.value)
    if written == held:
        return () if _same_side(said.hedge, figure) else ("rounding",)
    if _rounds_to(said, written, held):
        return ("rounding",)
    if written and held and _scaled(written, held):
        return ("number", "unit")
    return ("number",)


def _same_side(hedge: str, figure: Figure) -> bool:
    """Whether «more than» is said of a bound only, and of each bound."""
    side = {"gt": "over", "ge": "over", "lt": "under", "le": "under"}.get(figure.bound, "")
    if figure.kind in ("target", "time"):
        return hedge in ("", "about", "over" if figure.bound == "ge" else "")
    return (hedge if hedge in ("over", "under") else "") == side


def _rounds_to(said: SaidFigure, written: Decimal, held: Decimal) -> bool:
    if (said.hedge == "over" and held < written) or (said.hedge == "under" and held > written):
        return False
    off = abs(held - written)
    if off > written / 2 and written >= 2:
        return False
    last = said.last_place
    if (held / last).quantize(Decimal(1), ROUND_HALF_UP) * last == written:
        if last <= 1 or said.hedge:
            return True
        return written >= LARGE and off <= SLIGHT * held
    return said.hedge in ("over", "under") and off < last and off <= held / 10


def is_far(said: SaidFigure, held: Decimal) -> bool:
    """Whether a number is farther from a figure than its last written place can tell: no rounding of it."""
    return abs(held - said.size) > said.last_place


def _scaled(written: Decimal, held: Decimal) -> bool:
    """Whether one is a thousand, a million … times the other."""
    ratio = max(written, held) / min(written, held)
    return ratio in (1000, 1_000_000, 1_000_000_000)
