"""The days that a period in a table begins and ends with."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph_build.tables.layout.cell_values import MONTHS, PERIOD_WITHIN, YEAR

SPAN = re.compile(rf"({YEAR})\s?[-–/_]\s?({YEAR}|\d\d)")
DAY_FIRST = re.compile(rf"(\d{{1,2}})[./](\d{{1,2}})[./]({YEAR})")
DAY = re.compile(rf"({YEAR})-(\d\d)(?:-(\d\d))?(?:[T ]00:00(?::00)?)?")
PART = re.compile(rf"({YEAR})\s?([MKQUWH])\s?(\d{{1,2}})", re.IGNORECASE)
PART_FIRST = re.compile(rf"(\d)\.?\s?(kvartal|kv\.?|halvår|tertial)\s({YEAR})", re.IGNORECASE)
MONTH = re.compile(rf"({'|'.join(MONTHS)})\.?(?:\s({YEAR}))?", re.IGNORECASE)
LENGTHS = {"K": 3, "Q": 3, "H": 6, "M": 1, "kvartal": 3, "kv": 3, "halvår": 6, "tertial": 4}
NUMBERS = {name: n % 12 + 1 for n, name in enumerate(MONTHS[:12])} | {
    name: n + 1
    for n, names in enumerate(["jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept", "okt october", "nov november", "des december"])
    for name in names.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PeriodValue:
    """The first and the last day, and how the table writes it."""

    first: date
    last: date
    written: str

    @property
    def year(self) -> int:
        """The year it ends in, by which an area's number is chosen."""
        return self.last.year


@lru_cache(maxsize=1 << 12)
def period_value(cell: str, year: int | None = None) -> PeriodValue | None:
    """The period of a cell; None where it is none, or a month without a year and `year` says none.

    A day that is the first of a year stands for the year, as programs write it.
    """
    text = re.sub(r"^(?:år|aar):?\s*", "", cell.strip(), flags=re.IGNORECASE)
    if re.fullmatch(YEAR, text):
        return _years(int(text), int(text), cell)
    if found := SPAN.fullmatch(text):
        first = int(found[1])
        last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
        return _years(first, last, cell) if first <= last else None
    if found := DAY_FIRST.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]), cell)
    if found := DAY.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]) if found[3] else None, cell)
    return _part(text, year, cell)


def period_within(head: str, year: int | None = None) -> PeriodValue | None:
    """The one period that stands in the head of a column; None where none or several do."""
    parts = [period_value(part, year) for part in head.split(" / ")]
    told = [one for one in parts if one is not None]
    if len(told) == 1:
        return told[0]
    years = {*re.findall(PERIOD_WITHIN, head)}
    return period_value(years.pop()) if len(years) == 1 and not told else None


def _part(text: str, year: int | None, cell: str) -> PeriodValue | None:
    """Months, quarters and what else parts a year; a week is none of them."""
    if (found := PART.fullmatch(text)) and found[2].upper() in LENGTHS:
        return _months(int(found[1]), int(found[3]), LENGTHS[found[2].upper()], cell)
    if found := PART_FIRST.fullmatch(text):
        return _months(int(found[3]), int(found[1]), LENGTHS[found[2].lower().rstrip(".")], cell)
    if found := MONTH.fullmatch(text):
        told = int(found[2]) if found[2] else year
        return None if told is None else _months(told, NUMBERS[found[1].lower()], 1, cell)
    return None


def _years(first: int, last: int, cell: str) -> PeriodValue:
    return PeriodValue(date(first, 1, 1), date(last, 12, 31), cell)


def _day(year: int, month: int, day: int | None, cell: str) -> PeriodValue | None:
    if day is None:
        return _months(year, month, 1, cell)
    if (month, day) == (1, 1):
        return _years(year, year, cell)
    try:
        return PeriodValue(date(year, month, day), date(year, month, day), cell)
    except ValueError:
        return None


def _months(year: int, number: int, length: int, cell: str) -> PeriodValue | None:
    first, last = (number - 1) * length + 1, number * length
    if not 1 <= first <= last <= 12:
        return None
    return PeriodValue(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), cell)  # fmt: skip
