"""Readers of dates, years, parts of years, decades and times of day."""

from datetime import date
from decimal import Decimal

from graph_build.scan.readers.occurrence import Occurrence, Readings
from graph_build.scan.words.cardinals import cardinal_value
from graph_build.scan.words.lexicon import MONTHS, ORDINALS, TEENS
from graph_build.scan.words.normalisation import plain
from graph_build.scan.words.notation import class_set
from graph_build.scan.words.word_classes import DECADE, SIGN_OF
from graph_build.scan.words.word_lists import PARTS_OF_YEAR, SHORT_MONTHS

ALL_MONTHS = {**SHORT_MONTHS, **MONTHS}
# Minutes by which two digits twice are told to be a time of day.
QUARTERS = ("00", "15", "30", "45")
EN_DASH = "\u2013"
# Behind these four digits are a year, whatever follows.
_DATING = class_set(("when", "i", "fra", "til"))


def iso_of(day: str, month: str, year: str) -> str | None:
    """A date as ISO 8601 has it: whole, without a day (2019-04) or without a year (--04-12).

    A year of two digits is of this century below 50. None where there is no such day.
    """
    number = ALL_MONTHS.get(month) or int(month)
    # Without a year, 2000 stands in for the check of the day: it is a leap year, so 29 February passes.
    full = int(year) if year else 2000
    if len(year) == 2:
        full += 2000 if full < 50 else 1900
    try:
        date(full, number, int(day or 1))
    except ValueError:
        return None
    ending = f"{number:02}-{int(day):02}" if day else f"{number:02}"
    return f"{full:04}-{ending}" if year else f"--{ending}"


def day_of(site: Occurrence) -> Readings:
    """A date; with a year of four digits or a named month it is one even where there is no such day."""
    value = iso_of(site.word("day"), site.word("month"), site.text("year"))
    if value is None and len(site.text("year")) == 2:
        return ()
    return site.read("date", value)


def named_day_of(site: Occurrence) -> Readings:
    """A day in words: åttende mai."""
    day = str(ORDINALS.get(site.word("day"), 0))
    value = iso_of(day, site.word("month"), site.text("year")) if day != "0" else None
    return site.read("date", value) if value else ()


def month_of(site: Occurrence) -> Readings:
    """A month of a year."""
    value = iso_of("", site.word("month"), site.text("year"))
    return site.read("date", value) if value else ()


def days_of(site: Occurrence) -> Readings:
    """Several days of a month: the first and the last of them."""
    month, year = site.word("month"), site.text("year")
    first, last = (iso_of(site.word(day), month, year) for day in ("first", "last"))
    return site.read("date", f"{first}/{last}") if first and last and first < last else ()


def short_day_of(site: Occurrence) -> Readings:
    """Day and month with two dots, where the sentence goes on behind them."""
    following = site.text("next")
    value = iso_of(site.word("day"), site.word("month"), "")
    return site.read("date", value, "all") if value and following[0].islower() else ()


def bare_pair_of(site: Occurrence) -> Readings:
    """Two digits twice: a day and its month behind a nought, or a time of day; a number in any other case."""
    first, second = site.text("a"), site.text("b")
    if first[0] == "0" and (value := iso_of(first, second, "")):
        return site.read("date", value)
    if first[0] != "0" and second not in QUARTERS:
        return ()
    clock = clock_of(f"{first}.{second}")
    return site.read("time", clock) if clock else ()


def two_years_of(site: Occurrence) -> Readings:
    """A range of years, the second of two digits or four; 2016-11 is a month where it is no range."""
    first, last = site.text("a"), site.text("b")
    if len(last) == 2:
        next_century = (site.has("slash") or site.has("loose")) and int(last) == (
            int(first) + 1
        ) % 100
        full = int(first[:2] + last) + (100 if next_century and last == "00" else 0)
    else:
        full = int(last)
    if full > int(first):
        return site.read("year-range", f"{first}{EN_DASH}{full}")
    if len(last) == 2 and site.has("tight") and (value := iso_of("", last, first)):
        return site.read("date", value)
    return ()


