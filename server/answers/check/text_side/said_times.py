"""The times that a sentence says: years, from one to another, since, until, and how long."""

import re
from dataclasses import dataclass
from itertools import pairwise

from graph_build.scan.scanner import Expression
from server.answers.check.text_side.text_layout import TIMES

_BEFORE = re.compile(r"(\w+)\W*$")
_SINCE = frozenset(["siden", "sidan", "etter"])
# «The report of 2020» is no «since 2020».
_REPORT_OF = re.compile(
    r"(?:rapport|kartlegging|undersøk|måling|tal|meir|statistikk|oversikt|evaluering|melding|sak|artikkel|nyhet)\w*\s+(?:fra|frå)\s+$"
)
# «Since the plan began in 2016».
_SINCE_THEN = re.compile(
    r"(?<!\w)(?:siden|sidan|etter\s+at|helt\s+siden|heilt\s+sidan)\s+(?:\w+\s+){0,4}?(?:\w*start(?:et|a|en|ar|er)?|begynte|byrja|kom|trådte\s+i\s+kraft|tok\s+til|ble\s+innført|vart\s+innført|ble\s+vedtatt|vart\s+vedteken|begynnelsen|innføringen|lansert|lanseringen|igangsatt|iverksatt|satt\s+i\s+gang|sett\s+i\s+gang)\s+i\s+$"
)
_UNTIL = frozenset(["innen", "innan", "inntil", "før"])
_FROM = frozenset(["fra", "frå", "mellom"])
_COMPARED = re.compile(
    r"(?:enn(?:\s+(?:det|den|de|dei))?(?:\s+(?:var|hadde|lå|låg|gjorde))?|mot|kontra|(?:sammen|saman)li[gk]n(?:et|a)\s+med|(?:sammen|saman)h[oae]ld(?:t|e)\s+med|relativt\s+til|i\s+forhold\s+til|opp fra|ned fra|opp frå|ned frå)\s+(?:i\s+|for\s+|året\s+)?$"
)
# «Than at the last count in 2022»: words between, no number.
_THAN = re.compile(
    r"(?<!\w)(?:enn|(?:sammen|saman)li[gk]n(?:et|a)\s+med|mot)\s+(?!(?:nok|ventet|venta|forventet|forventa|planlagt|før|halvparten|halvdelen)(?!\w))(?:[^\W\d_]+\s+){1,4}i\s+$"
)
# «Before the plan is over in 2020».
_BY_THEN = re.compile(r"(?<!\w)(?:innen|innan)\s+(?:[^\W\d_]+\s+){1,5}i\s+$")
# «Since the last count in 2020».
_SINCE_LAST = re.compile(
    r"(?<!\w)(?:siden|sidan)\s+(?:(?:den|det)\s+)?(?:forrige|førre|sist[e]?|første|fyrste|målinga?|målingen|kartlegginga?|kartleggingen)(?:\s+[^\W\d_]+){0,2}\s+i\s+$"
)
# «Since 2018, when 60 per cent …» tells of that year.
_WHEN = re.compile(r"\s*,\s*(?:da|då|når|der)(?!\w)")
_CHANGE_FROM = re.compile(r"(?<!\w)(?:endring(?:en|a)?|forandring(?:en|a)?)\s+(?:fra|frå)\s*$")
_JOINED = re.compile(r"\s*(?:til(?:\s+og\s+med)?|og|–|-|—)\s*$")
_LISTED = re.compile(r"\s*(?:,|og|samt)\s*")
_TIDIEST = re.compile(
    r"(?:tidligste?|tidlegaste?|først|fyrst)\s+(?:innen\s+|innan\s+|i\s+|fra\s+|frå\s+)?$"
)
# Money of a year's budget may complete what several years were to get.
_BUDGET = re.compile(
    r"(?:bevilgning|budsjett|løyving|tildeling|pengene|pengane|midlene|midla)\w*\s+(?:for|i|til)\s+$"
)
# The last year, and several: told by words, without a year.
_LAST_YEAR = re.compile(
    r"(?<!\w)(?:(?:det|dette|på)\s+)?(?:sist[ea]?\s+året?|i\s+fjor|året\s+før|året\s+i\s+forvegen|fjoråret|på\s+ett\s+år|på\s+eitt?\s+år)(?!\w)"
)
# Now and before, by words.
_COMES_FROM = re.compile(r"(?<!\w)(?:fra|frå|enn|mot)\s+(?:\w+\s+){0,2}$")
_MOMENTS = (
    (
        "before",
        re.compile(
            r"(?<!\w)(?:(?<!enn )for\s+(?:et|ett|eit|eitt)\s+år\s+(?:siden|sidan)|(?<!enn )året\s+før|tidligere|tidlegare|før\s+(?:var|hadde|lå|låg|gjaldt|jobbet|i\s+tiden)|(?:opprinnelig|opphavleg|i\s+utgangspunktet))(?!\w)|(?<!\w)før\s*$"
        ),
    ),
    (
        "now",
        re.compile(
            r"(?<!\w)(?:(?<!å )(?<!vil )(?<!skal )nå|(?:er|har|var)\s+no|no\s+(?:er|har)|i\s+dag|for\s+tida|for\s+tiden|per\s+i\s+dag)(?!\w)"
        ),
    ),
)
_SEVERAL = re.compile(
    r"(?<!\w)(?:sist[ea]\s+(?:to|tre|fire|fem|ti)|(?:to|tre|fire|fem|ti)\s+sist[ea])\s+(?:årene?|åra)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class SaidTime:
    """A time in a text. `kind`: year, range, since, until, after (not before), compared (the year of what is set beside), relative (told from another year)."""

    start: int
    end: int
    kind: str
    first: int
    last: int
    expressions: tuple[Expression, ...]


def said_times(text: str, expressions: tuple[Expression, ...]) -> tuple[SaidTime, ...]:
    """The times among the expressions of a sentence, two that belong together as one."""
    times = [one for one in expressions if one.kind in TIMES and _years(one)]
    found, at = list[SaidTime](), 0
    while at < len(times):
        one = times[at]
        several = _in_a_row(text, times[at:])
        if several > 2:
            last = times[at + several - 1]
            own = tuple(times[at : at + several])
            found.append(
                SaidTime(one.start, last.end, "range", _years(one)[0], _years(last)[0], own)
            )
            at += several
            continue
        following = times[at + 1] if at + 1 < len(times) else None
        if following is not None and _is_range(text, one, following):
            found.append(
                SaidTime(
                    one.start,
                    following.end,
                    "range",
                    _years(one)[0],
                    _years(following)[-1],
                    (one, following),
                )
            )
            at += 2
            continue
        found.append(_single(text, one))
        at += 1
    return tuple(found)


def _in_a_row(text: str, times: list[Expression]) -> int:
    """How many years follow each other at the head of some times, one after the other: «2017, 2018, 2019 og 2020»."""
    number = 1
    for one, following in pairwise(times):
        between = text[one.end : following.start]
        if not _LISTED.fullmatch(between) or _years(following)[0] != _years(one)[0] + 1:
            break
        number += 1
    return number


def moment(before: str, behind: str) -> str:
    """What words in small letters before and behind a number say of when, without a year: now, or before."""
    near = before[-60:]
    if _COMES_FROM.search(near):
        return ""
    told = [(found.start(), name) for name, cue in _MOMENTS for found in cue.finditer(near)]
    if told:
        return max(told)[1]
    return next((name for name, cue in _MOMENTS if cue.search(behind[:40])), "")


def last_year(words: str) -> bool:
    """Whether a clause in small letters says that it is about the last year."""
    return _LAST_YEAR.search(words) is not None


def several_years(words: str) -> bool:
    """Whether a clause in small letters says that it is about the last few years."""
    return _SEVERAL.search(words) is not None


def _years(one: Expression) -> tuple[int, ...]:
    found = re.findall(r"(?<!\d)(?:1[89]|20|21)\d\d(?!\d)", str(one.value))
    return tuple(map(int, found[:2]))


def _is_range(text: str, one: Expression, following: Expression) -> bool:
    if len(_years(one)) != 1 or len(_years(following)) != 1 or _years(one) >= _years(following):
        return False
    before = _word_before(text, one.start)
    between = text[one.end : following.start]
    if _JOINED.fullmatch(between) is None:
        return False
    return before in _FROM or not re.search("og", between)


def _single(text: str, one: Expression) -> SaidTime:
    years = _years(one)
    before = text[max(0, one.start - 70) : one.start].lower()
    word = _word_before(text, one.start)
    if len(years) == 2:
        kind = "range"
    elif _TIDIEST.search(before):
        kind = "after"
    elif _COMPARED.search(before) or _THAN.search(before) or _CHANGE_FROM.search(before):
        kind = "compared"
    elif word in _SINCE and _WHEN.match(text, one.end):
        kind = "year"
    elif (
        word in _SINCE
        or _SINCE_THEN.search(before)
        or _SINCE_LAST.search(before)
        or (
            word in ("fra", "frå")
            and not _REPORT_OF.search(before)
            and not re.search(r"(?:opp|ned|endring|auke|økning)\s+(?:fra|frå)\s*$", before)
        )
    ):
        kind = "since"
    else:
        until = word in _UNTIL or _BUDGET.search(before) or _BY_THEN.search(before)
        kind = "until" if until else "year"
    return SaidTime(one.start, one.end, kind, years[0], years[-1], (one,))


def _word_before(text: str, place: int) -> str:
    found = _BEFORE.search(text[max(0, place - 30) : place].lower())
    return found[1] if found else ""
