"""The axes of a chart: values to heights from a line at nought, years to places beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from babel.numbers import format_compact_decimal, format_scientific

from server.answers.elements.wording import DIGITS, number, true_minus

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
PLAIN, COMPACT = 9, 9  # characters of a number as it is, and of one in thousands or millions


@dataclass(frozen=True, slots=True)
class Heights:
    """Values between two round numbers, of which nought is one or lies between, to heights; and a line each `step`."""

    low: Decimal
    high: Decimal
    step: Decimal
    top: float
    base: float

    @classmethod
    def of(cls, values: Iterable[Decimal], top: float, base: float) -> "Heights":
        """The heights of values; without one that is not nought, from nought to one."""
        known = [Decimal(0), *values]
        low, high = min(known), max(known)
        if low == high:
            high = Decimal(1)
        power = Decimal(10) ** (high - low).adjusted()
        step = next(one * power / 2 for one in STEPS if one * power * 2 >= high - low)
        return cls(
            step * (low / step).to_integral_value(ROUND_FLOOR),
            step * (high / step).to_integral_value(ROUND_CEILING),
            step,
            top,
            base,
        )

    def at(self, value: Decimal) -> float:
        """The height of a value."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.base - (self.base - self.top) * float(share), 1)

    @property
    def zero(self) -> float:
        """The height of nought."""
        return self.at(Decimal(0))

    @property
    def marks(self) -> tuple[Decimal, ...]:
        """The values of its lines, from below."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * n for n in range(count + 1))


@dataclass(frozen=True, slots=True)
class Places:
    """Years to places from `left` to `right`; a single one stands in the middle."""

    first: int
    last: int
    left: float
    right: float

    def at(self, year: int) -> float:
        """The place of a year."""
        if self.first == self.last:
            return round((self.left + self.right) / 2, 1)
        share = (year - self.first) / (self.last - self.first)
        return round(self.left + (self.right - self.left) * share, 1)


def short_number(value: Decimal, lang: str) -> str:
    """A number in few characters: as it is, else in thousands or millions, else by its power of ten."""
    told = number(value, lang)
    if len(told) > PLAIN:
        with localcontext(prec=2 * DIGITS):
            told = format_compact_decimal(
                value, format_type="short", locale=lang, fraction_digits=2
            )
    if len(told) > COMPACT:
        told = format_scientific(value, format="0.##E0", locale=lang)
    return true_minus(told)
