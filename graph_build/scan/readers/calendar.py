"""Readers of dates, years, parts of years and decades."""

from datetime import date
from decimal import Decimal

from graph_build.scan.readers.occurrence import NEAR, Occurrence, Readings
from graph_build.scan.words.cardinals import cardinal_value
from graph_build.scan.words.lexicon import MONTHS, ORDINALS, TEENS, TENS
from graph_build.scan.words.normalisation import plain
from graph_build.scan.words.notation import class_set
from graph_build.scan.words.word_classes import DECADE, SIGN_OF, YEAR_WORD
from graph_build.scan.words.word_lists import PARTS_OF_YEAR, SHORT_MONTHS

ALL_MONTHS = {**SHORT_MONTHS, **MONTHS}
EN_DASH = "\u2013"
# So many of them make a year.
_PARTS = {"Q": 4, "T": 3, "H": 2}
# Behind these a year may be older than those that need no word before them.
_OLD_DATING = (
    "i", "år", "året", "årene", "åra", "våren", "høsten", "hausten", "sommeren", "sommaren", "vinteren", "siden", "sidan",
    "født", "fødd", "døde", "død", "døydde", "anno", "påsken", "påska", "julen", "jula", "perioden", "fra", "frå", "til",
)  # fmt: skip
_DISTANCES = frozenset(("km", "kilometer", "meter", "mil", "mila", "kilometeren", "meteren"))
# Behind these «fra» and «til» tell how much, not when.
_MOVED = frozenset(
    [
        "økte",
        "økt",
        "øker",
        "auka",
        "auke",
        "aukar",
        "steg",
        "stige",
        "stiger",
        "stig",
        "falt",
        "fall",
        "faller",
        "sank",
        "synker",
        "søkk",
        "gikk",
        "gjekk",
        "går",
        "redusert",
        "vokste",
        "voks",
        "vaks",
        "vokser",
        "ned",
        "opp",
        "varierte",
        "varierer",
        "tallet",
        "talet",
        "antallet",
        "talet",
        "antall",
        "hevet",
        "heva",
        "satt",
    ]
)
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


def is_race(site: Occurrence) -> bool:
    """Whether hours, minutes and seconds stand here: løp på 2.05.12."""
    hours, minutes, *_ = (*site.text().split("."), "")
    told = any(map(site.is_near, ("match", "race"))) or is_timed(site)
    return len(hours) == 1 and len(minutes) == 2 and told


def is_timed(site: Occurrence) -> bool:
    """Whether a distance was run in this time: 50 km på 2.01.14, or 58.12 på 15 kilometer."""
    first, last = site.span()
    start = max(0, first - 8)
    before = [plain(word) for word in site.tokens.words[start:first]]
    behind = [plain(word) for word in site.tokens.words[last : last + 6]]
    if before[-2:-1] == ["på"] and not _DISTANCES.isdisjoint(before):
        return True
    return behind[1:2] == ["på"] and not _DISTANCES.isdisjoint(behind[5:])


def short_year_of(site: Occurrence) -> Readings:
    """A year of two digits behind a word of time: våren -98."""
    return site.read("year", Decimal(_full_year(site.text("x"))))


def season_of(site: Occurrence) -> Readings:
    """Two years of two digits that follow one another: sesongen 19/20."""
    first, last = site.text("a"), site.text("b")
    if int(first) <= 12 or int(last) != int(first) + 1:
        return ()
    return site.read("year-range", f"{_full_year(first)}{EN_DASH}{_full_year(last)}")


def shortened_of(site: Occurrence) -> Readings:
    """A day or a month of a year of two digits: 9. april -40."""
    value = iso_of(site.word("day"), site.word("month"), _full_year(site.text("year")))
    return site.read("date", value) if value else ()


def _full_year(shortened: str) -> str:
    """What a dash or an apostrophe stands for: who writes so tells of what has been."""
    return ("20" if int(shortened) < 30 else "19") + shortened


def old_year_of(site: Occurrence) -> Readings:
    """A year before those that need no word of time: i 1789."""
    number, at = int(site.text("n")), site.span()[0]
    before = plain(site.tokens.words[at - 2])
    if not 1000 <= number < 1800 or before not in _OLD_DATING:
        return ()
    if before in ("fra", "frå", "til") and _is_moved(site):
        return ()
    return site.read("year", Decimal(number))


def old_years_of(site: Occurrence) -> Readings:
    """Two years, the first before those that need no word of time: fra 1643 til 1715; not where a number moved."""
    first, last = int(site.text("a")), int(site.text("b"))
    if not 1000 <= first < last or _is_moved(site):
        return ()
    return (*site.read("year", Decimal(first), "a"), *site.read("year", Decimal(last), "b"))


def old_period_of(site: Occurrence) -> Readings:
    """A range of years that begins before those that need no word of time: (1643–1715)."""
    first, last = site.text("a"), site.text("b")
    if not 1000 <= int(first) < int(last):
        return ()
    return site.read("year-range", f"{first}{EN_DASH}{last}")


def _is_moved(site: Occurrence) -> bool:
    """Whether a word of change stands before, as where a count went from one number to another."""
    start = site.span()[0]
    return not _MOVED.isdisjoint(map(plain, site.tokens.words[max(0, start - NEAR) : start]))


def month_of(site: Occurrence) -> Readings:
    """A month of a year."""
    value = iso_of("", site.word("month"), site.text("year"))
    return site.read("date", value) if value else ()


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


def year_in_words_of(site: Occurrence) -> Readings:
    """A year in words: nittenåttifire, or nittenhundreogfemti behind «i»."""
    word = plain(site.text())
    found = YEAR_WORD.fullmatch(word)
    if found:
        century, rest = found[1], cardinal_value(found[2])
        number = cardinal_value(century) * 100 + rest
    else:
        number = cardinal_value(word)
    return site.read("year", number) if 1000 <= number < 2200 else ()


def decade_of(site: Occurrence) -> Readings:
    """A decade or century: the year it begins with, or nothing where only two digits are told."""
    number = site.word("n")
    if not number.isdecimal() and number not in TENS:
        return ()
    return site.read("decade", _beginning(number))


def _beginning(text: str) -> str | None:
    """The year in which a decade or century begins, where four digits tell it."""
    return (
        text[:4] if text[:4].isdecimal() and not text[4:5].isdecimal() and len(text) >= 4 else None
    )


def named_decade_of(site: Occurrence) -> Readings:
    """A decade in one word, without its century (nittitallet), or a century (attenhundretallet)."""
    found = DECADE.fullmatch(plain(site.text()))
    if not found or not found[1]:
        return site.read("decade", None)
    return site.read("decade", f"{TEENS[found[1]]}{TENS[found[2]] if found[2] else 0:02}")


def two_decades_of(site: Occurrence) -> Readings:
    """Two decades that share their last word."""
    return (
        *site.read("decade", _beginning(site.text("n")), "n"),
        *site.read("decade", _beginning(site.text("all")), "all"),
    )
