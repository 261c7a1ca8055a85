"""Words as they are compared: bokmål and nynorsk, in any inflection, come to one short stem."""

import re
from functools import cache
from typing import NamedTuple

WORD = re.compile(r"[^\W\d_]+")
# A stem keeps at least so many letters when an ending is cut off, and at most so many in all.
LEAST, MOST = 4, 24
# What nynorsk writes otherwise, as bokmål has it. Each pair is tried once, in this order.
_NORMS = tuple(
    (re.compile(pattern), bokmaal)
    for pattern, bokmaal in (
        ("^talet$", "antall"),
        ("^frå$", "fra"),
        ("^ikkje$", "ikke"),
        ("^sidan$", "siden"),
        ("^mål(et|a|ene|ane)$", "mål"),
        ("kommunal[et]?$", "kommun"),
        ("^innan", "innen"),
        ("^utan", "uten"),
        ("^(dei|desse)$", "de"),
        ("^voks(en|ne)", "voksn"),
        ("^vaks(en|ne)", "voksn"),
        ("^prosentdel", "andel"),
        ("^eig(en|a|e|ne)$", "egen"),
        ("^eget|egne$", "egen"),
        ("^rusmiddel", "rus"),
        ("auk", "øk"),
        ("låg", "lav"),
        ("tenest", "tjenest"),
        ("tilbod", "tilbud"),
        ("tilskot", "tilskudd"),
        ("sjuk", "syk"),
        ("skul(e|ar|ane)", r"skol\1"),
        ("bustad", "bolig"),
        ("^butil", "botil"),
        ("^vald", "vold"),
        ("brukar", "bruker"),
        ("medverknad", "medvirkning"),
        ("innverknad", "innflytelse"),
        ("avhengnad", "avhengighet"),
        ("liding", "lidelse"),
        ("løysing", "løsning"),
        ("(oppsøk)j", r"\1"),
        ("handter", "håndter"),
        ("utskrivings", "utskrivnings"),
        ("behandlingsval$", "behandlingsvalg"),
        ("nasespray", "nesespray"),
        ("nedsett", "nedsatt"),
        ("føretak", "foretak"),
        ("førespurnad", "forespørsel"),
        ("tilvising", "henvisning"),
        ("^saman", "sammen"),
        ("^fleir", "fler"),
        ("^meir", "mer"),
        ("^vidare", "videre"),
        ("rettlei", "veiled"),
        ("forsking", "forskning"),
        ("kjeld", "kild"),
        ("^kvar", "hver"),
        ("leg(e|t|are|ast)?$", "lig"),
    )
)
_ENDINGS = (
    *("ingane", "ingene", "inga", "ingen", "ingar", "inger", "ing"),
    *("ande", "ende", "anes", "enes", "ane", "ene"),
    *("ens", "ets", "ers", "ar", "er", "en", "et", "te", "de", "a", "e", "t", "s"),
)


class Word(NamedTuple):
    """A word of a text: where it stands, as it is written in small letters, its stem, and whether it is a name inside a sentence."""

    start: int
    end: int
    word: str
    stem: str
    capital: bool = False


# Whether any of them may be tried: most words of bokmål have none.
_ANY_NORM = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _NORMS))


@cache
def norm(word: str) -> str:
    """A word in small letters, as bokmål would write it."""
    if _ANY_NORM.search(word) is None:
        return word
    for pattern, bokmaal in _NORMS:
        word = pattern.sub(bokmaal, word)
    return word


def stem(word: str) -> str:
    """The stem of a word in small letters."""
    return _stem(word) if len(word) < 40 else word[:MOST]


@cache
def _stem(word: str) -> str:
    # Until nothing is left to cut: what is left of «plikten» has an ending too, as «plikt» has.
    word, shorter = "", norm(word)
    while shorter != word:
        word, shorter = shorter, _cut(shorter)
    return word[:MOST]


def _cut(word: str) -> str:
    """A word without its longest ending."""
    for ending in _ENDINGS:
        # «vekst» is no neuter of «veks», nor «tjeneste» a past of «tjenes».
        if ending in ("t", "te") and word.endswith(("st", "ste")):
            continue
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            return word[: -len(ending)]
    return word


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, in their order; a capital that begins a sentence or a line makes no name."""
    found = list[Word]()
    for one in WORD.finditer(text):
        written, start = one[0], one.start()
        lower = written.lower()
        name = written != lower and written[0].isupper() and _inside(text, start)
        found.append(Word(start, one.end(), lower, stem(lower), name))
    return tuple(found)


def _inside(text: str, start: int) -> bool:
    """Whether a word stands behind another one, with a blank or a hyphen between."""
    return (
        start > 1
        and text[start - 1] in " \u00a0-"
        and (text[start - 2].isalpha() or text[start - 2] == ",")
    )


def stems(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(one.stem for one in words(text))
