"""The class of each token: one sign that the grammar reads instead of the token itself."""

import re
from collections.abc import Iterable, Mapping
from string import ascii_letters

from graph_build.scan.words.cardinals import ONES, is_numeral
from graph_build.scan.words.counted_words import COUNTED, COUNTED_STEMS, NOT_COUNTED
from graph_build.scan.words.lexicon import (
    ARTICLES,
    HALVES,
    MONTHS,
    ORDINALS,
    PARTS,
    SCALES,
    TEENS,
    TENS,
    TWOFOLD,
)
from graph_build.scan.words.normalisation import alternatives
from graph_build.scan.words.word_lists import (
    BIG_CODES,
    CALLED,
    CENSUS,
    CHANGES,
    CITED,
    CLOCK,
    CODES,
    CURRENCIES,
    DAY_PARTS,
    DECADES,
    EVERY,
    EVERY_OTHER,
    FEW,
    HALF,
    HALF_MORE,
    HOURLY,
    LITTLE,
    MATCHES,
    MONEY_SIGNS,
    NATIONS,
    ORDERED,
    OTHER,
    PAPERS,
    PARTS_OF_YEAR,
    PERCENT,
    PERMILLE,
    POINTS,
    RACES,
    REFERRED,
    REGISTERED,
    SHORT_MONTHS,
    TALL,
    TENS_OF,
    TRAVELS,
    TRIPLE,
    WEEKDAYS,
    WHEN,
)  # fmt: skip

SHORT_SCALES = ("mill", "mrd", "mia")
VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
RAISED = "²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"

# Where a word stands in two lists the later one counts.
WORDS: Mapping[str, Iterable[str]] = {
    "match": MATCHES, "countable": COUNTED, "change": CHANGES, "when": WHEN, "article": ARTICLES,
    "one": ("én", "èn", "éin", "éi", "ett", "eitt"), "verbal": ("tre", "fire", "ti", "åtte"), "hundred": ("hundre",), "thousand": ("tusen",),
    "scale": (name for name in SCALES if name not in (*SHORT_SCALES, "tusen")), "shortscale": SHORT_SCALES,
    "percentword": PERCENT, "pst": ("pst",), "permilleword": PERMILLE, "pointword": POINTS, "poeng": ("poeng",),
    "currency": CURRENCIES, "code": CODES, "bigcode": BIG_CODES, "nation": NATIONS, "month": MONTHS,
    "shortmonth": (month for month in SHORT_MONTHS if month != "jul"), "jul": ("jul",), "ordinal": ORDINALS, "half": HALF, "halfmore": HALF_MORE, "halves": HALVES,
    "little": LITTLE, "every": EVERY, "everyother": EVERY_OTHER, "other": OTHER, "quarter": PARTS_OF_YEAR, "decade": DECADES, "tall": TALL,
    "clock": CLOCK, "few": FEW, "par": ("par",), "tensof": TENS_OF, "referred": REFERRED, "paper": PAPERS,
    "registered": REGISTERED, "called": CALLED, "og": ("og",), "eller": ("eller", "samt"), "av": ("av",),
    "til": ("til", "à", "á"), "fra": ("fra", "frå"), "times": ("x",), "over": ("over",), "komma": ("komma",), "minus": ("minus",), "i": ("i",), "kraft": ("kraft",), "for": ("for",),
    "det": ("det",), "nr": ("nr", "nummer"), "pages": ("s",),
    "hourly": HOURLY, "daypart": DAY_PARTS, "cited": CITED, "ordered": ORDERED, "chamber": ("o", "l"), "kvart": ("kvart",), "court": ("c", "t", "e"),
    "weekday": WEEKDAYS, "between": ("mellom",), "census": CENSUS, "race": RACES, "travel": TRAVELS, "alpha": "abdfghjkpquvy",
}  # fmt: skip
SIGNS: Mapping[str, str] = {
    "sp": " ", "dot": ".", "comma": ",", "colon": ":", "slash": "/", "hyphen": "-", "endash": "–", "plus": "+",
    "percentsign": "%", "permillesign": "‰", "section": "§", "quote": "'", "lpar": "(", "rpar": ")",
    "moneysign": MONEY_SIGNS, "vulgar": VULGAR,
}  # fmt: skip
DIGITS = ("d1", "d2", "d3", "year", "d4", "d5", "d6", "d8", "d9", "d11", "dn")
LETTERS = (
    *WORDS,
    "numeral",
    "hundreds",
    "thousands",
    "compound",
    "part",
    "fold",
    "decadeword",
    "yearword",
    "tally",
    "plural",
    "word",
    "junk",
)
NAMES = (*LETTERS, *DIGITS, *SIGNS, "gap", "line", "sign")
_ALPHABET = ascii_letters + "".join(map(chr, range(0xC0, 0x180)))
# The sign of each class in what the grammar reads.
SIGN_OF: Mapping[str, str] = dict(zip(NAMES, _ALPHABET, strict=False))

