"""What is one to the scanner though it is written in several ways: spaces, dashes, capital letters."""

import re

# A space, and those that a typesetter puts between the thousands of a number: NO-BREAK SPACE, THIN
# SPACE, NARROW NO-BREAK SPACE.
SP = "[ \u00a0\u2009\u202f]"
# HYPHEN-MINUS, the dashes and hyphens U+2010 to U+2015, MINUS SIGN.
DASH = "[-\u2010-\u2015\u2212]"


def alternatives(*words: str) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def plain(word: str) -> str:
    """A word in small letters, as the tables have it; letters that only look up as i or s among them."""
    return word.translate({0x130: "i", 0x131: "i", 0x17F: "s"}).lower()
