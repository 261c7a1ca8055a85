"""What the tokens of a number are worth, and the units that stand behind it."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from unicodedata import numeric

from graph_build.scan.words.cardinals import cardinal_value
from graph_build.scan.words.lexicon import ARTICLES, SCALES
from graph_build.scan.words.normalisation import plain
from graph_build.scan.words.notation import CLASSES
from graph_build.scan.words.tokens import Tokens
from graph_build.scan.words.word_classes import DIGITS, SIGN_OF, VULGAR
from graph_build.scan.words.word_lists import HALF_MORE

HALF = Decimal("0.5")
_DIGITS = frozenset(SIGN_OF[name] for name in DIGITS)
_MINUS = frozenset(SIGN_OF[name] for name in ("hyphen", "endash", "minus"))
_SCALES = frozenset(SIGN_OF[name] for name in ("scale", "shortscale", "hundred", "thousand"))


def digits_value(text: str) -> Decimal:
    """The value of digits: space, dot or apostrophe between thousands, comma or dot before decimals."""
    bare = text.replace(" ", "").replace("'", "")
    whole, comma, decimals = bare.rpartition(",")
    if comma and "." in decimals:  # 1,234.50: the comma stands between thousands
        return Decimal(bare.replace(",", ""))
    if comma:
        return Decimal(f"{whole.replace('.', '')}.{decimals}")
    groups = bare.split(".")
    if len(groups) > 1 and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]):
        return Decimal("".join(groups))
    return Decimal(bare)


def count_value(tokens: Tokens, span: tuple[int, int]) -> Decimal:
    """The value of a count of the grammar, in digits or words, with its sign; articles are one."""
    first, last = span
    if last - first == 1:
        return _worth(tokens.words[first])
    if tokens.classes[first] in _MINUS:
        first += 1
        while tokens.classes[first] in CLASSES["s"]:
            first += 1
        return _unsigned(tokens, first, last).copy_negate()
    return _unsigned(tokens, first, last)


@lru_cache(maxsize=1 << 12)
def _worth(token: str) -> Decimal:
    """The value of a count of one token: the same words stand many times in most texts."""
    if token.isdecimal():
        return Decimal(token)
    if token in VULGAR:
        return vulgar_value(token)
    word = plain(token)
    if word in HALF_MORE:
        return Decimal("0.75" if word == "trekvart" else "1.5")
    return Decimal(1) if word in ARTICLES else cardinal_value(word)


def _unsigned(tokens: Tokens, first: int, last: int) -> Decimal:
    final = tokens.classes[last - 1]
    if last - first == 1:
        return _worth(tokens.words[first])
    if final == SIGN_OF["kvart"]:
        return _worth(tokens.words[first]) * Decimal("0.25")
    if final == SIGN_OF["half"]:
        return _unsigned(tokens, first, last - 6) + HALF if last - first > 3 else HALF
    if final == SIGN_OF["vulgar"]:
        return _whole(tokens, first, last - 1) + vulgar_value(tokens.words[last - 1])
    if SIGN_OF["slash"] in tokens.classes[first:last]:
        parts = Decimal(tokens.words[last - 3]) / (Decimal(tokens.words[last - 1]) or 1)
        return _whole(tokens, first, last - 3) + round(parts, 6)
    if tokens.classes[first] in _DIGITS:
        return digits_value(tokens.text(first, last))
    return _words_value(tokens, first, last)


def _whole(tokens: Tokens, first: int, last: int) -> Decimal:
    return Decimal(tokens.text(first, last).strip() or 0)


def _words_value(tokens: Tokens, first: int, last: int) -> Decimal:
    comma = tokens.classes.find(SIGN_OF["komma"], first, last)
    if comma >= 0:
        decimals = (cardinal_value(word) for word in tokens.words[comma + 2 : last : 2])
        whole = cardinal_value(tokens.text(first, comma))
        return Decimal(f"{whole}.{''.join(map(str, decimals))}")
    return cardinal_value(tokens.text(first, last))


@cache
def vulgar_value(sign: str) -> Decimal:
    """The value of a fraction of one sign, to six decimals."""
    return round(Decimal(numeric(sign)), 6).normalize()


def factor_of(tokens: Tokens, span: tuple[int, int]) -> int:
    """What the words of a scale multiply by together; 1 without any."""
    factor = 1
    for at in range(*span):
        if tokens.classes[at] in _SCALES:
            factor *= {"hundre": 100, **SCALES}[plain(tokens.words[at])]
    return factor


def texts_of(tokens: Tokens, span: tuple[int, int]) -> Iterator[str]:
    """The tokens of a span in small letters."""
    return map(plain, tokens.words[span[0] : span[1]])
