"""Cardinal numbers in words below a million: what a word is worth, and several of them."""

import re
from collections.abc import Iterable
from decimal import Decimal

from graph_build.scan.words.lexicon import TEENS, TENS, UNITS
from graph_build.scan.words.normalisation import alternatives, plain

SIMPLE = {**UNITS, **TEENS, **TENS}
# The ones of a compound may be written with articles: tjueen, tjueein, toogtjue.
ONES = {**UNITS, "en": 1, "ein": 1, "ei": 1, "et": 1, "eit": 1}
_SMALL = (
    f"(?:(?:{alternatives(*TENS)})(?:{alternatives(*ONES)})"
    f"|(?:{alternatives(*ONES)})og(?:{alternatives(*TENS)})|{alternatives(*SIMPLE)}|en|et)"
)
_HUNDREDS = rf"(?:(?:{_SMALL})?hundre(?:(?:og)?{_SMALL})?)"
_BELOW = f"(?:{_HUNDREDS}|{_SMALL})"
# A word that is a number: femogtjue, hundreogtolv, totusenfemhundre.
NUMERAL = re.compile(rf"(?:{_BELOW}?tusen(?:(?:og)?{_BELOW})?|{_BELOW})")
LONGEST = 60


def small_value(word: str) -> int:
    """The value of one word below a hundred, compounds included."""
    if word in SIMPLE:
        return SIMPLE[word]
    for ten, value in TENS.items():
        if word.startswith(ten) and word[len(ten) :] in ONES:
            return value + ONES[word[len(ten) :]]
        if word.endswith("og" + ten) and word[: -len(ten) - 2] in ONES:
            return value + ONES[word[: -len(ten) - 2]]
    if word in ONES:
        return ONES[word]
    raise ValueError(f"{word!r} is no number word")


def is_numeral(word: str) -> bool:
    """Whether a word in small letters is a number by itself; articles are none."""
    return len(word) <= LONGEST and word not in ("en", "et") and NUMERAL.fullmatch(word) is not None


def cardinal_value(text: str) -> Decimal:
    """The value of a number in words, such as «hundre og femti» or «to tusen»."""
    apart = re.sub(r"(hundre|tusen)(?:og)?", r" \1 ", plain(text))
    return Decimal(_sum(re.findall(r"[^\W\d_]+", apart)))


def _sum(words: Iterable[str]) -> int:
    total = current = 0
    for word in words:
        if word == "og":
            continue
        if word == "hundre":
            current = (current or 1) * 100
        elif word == "tusen":
            total, current = total + (current or 1) * 1000, 0
        else:
            current += small_value(word)
    return total + current
