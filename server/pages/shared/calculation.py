"""A calculation as the graph writes it, `change / before * 100`, in the words of the reader."""

import re
from decimal import Decimal

from server.answers.elements.wording import number
from server.pages.shared.interface_words import words

SIGNS = {"-": "−", "*": "×"}


def in_words(expression: str, lang: str) -> str:
    """The names, numbers and signs of a calculation in a language; a name that has no word there stays as it is."""
    known = words(lang)

    def part(found: re.Match[str]) -> str:
        if found["number"]:
            return number(Decimal(found[0]), lang)
        return known.get("calc-" + found[0]) or SIGNS.get(found[0], found[0])

    return re.sub(r"[a-z_]\w*|(?P<number>-?\d+(\.\d+)?)|(?<=\s)[-*](?=\s)", part, expression)
