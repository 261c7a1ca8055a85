"""Number words of bokmål and nynorsk and what they are worth."""

import re
from collections.abc import Mapping
from decimal import Decimal

UNITS: Mapping[str, int] = {
    "null": 0, "én": 1, "éin": 1, "éi": 1, "ett": 1, "eitt": 1, "to": 2, "tre": 3, "fire": 4,
    "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9,
}  # fmt: skip
TEENS: Mapping[str, int] = {
    "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15,
    "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19,
}  # fmt: skip
TENS: Mapping[str, int] = {
    "tjue": 20, "tyve": 20, "tretti": 30, "tredve": 30, "førti": 40, "femti": 50,
    "seksti": 60, "sytti": 70, "søtti": 70, "åtti": 80, "nitti": 90,
}  # fmt: skip
SCALES: Mapping[str, int] = {
    "tusen": 10**3, "mill": 10**6, "million": 10**6, "millionar": 10**6, "millioner": 10**6,
    "milliard": 10**9, "milliardar": 10**9, "milliarder": 10**9, "mrd": 10**9, "mia": 10**9,
}  # fmt: skip
ORDINALS: Mapping[str, int] = {
    "første": 1, "fyrste": 1, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "sjuende": 7,
    "sjuande": 7, "syvende": 7, "åttende": 8, "åttande": 8, "niende": 9, "niande": 9,
    "tiende": 10, "tiande": 10, "ellevte": 11, "tolvte": 12,
}  # fmt: skip
PARTS: Mapping[str, int] = {
    "tredjedel": 3, "tredel": 3, "fjerdedel": 4, "firedel": 4, "femtedel": 5, "femdel": 5,
    "sjettedel": 6, "seksdel": 6, "åttedel": 8, "åttandedel": 8, "tidel": 10, "tiendedel": 10,
}  # fmt: skip
HALVES = ("halvparten", "helvta", "halvert", "halverer", "halvere", "halverte", "halvering")
TWOFOLD = (
    "doblet", "dobla", "dobler", "doble", "doblar", "dobling", "doblinga", "doblingen", "dobbelt", "dobbelte",
)  # fmt: skip
ARTICLES = ("en", "ein", "ei", "et", "eit")
SP = "[ \u00a0\u2009\u202f]"
MONTHS: Mapping[str, int] = {
    "januar": 1, "februar": 2, "mars": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7,
    "august": 8, "september": 9, "oktober": 10, "november": 11, "desember": 12,
}  # fmt: skip


def alternatives(*words: str) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_COMPOUND = f"(?:{alternatives(*TENS)})(?:{alternatives(*UNITS)})"
_REVERSED = f"(?:{alternatives(*UNITS)})og(?:{alternatives(*TENS)})"
SMALL = f"(?:{_COMPOUND}|{_REVERSED}|{alternatives(*UNITS, *TEENS, *TENS)})"
HUNDREDS = rf"(?:(?:{SMALL}(?:{SP}|-)?)?hundre(?:{SP}og{SP}{SMALL}|{SMALL})?)"
BELOW_THOUSAND = f"(?:{HUNDREDS}|{SMALL})"
CARDINAL = rf"(?:(?:{BELOW_THOUSAND}{SP}?)?tusen(?:{SP}og{SP}{SMALL}|{SP}{BELOW_THOUSAND})?|{BELOW_THOUSAND})"


def plain(word: str) -> str:
    """A word in small letters, as the tables have it; letters that only look up as i or s among them."""
    return word.translate({0x130: "i", 0x131: "i", 0x17F: "s"}).lower()


def small_value(word: str) -> int:
    """The value of one word below a hundred, compounds included."""
    simple = {**UNITS, **TEENS, **TENS}
    if word in simple:
        return simple[word]
    for ten, value in TENS.items():
        if word.startswith(ten) and word[len(ten) :] in UNITS:
            return value + UNITS[word[len(ten) :]]
        if word.endswith("og" + ten) and word[: -len(ten) - 2] in UNITS:
            return value + UNITS[word[: -len(ten) - 2]]
    raise ValueError(f"{word!r} is no number word")


def cardinal_value(text: str) -> Decimal:
    """The value of a number in words, such as «hundre og femti» or «to tusen»."""
    words = re.findall(r"hundre|tusen|[^\W\d_]+", re.sub(r"(hundre|tusen)", r" \1 ", plain(text)))
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
    return Decimal(total + current)
