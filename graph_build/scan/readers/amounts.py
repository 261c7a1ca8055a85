"""Readers of numbers with what stands behind them: per cent, money, ranges, shared units."""

from decimal import Decimal

from graph_build.scan.readers.contests import is_score
from graph_build.scan.readers.counts import count_value, factor_of
from graph_build.scan.readers.iso_dates import EN_DASH
from graph_build.scan.readers.money import is_money
from graph_build.scan.readers.occurrence import Occurrence, Reading, Readings
from graph_build.scan.words.lexicon import SCALES
from graph_build.scan.words.word_classes import SIGN_OF
from graph_build.scan.words.word_lists import BIG_CODES, HUNDREDTHS

_UNITS = (("point", "percentage-point"), ("percent", "percent"), ("permille", "permille"))
_MONEY = frozenset(("currency", "bigcode", "before", "even"))
_HUNDREDTH = Decimal("0.01")


def _kind_of(site: Occurrence) -> str:
    """The kind of a number by the unit that is marked behind or before it."""
    marked = site.marked()
    for mark, kind in _UNITS:
        if mark in marked:
            return kind
    if marked & _MONEY:
        return "money"
    return "money" if "scales" in marked and is_money(site) else "number"


def _factor(site: Occurrence) -> Decimal:
    factor = (
        Decimal(factor_of(site.tokens, site.span("scales"))) if site.has("scales") else Decimal(1)
    )
    if site.has("bigcode"):
        return BIG_CODES[site.word("bigcode")]
    return factor * (
        _HUNDREDTH if site.has("currency") and site.word("currency") in HUNDREDTHS else 1
    )


def quantity_of(site: Occurrence) -> Readings:
    """One number times its scale, of the kind that its unit says."""
    value = count_value(site.tokens, site.span("n"))
    factor = _factor(site)
    return site.read(_kind_of(site), value if factor == 1 else value * factor)


def sum_of(site: Occurrence) -> Readings:
    """Millions and the thousands behind them: to millioner tre hundre tusen."""
    millions = count_value(site.tokens, site.span("n")) * SCALES[site.word("scales")]
    rest = count_value(site.tokens, site.span("rest")) * (1000 if site.has("thousands") else 1)
    return site.read(_kind_of(site), millions + rest)


def number_of(site: Occurrence) -> Readings:
    """One number without a unit."""
    span = site.match.span()
    return ((*span, "number", count_value(site.tokens, span)),)


def repeated_of(site: Occurrence) -> Readings:
    """A number in digits and again in words, as in judgments: 25 000 – tjuefemtusen – kroner."""
    value, again = (
        count_value(site.tokens, site.span(mark)) * _factor(site) for mark in ("a", "b")
    )
    if value != again:
        return ()
    kind = _kind_of(site)
    return ((*site.span("a"), kind, value), (*site.span("b"), kind, value))


def indefinite_of(site: Occurrence) -> Readings:
    """So many that nobody has counted them: no value."""
    return site.read(_kind_of(site), None)


def range_of(site: Occurrence) -> Readings:
    """Two numbers with a dash between, times the scale behind them; none where the end is below its start."""
    first, last = (count_value(site.tokens, site.span(mark)) for mark in ("a", "b"))
    if first >= last or is_score(site):
        return ()
    factor = _factor(site)
    # Who says 2–300 means two hundred to three hundred.
    if first < 10 and 100 * first < last < 1000 and last % 100 == 0 and _is_whole(site):
        first *= 100
    if 1000 * first < last and last % 1000 == 0 and _is_short(site):
        first *= 1000
    ends = (_plain_digits(value * factor) for value in (first, last))
    return site.read("range", EN_DASH.join(ends))


def scale_of(site: Occurrence) -> Readings:
    """The two numbers of a ratio: 3:1, 1:50 000; the longer one is of a map where it has thousands."""
    if " " in site.text("b") and site.text("a") != "1":
        return ()
    ends = ((*site.span(mark), count_value(site.tokens, site.span(mark))) for mark in ("a", "b"))
    return tuple((first, last, "number", value) for first, last, value in ends)


def places_of(site: Occurrence) -> Readings:
    """Two places in an order with a dash between, of which the second is the later: 5.–7. trinn."""
    first, last = (Decimal(site.word(mark)) for mark in ("a", "b"))
    return site.read("range", f"{first}{EN_DASH}{last}", "all") if first < last else ()


def _is_whole(site: Occurrence) -> bool:
    """Whether both ends are digits without decimals."""
    return site.text("a").isdecimal() and site.text("b").isdecimal()


def _is_short(site: Occurrence) -> bool:
    """Whether only the end has its thousands in full: 15–20 000."""
    classes = site.tokens.classes
    first, last = site.span("a"), site.span("b")
    return (
        first[1] - first[0] == 1
        and last[1] - last[0] == 3
        and classes[last[1] - 1] == SIGN_OF["d3"]
    )


def _plain_digits(value: Decimal) -> str:
    return f"{value.normalize():f}"


def shared_of(site: Occurrence) -> Readings:
    """Numbers that share the unit of the last one: 8, 9 og 10 prosent."""
    kind, factor = _kind_of(site), _factor(site)
    found: list[Reading] = []
    for mark in ("a", "b", "c", "d", "e", "f", "n"):
        if not site.has(mark):
            continue
        first, last = site.span(mark)
        value = count_value(site.tokens, (first, last))
        # "500 000 og 2 millioner kroner": who says thousands in full shares the currency only.
        scaled = value * factor if mark == "n" or value < 1000 else value
        found.append((first, site.span()[1] if mark == "n" else last, kind, scaled))
    return tuple(found)
