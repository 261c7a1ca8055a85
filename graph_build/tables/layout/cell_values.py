"""What the cell of a table may hold: a figure, a sign for a figure that is not there, a period."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

BLANKS = "\u0020\u00a0\u202f\u2009"
SIGN = r"[-+−–]?"
FIGURE = re.compile(
    rf"{SIGN}(?:\d{{1,3}}(?:[{BLANKS}.']\d{{3}})+|\d+)(?:(?P<decimal>[.,])\d+)?(?:[eE][-+]?\d+)?[{BLANKS}]?%?|{SIGN}[.,]\d+"
)
COMMA_GROUPS = re.compile(rf"{SIGN}\d{{1,3}}(?:,\d{{3}}){{2,}}(?:(?P<decimal>\.)\d+)?%?")
# SSB: not applicable, missing, confidential; what they were before; FHI, NAV, Udir; what programs write.
MISSING = frozenset(
    ["", ".", "..", "...", "…", ":", "-", "–", "—", "*", "**", "x", "X", "u", "N/A", "n/a", "NA", "#N/A", "NaN", "nan", "null", "NULL", "None", "(null)", "i.a.", "i/a", "?"]
)  # fmt: skip
MISSING_WORDS = re.compile(
    r"(?:mangler|manglar|mangler data|ikke tilgjengelig|ikkje tilgjengeleg|ikke publisert|skjult|skjermet|anonymisert|prikket|prikka|konfidensiell|konfidensielt|ikke oppgitt|uoppgitt|ukjent|ingen data|for få|lukket|undertrykt|suppressed|missing|confidential|not available|no data|ikke relevant|ikke aktuelt)(?:\b.*)?",
    re.IGNORECASE,
)
YEAR = r"(?:18|19|20)\d\d"
MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "okt",
    "nov",
    "des",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "october",
    "december",
]
PERIOD = re.compile(
    rf"""(?:
        (?:år:?\s*|aar\s*)?{YEAR}                              # 2021
      | {YEAR}\s?[-–/_]\s?(?:{YEAR}|\d\d)                # 2011-2015, 2004_2006, 2020/21
      | {YEAR}-\d\d(?:-\d\d(?:[T ]00:00(?::00)?)?)?            # 2015-01, 2015-01-01
      | \d{{1,2}}[./]\d{{1,2}}[./]{YEAR}                       # 01.01.2015
      | {YEAR}\s?[MmKkQqUuWwHh]\s?\d{{1,2}}                    # 2021M05, 2020K4, 2021U17
      | \d\.?\s?(?:kvartal|kv\.?|halvår|tertial)\s{YEAR}
      | (?:{"|".join(MONTHS)})\.?(?:\s{YEAR})?
      )""",
    re.VERBOSE | re.IGNORECASE,
)
PERIOD_WITHIN = re.compile(rf"(?<![\d.,]){YEAR}(?![\d,]|\.\d)")


def is_figure(cell: str) -> bool:
    """Whether a cell is a number as people write it: 5 525, 1.234,5, 70,9 %, −3, 1e-05."""
    return FIGURE.fullmatch(cell) is not None or COMMA_GROUPS.fullmatch(cell) is not None


def is_missing(cell: str) -> bool:
    """Whether a cell says, by a sign or a word, that there is no figure; an empty one does."""
    return cell in MISSING or MISSING_WORDS.fullmatch(cell) is not None


def is_period(cell: str) -> bool:
    """Whether a cell is a year, a span of years, a month, a quarter or a day."""
    return PERIOD.fullmatch(cell) is not None


def has_period(text: str) -> bool:
    """Whether a year or a month stands in a text, as in the head of a column."""
    return is_period(text) or PERIOD_WITHIN.search(text) is not None


@dataclass(frozen=True, slots=True)
class DecimalSigns:
    """The decimal sign of a table, and where another one stands (row, column, from 0).

    `doubtful` are the places that alone tell of it, and may part thousands just as well (1,234).
    """

    sign: str | None
    others: tuple[tuple[int, int], ...] = ()
    doubtful: tuple[tuple[int, int], ...] = ()


def decimal_signs(cells: Iterable[tuple[int, int, str]]) -> DecimalSigns:
    """By the signs that figures have before their last digits; the more frequent one is the table's.

    A sign before just three digits may part thousands, so it counts only where no other cell tells.
    """
    sure: dict[str, list[tuple[int, int]]] = {",": [], ".": []}
    perhaps: dict[str, list[tuple[int, int]]] = {",": [], ".": []}
    for row, column, cell in cells:
        found = FIGURE.fullmatch(cell)
        sign = found["decimal"] if found else None
        if sign is None:
            continue
        if re.search(r"[.,]\d{3}%?$", cell) and not re.match(r"[-+−–]?0[.,]", cell):
            perhaps[sign].append((row, column))
        else:
            sure[sign].append((row, column))
    most = max(sure, key=lambda one: len(sure[one]))
    if sure[most]:
        return DecimalSigns(most, tuple(sure["," if most == "." else "."]))
    likely = max(perhaps, key=lambda one: len(perhaps[one]))
    return DecimalSigns(likely if perhaps[likely] else None, doubtful=tuple(perhaps[likely]))
