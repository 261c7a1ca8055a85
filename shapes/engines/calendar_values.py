"""Days, months, years and points in time of XML Schema, in the order that it gives them.

A value without a time zone may lie up to fourteen hours before or after the same one in UTC: of two
values, only one of which has a zone, some have no order (XML Schema 1.1 part 2, D.2.1 and 3.3.7).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

# As many digits of a year as the store reads; a longer text has no value there either.
MOST_DIGITS = 16
VALUE = re.compile(
    rf"(?P<year>-?(?:[1-9][0-9]{{3,{MOST_DIGITS - 1}}}|0[0-9]{{3}}))"
    r"(?:-(?P<month>0[1-9]|1[0-2])"
    r"(?:-(?P<day>[0-2][0-9]|3[01])"
    r"(?P<time>T(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9](?:\.[0-9]{1,18})?)"
    r"|T24:00:00(?:\.0+)?)?)?)?"
    r"(?P<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
)
# The last part that a text of each datatype has.
LAST_PART: Mapping[str, str] = {
    "gYear": "year",
    "gYearMonth": "month",
    "date": "day",
    "dateTime": "time",
}
PARTS = ("year", "month", "day", "time")
DAY, HOUR, MINUTE = 86_400, 3_600, 60
WIDEST_ZONE = 14 * HOUR
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class CalendarValue:
    """The start of a day, month or year, or a point in time: seconds of UTC, or of a place that is not told."""

    seconds: Fraction
    zoned: bool
    year: int
    month: int | None
    day: int | None

    def order(self, other: "CalendarValue") -> int | None:
        """Below zero where it is before the other, above where after; None where nobody can know."""
        apart = self.seconds - other.seconds
        if self.zoned != other.zoned and abs(apart) <= WIDEST_ZONE:
            return None
        return (apart > 0) - (apart < 0)

    def equals(self, other: "CalendarValue") -> bool:
        """Whether both are one value, which one with a zone and one without never are."""
        return self.order(other) == 0


def calendar_value(text: str, datatype: str) -> CalendarValue | None:
    """The value of a text under the datatype of that local name; None where it has none."""
    found = VALUE.fullmatch(text) if datatype in LAST_PART else None
    if found is None or _last_part(found) != LAST_PART[datatype]:
        return None
    year, month, day = (int(found[name] or 1) for name in PARTS[:3])
    if not 1 <= day <= LENGTHS[month - 1] + (month == 2 and _is_leap(year)):
        return None
    seconds = Fraction(_day_number(year, month, day) * DAY) + _time(found) - _offset(found["zone"])
    return CalendarValue(
        seconds,
        found["zone"] is not None,
        year,
        month if found["month"] else None,
        day if found["day"] else None,
    )


def _last_part(found: re.Match[str]) -> str:
    return [name for name in PARTS if found[name]][-1]


def _time(found: re.Match[str]) -> Fraction:
    if not found["time"]:
        return Fraction(0)
    if not found["hour"]:  # 24:00:00
        return Fraction(DAY)
    return int(found["hour"]) * HOUR + int(found["minute"]) * MINUTE + Fraction(found["second"])


def _offset(zone: str | None) -> int:
    if zone in (None, "Z"):
        return 0
    assert zone is not None
    hours, minutes = zone[1:].split(":")
    return int(zone[0] + "1") * (int(hours) * HOUR + int(minutes) * MINUTE)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _day_number(year: int, month: int, day: int) -> int:
    """Days since a day before all others, in the Gregorian calendar carried on both ways."""
    before = year - 1
    days = 365 * before + before // 4 - before // 100 + before // 400
    days += sum(LENGTHS[: month - 1]) + (month > 2 and _is_leap(year))
    return days + day
