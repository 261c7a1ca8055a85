"""A text in sentences, and each sentence in the clauses of its numbers."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph_build.scan.scanner import Expression, scan
from server.answers.check.lexis.stems import Word, words

FIGURES = frozenset(
    ("number", "percent", "percentage-point", "permille", "money", "fraction", "multiple", "range")
)
TIMES = frozenset(("year", "year-range", "date", "period", "decade"))
# So many words and numbers are read together at most, so that time grows as the text does.
LONGEST = 120
_BREAK = re.compile(
    r"[.!?…]+[\"»”')\]]*\s+(?=[\"«“(–—-]?\s*[A-ZÆØÅ0-9])|\n\s*\n\s*|\n(?=\s*(?:[•*–—-]|\d{1,2}[.)])\s)|\n(?=[A-ZÆØÅ«–-])"
)
_SHORT = re.compile(
    r"(?:^|\W)(?:ca|bl\.?a|f\.?eks|mill|mrd|nr|kl|jf|pst|dvs|osv|mv|prop|kap|dr|st|pr|inkl)\.$",
    re.IGNORECASE,
)
# What such a sentence tells is the number right before it.
_SO_MANY = re.compile(
    r"[«“\"–—\s]*Så\s+(?:mange|mye|mykje|stor|stort|store|få|lite|lenge|langt)(?!\w)"
)
_THAT_IS = re.compile(
    r"[«“\"–—\s]*(?:Det|Dette)\s+(?:er|var|ble|blei|vart)\s+(?:det|hva|kva|tallet|talet|antallet|andelen|delen|summen|resultatet|fasiten|så)(?!\w)"
)
# A sentence of so many characters may be a number alone.
ALONE = 40
# Behind a number of years: a length of time, which has no clause of its own.
_LENGTH = re.compile(
    r"\s+(?:(?:siste|neste|første|fyrste|foregående|kommende)\s+)?år(?:ene|a)?(?!\w)"
)
# What ends a clause altogether; and what ends the clause of one number before the next, the surest first.
STRONG = re.compile(r";|(?<!\w)(?:mens|medan|men|derimot|imens)(?!\w)")
_GAPS = (
    STRONG,
    re.compile(r":\s|\((?![^()]*\))|–\s|—"),
    re.compile(r",\s*(?:og|mot|fordelt|hvorav|herav|derav|samt|opp|ned|noe|eit|ein|en|et)(?!\w)"),
    re.compile(r","),
    re.compile(r"(?<!\w)(?:til|fra|frå|mot|enn)(?!\w)(?=\s*\S*\s*$)"),
    re.compile(r"(?<!\w)(?:og|samt|eller|mot|til)(?!\w)"),
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a sentence that belongs to one number: from `start`, behind `end` comes the next. Lengths of time have none."""

    expression: Expression
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place, words, expressions, and the clause of each of its numbers."""

    start: int
    end: int
    words: tuple[Word, ...]
    expressions: tuple[Expression, ...]
    clauses: tuple[Clause, ...]
    begins_paragraph: bool

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """Its words that begin in a part of it."""
        return tuple(one for one in self.words if start <= one.start < end)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, with the expressions that the scanner finds."""
    expressions, found = scan(text), words(text)
    begins = [one.start for one in expressions]
    starts = [one.start for one in found]
    made = list[Sentence]()
    for start, end, paragraph in _pieces(text, expressions, begins, sorted({*starts, *begins})):
        own = expressions[bisect_left(begins, start) : bisect_left(begins, end)]
        ours = found[bisect_left(starts, start) : bisect_left(starts, end)]
        made.append(
            Sentence(start, end, ours, own, tuple(_clauses(text, start, end, own)), paragraph)
        )
    return tuple(made)


def _pieces(
    text: str, expressions: Sequence[Expression], begins: list[int], marks: list[int]
) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each sentence, and whether a paragraph begins with it."""
    start, paragraph = 0, True
    for end, new in [*_breaks(text), (len(text), True)]:
        if _outside(end, expressions, begins) != end:
            continue
        first, last = bisect_left(marks, start), bisect_left(marks, end)
        for cut in range(first + LONGEST, last, LONGEST):
            middle = min(end, _outside(marks[cut], expressions, begins))
            if start < middle < end:
                yield start, middle, paragraph
                start, paragraph = middle, False
        yield start, end, paragraph
        start, paragraph = end, new


def _outside(place: int, expressions: Sequence[Expression], begins: list[int]) -> int:
    """The place, or the end of the expression that it is in."""
    at = bisect_left(begins, place) - 1
    return max(place, expressions[at].end) if at >= 0 else place


def _breaks(text: str) -> Iterator[tuple[int, bool]]:
    line = last = 0
    for found in _BREAK.finditer(text):
        newline = found[0].startswith("\n")
        if newline and found[0].count("\n") == 1 and found[0] == "\n":
            length = found.start() - text.rfind("\n", line, found.start()) - 1
            ends = text[found.start() - 1 : found.start()]
            following = text[found.end() : found.end() + 1]
            if following.isalpha() and length > 60 and ends not in ".:;!?":
                continue
        elif not newline and (
            _goes_on(text, found)
            or (found.start() - last <= ALONE and _THAT_IS.match(text, found.end()))
        ):
            continue
        line, last = found.start(), found.end()
        yield found.end(), "\n" in found[0]


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop ends an abbreviation, or the number before it is told only behind it."""
    before = text[max(0, stop.start() - 8) : stop.start() + 1]
    return _SO_MANY.match(text, stop.end()) is not None or _SHORT.search(before) is not None


def _clauses(
    text: str, start: int, end: int, expressions: Sequence[Expression]
) -> Iterator[Clause]:
    numbers = [
        one for one in expressions if one.kind in FIGURES and not _LENGTH.match(text, one.end, end)
    ]
    cuts = [start]
    for one, following in pairwise(numbers):
        cuts.append(one.end + _gap(text[one.end : following.start]))
    cuts.append(end)
    for number, one in enumerate(numbers):
        yield Clause(
            one,
            _last_strong(text, cuts[number], one.start),
            _first_strong(text, one.end, cuts[number + 1]),
        )


def _gap(between: str) -> int:
    """Where, between two numbers, the clause of the second begins."""
    if between.endswith("("):
        # A number alone in brackets is that of what stands right before them.
        aside = max(between.rfind(")") + 1, between.rfind(", "))
        return aside if aside > 0 else len(between) - 1
    for pattern in _GAPS:
        found = None
        for found in pattern.finditer(between):  # noqa: B007 - the last one
            pass
        if found is not None:
            return found.start()
    return len(between)


def _last_strong(text: str, start: int, end: int) -> int:
    return max((found.end() for found in STRONG.finditer(text, start, end)), default=start)


def _first_strong(text: str, start: int, end: int) -> int:
    return next((found.start() for found in STRONG.finditer(text, start, end)), end)
