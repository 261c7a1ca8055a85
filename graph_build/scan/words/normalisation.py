"""One way of writing for what is written in several: spaces, dashes, accents, soft hyphens."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import normalize

# NO-BREAK SPACE, FIGURE SPACE, THIN SPACE, NARROW NO-BREAK SPACE are spaces. HYPHEN and NON-BREAKING
# HYPHEN are hyphens, and so is the MINUS SIGN; FIGURE DASH and HORIZONTAL BAR are en dashes, as is EM DASH.
# Apostrophes may stand between thousands.
SIGNS = str.maketrans(
    "\u00a0\u2007\u2009\u202f\u2010\u2011\u2212\u2012\u2014\u2015\u2019\u02bc",
    "    ---\u2013\u2013\u2013''",
)
# SOFT HYPHEN, ZERO WIDTH SPACE, WORD JOINER and BYTE ORDER MARK are not seen; a letter with at most three
# accents is one letter (sorting a megabyte of accents would take quadratic time).
HIDDEN = re.compile("[\u00ad\u200b\u2060\ufeff]+|[^\\W\\d_][\u0300-\u036f]{1,3}")


@dataclass(frozen=True)
class NormalText:
    """A text in one way of writing, and where each part of it stood in the original."""

    text: str
    # Where a stretch without changes begins: its place here, and there.
    here: tuple[int, ...]
    there: tuple[int, ...]
    # Whether every code point of it stands where it stood.
    whole: bool

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the normal text, which has a code point at least, stands in the original."""
        first, last = (bisect_right(self.here, place) - 1 for place in (start, end - 1))
        # Stretches with an odd number are letters with accents: all of their marks belong to them.
        ends = self.there[last + 1] if last % 2 else self.there[last] + end - self.here[last]
        return self.there[first] + start - self.here[first], ends


def normal(text: str) -> NormalText:
    """The text in its normal form; every code point of it can be found in the original."""
    pieces: list[str] = []
    there: list[int] = [0]
    done = 0
    for match in HIDDEN.finditer(text):
        shown = normalize("NFC", match[0]) if match[0][0].isalpha() else ""
        if len(shown) > 1:
            continue
        pieces += [text[done : match.start()], shown]
        there += [match.start(), match.end()]
        done = match.end()
    pieces.append(text[done:])
    here = (0, *accumulate(map(len, pieces[:-1])))
    return NormalText("".join(pieces).translate(SIGNS), here, tuple(there), len(pieces) == 1)


def alternatives(*words: str) -> str:
    """A pattern for any of the words.

    The longest first: of "mill" and "millioner" a regular expression takes the first that fits.
    """
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def plain(word: str) -> str:
    """A word in small letters, as the tables have it, code point by code point."""
    # U+0130, U+0131 and U+017F (İ, ı, ſ) are i and s to a reader, but lower() leaves them be, or makes two
    # characters of one.
    return word.translate({0x130: "i", 0x131: "i", 0x17F: "s"}).lower()
