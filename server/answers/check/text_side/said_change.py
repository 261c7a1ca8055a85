"""Whether a number is a level or a change, and the sign of what changes: verbs, prepositions and comparatives beside it."""

import re

from server.answers.check.text_side.said_clause import (
    SaidClause,
    first_of,
    without_other_senses,
)
from server.answers.check.text_side.text_layout import STRONG

LEVEL, CHANGE = "level", "change"
# So many characters behind a number may say which way it went.
FOLLOWING = 110
_STOP = re.compile(r"[.;:!?]")
_AMONG = re.compile(r"\s*(?:i|hos|blant|ved|av|for)(?!\w)")
_THEN = re.compile(r"\s*[,–—]")
_FEWER = re.compile(
    r"(?<!\w)(?:færre|færrare|flere|fleire|lavere|lågare|høyere|høgare|mindre|større)$"
)
_ACROSS = re.compile(r"[.,;:()!?]")
# «Minus 362» is one number to the scanner, «pluss 362» a word and one.
_SIGNED = re.compile(r"(?:minus\s*|[-−])\d")
_PLUS = re.compile(r"(?:(?<!\w)pluss\s+|\+\s?)$")
_HEDGES = r"(?:(?:til sammen|om lag|hele|heile|rundt|nesten|over|nærmere|drøyt|bare|kun|totalt|samlet|minst|godt)\s+)*$"
# «Det kom 362 årsverk til».
_CAME = re.compile(r"(?<!\w)(?:kom|kommer|kjem|kommet|kome)\s+(?:det\s+)?" + _HEDGES)
_IN_ADDITION = re.compile(r"(?:\s+[^\W\d_]+){1,3}\s+til(?!\w)(?!\s+(?:sammen|saman|å)(?!\w))")
# «La kommunene på én prosent».
_LAID_ON = re.compile(r"(?<!\w)(?:la|legger|legg|lagt)\s+(?:\w+\s+){0,3}på\s+" + _HEDGES)
# «45 per cent of them, up from 60».
_UP_FROM = re.compile(r"[^.;:,]{0,40},?\s+(?:(?:som|det)\s+er\s+)?(opp|ned)\s+(?:fra|frå)(?!\w)")
# «…, a rise from 60».
_A_RISE_FROM = re.compile(
    r"[^.;:]{0,90},\s+(?:noe\s+som\s+er\s+)?(?:en|ein|ei|et|eit)\s+(?:\w+\s+)?(\w*(?:gang|økning|auke|auking|vekst|fall|reduksjon|stigning))\s+(?:fra|frå)(?!\w)"
)
# «Two years earlier» is when, not how much sooner.
_YEARS_EARLIER = re.compile(r"(?<!\w)(?:år|månader|måneder|uker|veker|dager|dagar)\s+$")
FROM = re.compile(r"(?:fra|frå)\s+(?:\w+\s+)?$")
_TO = re.compile(r"(?<!\w)(?:til|mot|enn|(?:opp|ned|oppe|nede)\s+i)\s+" + _HEDGES)
# What «leads to», «is set apart to» and «goes to» so many is no level that is reached.
_LEADS_TO = re.compile(
    r"(?:ført|førte|fører|bidra\w*|satt av|sett av|avsatt|går|gjekk|gikk|gått|bruk\w*)\s+til|kom\s+det\s+til|(?:kommet|kome)\s+til|summer\w*\s+(?:seg\s+)?(?:opp\s+)?til|beløp\w*\s+seg\s+til"
)
# «It was 2.2 per cent»: of what changed before.
_PRONOUN = re.compile(r"(?<!\w)(?:den|denne|det|talet|tallet)(?!\w)")
_OF_IT = re.compile(
    r"(?<!\w)(?:den|denne|bedre|betre|dårligere|dårlegare|verre|sterkere|sterkare|svakere|svakare|(?:på|ved)\s+samme)(?!\w)"
)
# What is told of the number's noun: «the posts that have come».
_THAT_CAME = re.compile(
    r"\s*(?:\w+\s+){1,2}som\s+(?:(?:har|er|ble|blei|vart|de|dei)\s+)*(?:\w+\s+){0,2}?(?=(?:kommet|kome|kom|tilført|opprettet|oppretta|forsvunnet|forsvann|borte|kuttet|kutta|mistet|mista|lagt))"
)
# The noun of a number and the verb behind it: «500 posts vanished».
_WORDS_BEHIND = re.compile(r"(?:\s*[^\W\d_]+){0,4}")
_CHANGED_BY = re.compile(
    r"(?<!\w)(?:med|på)\s+(?:\w+\s+){0,2}\d[\d,. \u00a0]*(?:prosent\w*|%|årsverk\w*)?[^.;:]{0,60}$"
)
_BY = re.compile(r"(?<!\w)(?:med|på)\s+" + _HEDGES)


