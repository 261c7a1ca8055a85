"""Readers of years, several years and decades."""

from decimal import Decimal

from graph_build.scan.readers.iso_dates import EN_DASH, full_year, iso_of
from graph_build.scan.readers.occurrence import NEAR, Occurrence, Readings
from graph_build.scan.words.cardinals import cardinal_value
from graph_build.scan.words.lexicon import TEENS, TENS
from graph_build.scan.words.normalisation import plain
from graph_build.scan.words.notation import class_set
from graph_build.scan.words.word_classes import DECADE, SIGN_OF, YEAR_WORD

# Behind these a year may be older than those that need no word before them.
_OLD_DATING = (
    "i", "år", "året", "årene", "åra", "våren", "høsten", "hausten", "sommeren", "sommaren", "vinteren", "siden", "sidan",
    "født", "fødd", "døde", "død", "døydde", "anno", "påsken", "påska", "julen", "jula", "perioden", "fra", "frå", "til", "etter", "før", "innen", "innan", "av", "sesongen",
)  # fmt: skip
# Behind these a number may as well be a count, and a round one is.
_WEAK = ("fra", "frå", "til", "etter", "før", "innen", "innan", "av")
_HEDGES = ("ca", "cirka", "omkring", "rundt", "trolig", "truleg", "omtrent", "om", "lag")
# Behind these «fra» and «til» tell how much, not when.
_MOVED = frozenset((
    "økte", "økt", "øker", "auka", "auke", "aukar", "steg", "stige", "stiger", "stig", "falt", "fall",
    "faller", "sank", "synker", "søkk", "gikk", "gjekk", "går", "redusert", "vokste", "voks", "vaks",
    "vokser", "ned", "opp", "varierte", "varierer", "tallet", "talet", "antallet", "antall", "hevet", "heva",
    "satt",
))  # fmt: skip
# Behind these four digits are a year, whatever follows.
_DATING = class_set(("when", "i", "fra", "til"))


def short_year_of(site: Occurrence) -> Readings:
    """A year of two digits behind a word of time: våren -98."""
    return site.read("year", Decimal(full_year(site.text("x"))))


def season_of(site: Occurrence) -> Readings:
    """Two years of two digits that follow one another: sesongen 19/20."""
    first, last = site.text("a"), site.text("b")
    if int(first) <= 12 or int(last) != int(first) + 1:
        return ()
    return site.read("year-range", f"{full_year(first)}{EN_DASH}{full_year(last)}")


def old_year_of(site: Occurrence) -> Readings:
    """A year before those that need no word of time: i 1789."""
    number, at = int(site.text("n")), site.span()[0]
    before = _dated_by(site, at)
    if not 1000 <= number < 1800 or before not in _OLD_DATING:
        return ()
    if before in _WEAK and (_is_moved(site) or number % 100 == 0):
        return ()
    return site.read("year", Decimal(number))


def _dated_by(site: Occurrence, at: int) -> str:
    """The word before a year, with no hedge between: født ca. 1431."""
    words = [plain(word) for word in site.tokens.words[max(0, at - 5) : at] if word.isalpha()]
    while words and words[-1] in _HEDGES:
        words.pop()
    return words[-1] if words else ""


def later_year_of(site: Occurrence) -> Readings:
    """A year behind another: i 1797 og 1798."""
    number = int(site.text("n"))
    before = int(site.tokens.words[site.span()[0] - 4])
    near = 1000 <= number < 1800 and abs(number - before) < 100
    return site.read("year", Decimal(number)) if near and not _is_moved(site) else ()


def old_years_of(site: Occurrence) -> Readings:
    """Two years, the first before those that need no word of time: fra 1643 til 1715; not where a number moved."""
    first, last = int(site.text("a")), int(site.text("b"))
    if not 1000 <= first < last or _is_moved(site) or first % 100 == last % 100 == 0:
        return ()
    return (*site.read("year", Decimal(first), "a"), *site.read("year", Decimal(last), "b"))


def old_period_of(site: Occurrence) -> Readings:
    """A range of years that begins before those that need no word of time: (1643–1715)."""
    first, last = site.text("a"), site.text("b")
    full = int(first[:2] + last) if len(last) == 2 else int(last)
    round_numbers = int(first) % 100 == 0 and full % 100 == 0
    if not 1000 <= int(first) < full or (round_numbers and not _is_dated(site)):
        return ()
    return site.read("year-range", f"{first}{EN_DASH}{full}")


def _is_dated(site: Occurrence) -> bool:
    """Whether a bracket or a word of time stands before."""
    start = site.span()[0]
    return site.tokens.words[start - 1 : start] == ["("] or _dated_by(site, start) in _OLD_DATING


def _is_moved(site: Occurrence) -> bool:
    """Whether a word of change stands before, as where a count went from one number to another."""
    start = site.span()[0]
    return not _MOVED.isdisjoint(map(plain, site.tokens.words[max(0, start - NEAR) : start]))


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
    number, whole = site.word("n"), site.text().endswith(("tall", "tal", "talls", "tals"))
    if not number.isdecimal() and number not in TENS:
        return ()
    # Figures of a year (2020-tall) are not of a century (1800-tall).
    if whole and len(number) == 4 and not (number.endswith("00") and number != "2000"):
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
