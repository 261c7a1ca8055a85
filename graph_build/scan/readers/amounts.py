"""Readers of numbers with what stands behind them: per cent, money, ranges, shared units."""

import re
from decimal import Decimal
from itertools import pairwise

from graph_build.scan.phrases import PARTS
from graph_build.scan.readers.calendar import EN_DASH
from graph_build.scan.readers.counts import count_value, factor_of, texts_of
from graph_build.scan.readers.occurrence import NEAR, Occurrence, Reading, Readings
from graph_build.scan.words.lexicon import SCALES
from graph_build.scan.words.normalisation import plain
from graph_build.scan.words.notation import CLASSES, class_set, compiled
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
    return "money" if "scales" in marked and _is_money(site) else "number"


def _is_money(site: Occurrence) -> bool:
    """A bare scale is money, as the texts have it, unless it is small or what is counted follows."""
    words = tuple(texts_of(site.tokens, site.span("scales")))
    if not any(SCALES.get(word, 0) > 1000 for word in words) or site.is_near("census", 2 * NEAR):
        return False
    return not (_is_tally(site) or _is_counted_behind(site))


# Of two amounts the second tells what both are: fra 2 millioner til 3 millioner tonn.
_ANOTHER = re.compile(compiled("s(til|and)s(figure|cardinal)s(scale|shortscale dot?)", PARTS))


def _is_counted_behind(site: Occurrence) -> bool:
    """Whether what is counted follows, with an adjective before it or none."""
    classes, words, at = site.tokens.classes, site.tokens.words, site.span()[1]
    if another := _ANOTHER.match(classes, at):
        at = another.end()
    while classes[at : at + 1] and classes[at] in CLASSES["s"]:
        at += 1
    adjective = classes[at : at + 1] == SIGN_OF["word"] and plain(words[at]).endswith("e")
    nouns = (at, at + 2) if adjective else (at,)
    return any(_is_counted(classes[noun], words[noun]) for noun in nouns if noun < len(words))


def _is_counted(sign: str, word: str) -> bool:
    known = sign == SIGN_OF["word"] and plain(word).endswith(("ene", "ane"))
    return known or sign in (SIGN_OF["countable"], SIGN_OF["plural"])


def _is_tally(site: Occurrence) -> bool:
    """Whether «tallet», a word of its own, stands before in the sentence: what it counts is no money."""
    start = site.span()[0]
    words = (" ", *site.tokens.words[max(0, start - NEAR) : start])
    return any(a == " " and b in ("tallet", "talet") for a, b in pairwise(words))


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
    if first >= last or _is_score(site):
        return ()
    factor = _factor(site)
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


def _is_score(site: Occurrence) -> bool:
    if any(site.has(mark) for mark in ("percent", "scales", "currency", "before")):
        return False
    end = site.span()[1]
    behind, following = (site.tokens.classes[at : at + 1] for at in (end, end + 1))
    if behind == SIGN_OF["hyphen"] and following == SIGN_OF["match"]:
        return True
    counted = following in (SIGN_OF["countable"], SIGN_OF["plural"]) and following
    played = site.is_near("match") or _is_between_names(site) or _is_against(site) or _is_set(site)
    return played and not counted


_PAIR = f"{class_set(('d1', 'd2'))}{class_set(('hyphen', 'endash'))}{class_set(('d1', 'd2'))}"
_PAIRS = re.compile(f"{_PAIR}(?:{SIGN_OF['comma']}?{SIGN_OF['sp']}{_PAIR}){{1,6}}")


def _is_set(site: Occurrence) -> bool:
    """Whether it stands among scores, of which one falls: 6–7, 6–3."""
    start = site.span()[0]
    first = max(0, start - 2 * NEAR)
    for pairs in _PAIRS.finditer(site.tokens.classes, first, start + 2 * NEAR):
        if pairs.start() <= start < pairs.end():
            ends = [int(word) for word in site.tokens.words[slice(*pairs.span())] if word.isdigit()]
            return any(a >= b for a, b in zip(ends[::2], ends[1::2], strict=True))
    return False


def _is_against(site: Occurrence) -> bool:
    """Whether a name stands behind «mot»: 0–2 mot Bryne."""
    behind = site.tokens.words[site.span()[1] : site.span()[1] + 4]
    return len(behind) == 4 and behind[1] == "mot" and behind[3][0].isupper()


def _is_between_names(site: Occurrence) -> bool:
    """Whether two names with a dash stand before: Norge–Sverige 1–2."""
    start = site.span()[0]
    names = site.tokens.words[max(0, start - 4) : start - 1 : 2]
    dash = site.tokens.classes[start - 3 : start - 2]
    return (
        len(names) == 2 and all(name[0].isupper() for name in names) and dash == SIGN_OF["endash"]
    )


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
