"""Days, months and years as ISO 8601 has them."""

from datetime import date

from graph_build.scan.words.lexicon import MONTHS
from graph_build.scan.words.word_lists import SHORT_MONTHS

ALL_MONTHS = {**SHORT_MONTHS, **MONTHS}
EN_DASH = "\u2013"


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


def full_year(shortened: str) -> str:
    """What a dash or an apostrophe stands for: who writes so tells of what has been."""
    return ("20" if int(shortened) < 30 else "19") + shortened