def year_of(site: Occurrence) -> Readings:
    """Four digits that are a year: not where something is counted, unless a word before tells a time."""
    first, number = site.span("n")[0], int(site.text("n"))
    before = site.tokens.classes[first - 2 : first - 1] if first > 1 else ""
    if site.has("counted") and before != SIGN_OF["i"]:
        return ()
    # What ends like a plural may be a verb: the years that texts are about are years before it.
    recent = 1990 <= number <= 2035 or (before and before in _DATING)
    if site.has("plural") and not recent:
        return ()
    return site.read("year", Decimal(number), "n")


def part_of_year_of(site: Occurrence) -> Readings:
    """A quarter, a third or a half of a year: 2019-Q1, 2019-T1, 2019-H1; --Q1 without the year."""
    word = site.word("n")
    number = int(word) if word.isdecimal() else {**ORDINALS, "andre": 2, "annet": 2}.get(word, 0)
    sign = PARTS_OF_YEAR[site.word("part")]
    if not 1 <= number <= {"Q": 4, "T": 3, "H": 2}[sign]:
        return ()
    return site.read("period", f"{site.text('year') or '-'}-{sign}{number}")


def decade_of(site: Occurrence) -> Readings:
    """A decade or century: the year it begins with, or nothing where only two digits are told."""
    year = site.text("n")
    return site.read("decade", year if year.isdecimal() and len(year) == 4 else None)


def named_decade_of(site: Occurrence) -> Readings:
    """A decade in one word, without its century (nittitallet), or a century (attenhundretallet)."""
    found = DECADE.fullmatch(plain(site.text()))
    return site.read("decade", f"{TEENS[found[1]]}00" if found and found[1] else None)


def two_decades_of(site: Occurrence) -> Readings:
    """Two decades that share their last word."""
    return (*site.read("decade", None, "n"), *site.read("decade", None, "all"))


def clock_of(text: str) -> str | None:
    """A time as 14:30 from 14.30, 14:30, 1430 or 14; None where no clock shows it."""
    hour, _, minute = text.replace(":", ".").partition(".")
    if len(hour) == 4:
        hour, minute = hour[:2], hour[2:]
    if int(hour) > 24 or int(minute or 0) > 59:
        return None
    return f"{int(hour):02}:{minute or '00'}"


def time_of(site: Occurrence) -> Readings:
    """A time of day, or from one to another."""
    first = clock_of(site.text("a"))
    last = clock_of(site.text("b")) if site.has("b") else None
    if first is None or (site.has("b") and last is None):
        return ()
    return site.read("time", f"{first}{EN_DASH}{last}" if last else first)


def shown_time_of(site: Occurrence) -> Readings:
    """The hour that a clock shows: klokka er åtte."""
    mark = "a" if site.has("a") else "n"
    time = clock_of(site.text("a") or str(cardinal_value(site.text("n"))))
    return site.read("time", time, mark) if time else ()


def quarter_of(site: Occurrence) -> Readings:
    """A quarter past or to an hour: kvart over ti is 10:15."""
    hour, side = int(cardinal_value(site.text("n"))), site.word("side")
    if not 1 <= hour <= 12 or side not in ("over", "på"):
        return ()
    return site.read("time", f"{hour:02}:15" if side == "over" else f"{(hour - 2) % 12 + 1:02}:45")


def told_time_of(site: Occurrence) -> Readings:
    """A time of day in words: half past nine is «halv ti»."""
    hour = int(cardinal_value(site.text("n")))
    if not 1 <= hour <= (12 if site.has("half") else 24):
        return ()
    if site.has("half"):
        return site.read("time", f"{(hour - 2) % 12 + 1:02}:30")
    return site.read("time", f"{hour:02}:00")
