"""Years that a sentence tells from another one: «the year before», «two years later», «the same year»."""

import re

from server.answers.check.text_side.said_times import SaidTime

_COUNTED = {
    word: number
    for number, words in enumerate(
        ("ett et eitt eit", "to", "tre", "fire", "fem", "seks", "sju syv", "åtte", "ni", "ti"), 1
    )
    for word in words.split()
}
# What may stand behind «the year after» where no noun or clause does: «året etter planen» is no year of its own.
_ENDS = r"(?=\s*(?:[,.;:)!?–]|$|\d)|\s+(?:var|er|hadde|har|lå|låg|oppga|svarte|svara|sto|stod|ble|blei|vart|kom|fikk|fekk|gjaldt|meldte|sa|mente|meinte|hele|heile|bare|berre|kun|om\s+lag|rundt|steg|sank|økte|auka|utgjorde|falt)(?!\w))"
_RELATIVE = re.compile(
    rf"(?<!\w)(?:(?P<next>(?:det\s+)?(?:neste|påfølgende|påfølgjande)\s+året?|året\s+(?:derpå|etterpå|etter{_ENDS}))"
    rf"|(?P<last>året\s+(?:i\s+(?:forveien|forvegen|førevegen)|før{_ENDS})|(?:det\s+)?(?:foregående|føregåande)\s+år(?:et)?)"
    r"|(?P<same>samme\s+år(?:et)?|same\s+året?)"
    rf"|(?P<count>\w+)\s+år\s+(?:(?P<later>senere|seinare|seinere|etterpå|derpå|etter{_ENDS})|(?:tidligere|tidlegare|i\s+forveien|før{_ENDS})))(?!\w)"
)
# A year that is written behind says it itself: «the year before, in 2019».
_WRITTEN = re.compile(r"[\s,(–]*(?:i\s+)?(?:1[89]|20)\d\d(?!\d)")
# What another year is compared with.
_COMPARED = re.compile(
    r"(?<!\w)(?:enn|mot|fra|frå|siden|sidan|kontra|i\s+forhold\s+til|(?:sammen|saman)li[gk]n(?:et|a)\s+med|(?:sammen|saman)h(?:o|a|e)ld(?:t|e)\s+med|(?:opp|målt|mælt|sett|holdt|halde)\s+mot|relativt\s+til)\s+(?:i\s+|for\s+)?$"
)


# «The year before it was 362 lower».
_LOWER = re.compile(
    r"\s+(?:var|lå|låg|hadde)\s[^.;:,]{1,40}\d\s+(?:\w+\s+)?(?:lavere|lågare|høyere|høgare|færre|færrare|flere|fleire|mindre)(?!\w)"
)


def relative_times(
    text: str, start: int, end: int, times: tuple[SaidTime, ...], year_before: int | None
) -> tuple[SaidTime, ...]:
    """The years between two places that are told from the last one before them, or from `year_before`."""
    found = list[SaidTime]()
    for one in _RELATIVE.finditer(text[start:end].lower()):
        begin, stop = start + one.start(), start + one.end()
        earlier = [time.last for time in (*times, *found) if time.end <= begin]
        anchor = earlier[-1] if earlier else year_before
        off = _offset(one)
        if anchor is None or off is None or _WRITTEN.match(text, stop, end):
            continue
        ahead = text[max(start, begin - 40) : begin].lower()
        beside = _COMPARED.search(ahead) or _LOWER.match(text[stop:end].lower())
        kind = "compared" if beside else "relative"
        found.append(SaidTime(begin, stop, kind, anchor + off, anchor + off, ()))
    return tuple(found)


def _offset(one: re.Match[str]) -> int | None:
    """How many years later than the other one; None where the count is no small number."""
    if one["same"]:
        return 0
    if one["next"] or one["last"]:
        return 1 if one["next"] else -1
    years = counted(one["count"])
    return years if years is None or one["later"] else -years


def counted(word: str) -> int | None:
    """A small number of years, in words or figures; None where it is none."""
    if word.isdecimal():
        return int(word) if len(word) < 3 else None
    return _COUNTED.get(word)
