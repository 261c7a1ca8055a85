"""Two values of one thing: equal, one the other rounded, or two that cannot both hold."""

from decimal import ROUND_HALF_UP, Decimal

from graph_build.comparison.comparable import Comparable
from graph_build.verification.fragment_guard import ROUNDINGS
from graph_build.verification.readings import side_of

# How far a value may be from one that is stated as approximate.
SLACK = Decimal("0.05")


def rounds_to(exact: Decimal, short: Decimal) -> bool:
    """Whether `short` is `exact` rounded half up to fewer digits.

    Zeros at the end of a whole number are taken for rounding where two digits are left: 2 500 may be 2 450, but
    500 is not 480, and 100 percent not 96.
    """
    text = short.normalize().as_tuple()
    assert isinstance(text.exponent, int)
    places = text.exponent if text.exponent <= 0 or len(text.digits) > 1 else 0
    return exact.quantize(Decimal(1).scaleb(places), rounding=ROUND_HALF_UP) == short


def approximate(figure: Comparable) -> bool:
    """Whether the figure is stated with a word such as «rundt»."""
    return figure.qualifier is not None and figure.qualifier.lower() in ROUNDINGS


def bounded(figure: Comparable, value: Decimal) -> bool | None:
    """Whether `value` is on the side that the figure's qualifier («over», «minst») says; None without such a word."""
    side = side_of(figure.qualifier) if figure.qualifier else "eq"
    match side:
        case "gt":
            return value > figure.value
        case "ge":
            return value >= figure.value
        case "lt":
            return value < figure.value
        case "le":
            return value <= figure.value
        case _:
            return None


def compare_values(one: Comparable, other: Comparable) -> str:
    """same-fact, same-within-rounding or possible-conflict, for two figures about one thing."""
    if one.value == other.value:
        return "same-fact"
    sides = [bounded(one, other.value), bounded(other, one.value)]
    if any(side is not None for side in sides):
        return "possible-conflict" if False in sides else "same-within-rounding"
    near = abs(one.value - other.value) <= SLACK * max(abs(one.value), abs(other.value))
    if near and (approximate(one) or approximate(other)):
        return "same-within-rounding"
    rounded = rounds_to(one.value, other.value) or rounds_to(other.value, one.value)
    return "same-within-rounding" if rounded else "possible-conflict"