_LISTED = {word: SIGN_OF[name] for name, words in WORDS.items() for word in words}
_LISTED |= {mark: SIGN_OF[name] for name, marks in SIGNS.items() for mark in marks}
_YEAR = re.compile(r"(?:1[89]|2[01])\d\d")
_PART = re.compile(rf"(?:{'|'.join(PARTS)})(?:er|ar|en|a|ane|ene)?s?")
PREFIXES: Mapping[str, int] = {
    "for": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10,
}  # fmt: skip
_FOLD = re.compile(rf"(?:{'|'.join(PREFIXES)})?(?:{'|'.join(TWOFOLD)})|{'|'.join(TRIPLE)}")
# Tjuesjette, hundreogførste.
ORDINAL = re.compile(
    rf"(hundre(?:og)?)?({alternatives(*TENS)})?({alternatives(*ORDINALS)}|andre)(?<!^andre)"
)
# Nittenåttifire, attenfjorten, tjuetjue: a century and its years.
YEAR_WORD = re.compile(
    rf"({alternatives(*TEENS)}|tjue)((?:{alternatives(*TENS)})(?:{alternatives(*ONES)})?|{alternatives(*TEENS)})"
)
# Nittitallet, førtiåra; attenhundretallet; nittenåttitallet.
DECADE = re.compile(
    rf"(?:({alternatives(*TEENS)})(?:hundre(?:og)?|(?={alternatives(*TENS)})))?"
    rf"({alternatives(*TENS)})?(?:{alternatives(*DECADES)})"
)
# Eit tital, et femtitall personer, flere femtitalls: about so many.
_TALLY = re.compile(rf"(?:ti|{alternatives(*TENS)}|(?:ti|hundre)?tusen|hundre)tall?(s)?")
_COUNTED = re.compile(
    rf"(?:{'|'.join(COUNTED_STEMS)}).*|.{{2,}}(?:menn|barn|folk|årsverk|dagsverk|menneskeliv|dyr|tonn|dødsfall|tilfelle|besøk|klikk|egg)"
)
_PLURAL = re.compile(".{2,}(?:er|ar|ere|arar)")
_NOT_COUNTED = frozenset(NOT_COUNTED)
# No number has more places: Decimal keeps 28, and quadratic time is far off.
MOST_PLACES = 18


def class_of(token: str) -> str:
    """The sign of the class of a token in its plain form."""
    if token in _LISTED:
        return _LISTED[token]
    return SIGN_OF[_class_of(token)]


def _class_of(token: str) -> str:
    first = token[0]
    if token.isdecimal() and token.isascii():
        return _class_of_digits(token)
    if first in " \t":
        return "gap"
    if first in "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029":
        return "line"
    if not token.isalpha():
        alphabetic = len(token) > 1 or (first.isalnum() and first not in RAISED) or first == "_"
        return "junk" if alphabetic else "sign"
    return _class_of_word(token)


def _class_of_digits(digits: str) -> str:
    if len(digits) == 4:
        return "year" if _YEAR.fullmatch(digits) else "d4"
    name = f"d{len(digits)}"
    if name in DIGITS:
        return name
    return "dn" if len(digits) <= MOST_PLACES else "junk"


# What is not listed has the class of the first pattern that it fits.
_PATTERNS = (
    ("part", _PART),
    ("fold", _FOLD),
    ("decadeword", DECADE),
    ("yearword", YEAR_WORD),
    ("ordinal", ORDINAL),
    ("called", re.compile("(?:tlf|telefon|mobil).*(?:nr|nummer|nummeret)")),
    ("census", re.compile(".{3,}(?:tallet|talet)")),
    ("registered", re.compile(".{2,}(?:nr|nummer|nummeret)")),
    ("match", re.compile(".{2,}(?:kamp|kampen|finale|finalen|seier|seieren|siger|sigeren|tapet|oppgjøret)")),
    ("race", re.compile(".{2,}(?:rittet|løpet|rennet|etappen|stafetten|maraton|maratonen)")),
    ("travel", re.compile(".{2,}(?:avgang|avgangen|avganger|avgangene|avgangar|bussen|toget|ferja|ferga|båten|flyet)")),
)  # fmt: skip


def _class_of_word(word: str) -> str:
    if len(word) > 40:
        return "word"
    if is_numeral(word):
        return _class_of_numeral(word)
    for name, pattern in _PATTERNS:
        if pattern.fullmatch(word):
            return name
    if found := _TALLY.fullmatch(word):
        return "tensof" if found[1] else "tally"
    if word in _NOT_COUNTED:
        return "word"
    if _COUNTED.fullmatch(word):
        return "countable"
    return "plural" if _PLURAL.fullmatch(word) else "word"


def _class_of_numeral(word: str) -> str:
    if word.endswith("hundre"):
        return "compound" if "tusen" in word else "hundreds"
    if word.endswith("tusen"):
        return "thousands"
    return "compound" if "hundre" in word or "tusen" in word else "numeral"
