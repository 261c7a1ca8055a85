"""What is told of matches and races: scores and times, no ranges and dates."""

import re

from graph_build.scan.readers.occurrence import NEAR, Occurrence
from graph_build.scan.words.normalisation import plain
from graph_build.scan.words.notation import class_set
from graph_build.scan.words.word_classes import DIGITS, SIGN_OF

_DISTANCES = frozenset(("km", "kilometer", "meter", "mil", "mila", "kilometeren", "meteren"))


def is_score(site: Occurrence) -> bool:
    """Whether two numbers with a dash are what two sides have won: near a word for it, names, or a pair that falls."""
    if any(site.has(mark) for mark in ("percent", "scales", "currency", "before")):
        return False
    end = site.span()[1]
    behind, following = (site.tokens.classes[at : at + 1] for at in (end, end + 1))
    if behind == SIGN_OF["hyphen"] and following == SIGN_OF["match"]:
        return True
    if _is_goal(site):
        return True
    counted = following in (SIGN_OF["countable"], SIGN_OF["plural"]) and following
    played = (
        site.is_near("match")
        or _is_between_names(site)
        or _is_against(site)
        or _is_set(site)
        or _falls_near(site)
    )
    return played and not counted


_PAIR = f"{class_set(('d1', 'd2'))}{class_set(('hyphen', 'endash'))}{class_set(('d1', 'd2'))}"
_ALONE = f"(?<!{class_set((*DIGITS, 'hyphen', 'endash', 'dot', 'comma'))}){_PAIR}(?!{class_set((*DIGITS, 'hyphen', 'endash', 'dot', 'slash'))})"
_FULL_STOP = SIGN_OF["dot"] + SIGN_OF["sp"]
_PAIRS = re.compile(f"{_PAIR}(?:{SIGN_OF['comma']}?{SIGN_OF['sp']}{_PAIR}){{1,6}}")


def _is_goal(site: Occurrence) -> bool:
    """Whether who scored stands behind two digits: 1-2 Eide Lie."""
    behind = site.tokens.words[site.span()[1] : site.span()[1] + 2]
    return (
        len(site.text()) == 3 and len(behind) == 2 and behind[0] == " " and behind[1][0].isupper()
    )


def _falls_near(site: Occurrence) -> bool:
    """Whether a pair that falls stands in the same sentence: under 1–3 og 4–7, men à jour på 11–11."""
    first, last = site.span()
    before = site.tokens.classes[max(0, first - 2 * NEAR) : first].rpartition(_FULL_STOP)[2]
    behind = site.tokens.classes[last : last + 2 * NEAR].partition(_FULL_STOP)[0]
    return any(
        int(site.tokens.words[at]) >= int(site.tokens.words[at + 2])
        for found in re.finditer(
            _ALONE, site.tokens.classes[first - len(before) : last + len(behind)]
        )
        for at in [first - len(before) + found.start()]
    )


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
    words = site.tokens.words[max(0, start - 6) : start]
    dashed = [word for word in words if word != " "][-3:]
    return (
        len(dashed) == 3
        and dashed[1] in ("-", "\u2013")
        and dashed[0][0].isupper()
        and dashed[2][0].isupper()
    )


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
