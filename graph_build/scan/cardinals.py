"""Cardinal numbers in words below a million: the pattern that finds them, and their value."""

import re
from decimal import Decimal

from graph_build.scan.lexicon import TEENS, TENS, UNITS
from graph_build.scan.normalisation import SP, alternatives, plain

_COMPOUND = f"(?:{alternatives(*TENS)})(?:{alternatives(*UNITS)})"
_REVERSED = f"(?:{alternatives(*UNITS)})og(?:{alternatives(*TENS)})"
SMALL = f"(?:{_COMPOUND}|{_REVERSED}|{alternatives(*UNITS, *TEENS, *TENS)})"
HUNDREDS = rf"(?:(?:{SMALL}(?:{SP}|-)?)?hundre(?:{SP}og{SP}{SMALL}|{SMALL})?)"
BELOW_THOUSAND = f"(?:{HUNDREDS}|{SMALL})"
CARDINAL = rf"(?:(?:{BELOW_THOUSAND}{SP}?)?tusen(?:{SP}og{SP}{SMALL}|{SP}{BELOW_THOUSAND})?|{BELOW_THOUSAND})"


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
