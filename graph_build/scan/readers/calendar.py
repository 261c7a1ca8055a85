"""Readers of dates and parts of years."""

from graph_build.scan.readers.contests import is_race
from graph_build.scan.readers.iso_dates import full_year, iso_of
from graph_build.scan.readers.occurrence import Occurrence, Readings
from graph_build.scan.words.lexicon import ORDINALS
from graph_build.scan.words.word_lists import PARTS_OF_YEAR

# So many of them make a year.
_PARTS = {"Q": 4, "T": 3, "H": 2}


def day_of(site: Occurrence) -> Readings:
    """A date; with a year of four digits or a named month it is one even where there is no such day."""
    value = iso_of(site.word("day"), site.word("month"), site.text("year"))
    if site.has("all"):
        return site.read("date", value, "all") if value else ()
    if len(site.text("year")) == 2 and (value is None or is_race(site)):
        return () if value is None else site.read("number", None)
    return site.read("date", value)


def named_day_of(site: Occurrence) -> Readings:
    """A day in words: åttende mai."""
    day = str(ORDINALS.get(site.word("day"), 0))
    value = iso_of(day, site.word("month"), site.text("year")) if day != "0" else None
    return site.read("date", value) if value else ()


def shortened_of(site: Occurrence) -> Readings:
    """A day or a month of a year of two digits: 9. april -40."""
    value = iso_of(site.word("day"), site.word("month"), full_year(site.text("year")))
    return site.read("date", value) if value else ()


def month_of(site: Occurrence) -> Readings:
    """A month of a year."""
    value = iso_of("", site.word("month"), site.text("year"))
    return site.read("date", value) if value else ()


def old_month_of(site: Occurrence) -> Readings:
    """A month of a year before those that need no word of time: januar 1756."""
    return month_of(site) if 1000 <= int(site.text("year")) < 1800 else ()


def months_of(site: Occurrence) -> Readings:
    """Several months of a year, the first and the last of them: mai–juni 2019 is 2019-05/2019-06."""
    ends = [iso_of("", site.word(mark), site.text("year")) for mark in ("a", "b")]
    return site.read("date", "/".join(filter(None, ends)))


def days_of(site: Occurrence) -> Readings:
    """Several days of a month: the first and the last of them."""
    month, year = site.word("month"), site.text("year")
    first, last = (iso_of(site.word(day), month, year) for day in ("first", "last"))
    return site.read("date", f"{first}/{last}") if first and last and first < last else ()


def two_days_of(site: Occurrence) -> Readings:
    """The first and the last of several days of two months: 26. juli–10. august."""
    year = site.text("year")
    first = iso_of(site.word("day"), site.word("month"), "")
    last = iso_of(site.word("last"), site.word("end"), year)
    return (*site.read("date", first, "x"), *site.read("date", last, "y")) if first and last else ()


def short_day_of(site: Occurrence) -> Readings:
    """Day and month with two dots, where the sentence goes on behind them."""
    following = site.text("next")
    value = iso_of(site.word("day"), site.word("month"), "")
    return site.read("date", value, "all") if value and following[0].islower() else ()


def part_of_year_of(site: Occurrence) -> Readings:
    """A quarter, a third or a half of a year: 2019-Q1, 2019-T1, 2019-H1; --Q1 without the year."""
    word = site.word("n")
    number = int(word) if word.isdecimal() else {**ORDINALS, "andre": 2, "annet": 2}.get(word, 0)
    sign = PARTS_OF_YEAR[site.word("part")]
    if not 1 <= number <= _PARTS[sign]:
        return ()
    return site.read("period", f"{site.text('year') or '-'}-{sign}{number}")


def short_part_of(site: Occurrence) -> Readings:
    """A quarter, third or half of a year by its sign: Q3 2021; without the year only Q, behind «i»."""
    sign, number = site.text("sign"), int(site.text("number"))
    before = site.tokens.words[site.span()[0] - 2 : site.span()[0] - 1]
    known = site.has("year") or (sign == "Q" and before == ["i"])
    if sign not in _PARTS or not known or not 1 <= number <= _PARTS[sign]:
        return ()
    return site.read("period", f"{site.text('year') or '-'}-{sign}{number}")