def read_change(clause: SaidClause, unit: str) -> tuple[str, int]:
    """Level, change or nothing, and the sign of what changes (0: none)."""
    near = without_other_senses(clause.before)[-80:]
    sign = clause.sign(near)
    if _SIGNED.match(clause.expression.text.lower()) or _PLUS.search(near):
        return CHANGE, 1 if _PLUS.search(near) else -1
    if clause.expression.kind in ("fraction", "multiple") and clause.has(
        "down", clause.expression.text.lower()
    ):
        return CHANGE, -1
    return (
        _behind(clause, unit, sign)
        or _end(clause, near, sign)
        or _beside(clause, near, sign)
        or ("", sign or clause.sign(_WORDS_BEHIND.match(clause.behind)[0]))  # type: ignore[index]
    )


def moves(clause: SaidClause, goes_on: bool = True) -> bool:
    """Whether anything is said to change, in the sentence or, where it goes on with that, right before it; of a number with its unit alone it may."""
    before = clause.text[clause.sentence.start : clause.expression.start]
    after = clause.text[clause.expression.end : clause.sentence.end]
    if not before.strip() and len(after.split()) <= 1:
        return True
    if _is_added(clause):
        return True
    start = clause.sentence.start - 150 if goes_on else clause.sentence.start
    near = clause.text[max(0, start) : clause.sentence.end].lower()
    return any(clause.has(cue, near) for cue in ("up", "down", "sooner", "later", "changes"))


def _is_added(clause: SaidClause) -> bool:
    """Whether verbs of two parts around the number, or around its subject, say that so much is added."""
    came = _CAME.search(clause.before) and _IN_ADDITION.match(clause.behind)
    return came is not None or _LAID_ON.search(clause.before) is not None


def _end(clause: SaidClause, near: str, sign: int) -> tuple[str, int] | None:
    """A level that something comes from, or to."""
    if FROM.search(near):
        following = clause.text[clause.expression.end : clause.sentence.end].lower()
        return LEVEL, sign or clause.sign(STRONG.split(first_of(following, FOLLOWING))[0])
    to = _TO.search(near)
    if to is None or _LEADS_TO.search(near[-40:]):
        return None
    if to[0].startswith(("mot", "enn")):
        # Beside a change stands another one: «grew by 2.2 per cent, against 0.7».
        changed = _CHANGED_BY.search(clause.ahead) and clause.sign(clause.ahead)
        return ("", 0) if changed else (LEVEL, 0)
    if to[0].startswith(("oppe", "nede")):
        return LEVEL, 1 if to[0].startswith("oppe") else -1
    ahead = clause.text[clause.sentence.start : clause.expression.start].lower()
    return LEVEL, sign or clause.sign(ahead) or clause.sign(first_of(clause.behind, FOLLOWING))


def _behind(clause: SaidClause, unit: str, sign: int) -> tuple[str, int] | None:
    """A change that is told behind the number: «362 flere»."""
    if unit == "percentage-point":
        return CHANGE, sign or clause.sign(first_of(clause.behind, 50))
    came = _THAT_CAME.match(clause.behind)
    come = clause.sign(clause.behind[came.end() : came.end() + 25]) if came else 0
    if come:
        return CHANGE, come
    if _is_added(clause):
        return CHANGE, 1
    beside = _UP_FROM.match(clause.text[clause.expression.end : clause.sentence.end].lower())
    if beside:
        return LEVEL, 1 if beside[1].startswith("opp") else -1
    apposed = _A_RISE_FROM.match(clause.text[clause.expression.end : clause.sentence.end].lower())
    if apposed:
        return LEVEL, clause.sign(apposed[1])
    following = first_of(clause.behind, 45)
    found = clause.book.cues["behind"].search(following)
    between = following[: found.start()] if found else ""
    if found is None or _ACROSS.search(between) or len(between.split()) > 2:
        return None
    if len(between.split()) == 2 and _YEARS_EARLIER.search(between):
        return None
    told = following[found.start() :]
    # Whoever waits so many days that come to an end earlier waits less.
    sooner, later = clause.has("sooner", found[0]), clause.has("later", found[0])
    if (sooner or later) and unit in ("percent", "nok", "arsverk", "place"):
        return None
    return CHANGE, clause.sign(told) or (later - sooner) or sign


def _beside(clause: SaidClause, near: str, sign: int) -> tuple[str, int] | None:
    """A change whose verb or noun stands right before the number; a level whose verb does."""
    if sign and (_BY.search(near) or _is_last(clause, near)):
        return CHANGE, sign
    if not sign and clause.has("level", near):
        ahead = clause.sign(clause.ahead[-120:]) if _PRONOUN.search(near) else 0
        # «Something better it was for the young, 2.2»: no level, where what stands before it changes.
        open_still = _OF_IT.search(near) is not None and moves(clause)
        return ("", ahead) if ahead or open_still else (LEVEL, 0)
    return None


def _is_last(clause: SaidClause, near: str) -> bool:
    """Whether the last word of change stands right before the number."""
    cues = clause.book.cues
    ends = [found.end() for name in ("up", "down") for found in cues[name].finditer(near)]
    last = max(ends, default=0)
    between = near[last:]
    # «… were fewer, 45 per cent»: not by so many, but so many.
    # «Set up in half of them»: not so much more, but by so many.
    apart = (
        _STOP.search(between)
        or _AMONG.match(between)
        or (_THEN.match(between) and _FEWER.search(near[:last]))
    )
    return bool(ends) and len(between.split()) <= 2 and not apart
