"""What is one to the scanner though it is written in several ways: spaces, dashes, capital letters."""

import re

# A space, and those that a typesetter puts between the thousands of a number: NO-BREAK SPACE, THIN
# SPACE, NARROW NO-BREAK SPACE.
SP = "[ \u00a0\u2009\u202f]"
# HYPHEN-MINUS, the dashes and hyphens U+2010 to U+2015, MINUS SIGN.
DASH = "[-\u2010-\u2015\u2212]"


def alternatives(*words: str) -> str:
    """A pattern for any of the words.

    The longest first: of "mill" and "millioner" a regular expression takes the first that fits.
    """
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def plain(word: str) -> str:
    """A word in small letters, as the tables have it."""
    # U+0130, U+0131 and U+017F (İ, ı, ſ) match i and s under re.IGNORECASE, but lower() leaves them be,
    # or makes two characters of one: the tables would not have what the pattern has found.
    return word.translate({0x130: "i", 0x131: "i", 0x17F: "s"}).lower()
