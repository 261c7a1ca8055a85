"""What the match of a rule is worth: a number, a date or a range as text, or nothing that is known."""

import re
from datetime import date
from decimal import Decimal

from graph_build.scan.cardinals import cardinal_value
from graph_build.scan.lexicon import ARTICLES, MONTHS, PARTS, SCALES, TEENS, UNITS
from graph_build.scan.normalisation import SP, plain


def digits_value(text: str) -> Decimal:
    """The value of digits with space, NBSP or dot between thousands and a comma or dot before decimals."""
    bare = text.lstrip("-\u2212")
    if bare != text:
        return digits_value(bare).copy_negate()
    spaced = re.fullmatch(rf"(\d{{1,3}}),{SP}(\d{{1,2}})", bare)
    if spaced:
        return Decimal(f"{spaced[1]}.{spaced[2]}")
    bare = re.sub(SP, "", bare)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", bare):
        bare = bare.replace(".", "")
    return Decimal(bare.replace(",", "."))


def number_value(text: str) -> Decimal:
    """The value of a number in digits or words, the articles «en», «et» as one."""
    if plain(text) in ARTICLES:
        return Decimal(1)
    return digits_value(text) if re.search(r"\d", text) else cardinal_value(text)


def scaled_of(match: re.Match[str]) -> Decimal:
    """The number times its scale: 2,4 milliarder is 2400000000."""
    return number_value(match["n"]) * factor_of(match["scale"])


def factor_of(scale: str | None) -> int:
    """What a scale word multiplies by; 1 without one."""
    return SCALES[plain(scale).rstrip(".")] if scale else 1


def iso_of(match: re.Match[str]) -> str | None:
    """A date as ISO 8601 has it: whole, without a day (2019-04) or without a year (--04-12).

    A year of two digits is of this century below 50. None where there is no such day.
    """
    parts = match.groupdict()
    month = parts["month"]
    number = MONTHS.get(plain(month)) or int(month)
    day, year = parts.get("day"), parts.get("year")
    if day is None:
        return f"{year}-{number:02}"
    # Without a year, 2000 stands in for the check of the day: it is a leap year, so 29 February passes.
    full = int(year) if year else 2000
    if full < 100 and year and len(year) == 2:
        full += 2000 if full < 50 else 1900
    try:
        date(full, number, int(day))
    except ValueError:
        return None
    return f"{full:04}-{number:02}-{int(day):02}" if year else f"--{number:02}-{int(day):02}"


def year_range_of(match: re.Match[str]) -> str:
    """Two years with a dash; the second may be written with two digits."""
    first, last = match["first"], match["last"]
    return f"{first}\u2013{first[:2] + last if len(last) == 2 else last}"


def range_of(match: re.Match[str]) -> str:
    """Two numbers with a dash, both times the scale that stands after them."""
    factor = factor_of(match["scale"])
    return "\u2013".join(
        f"{(number_value(match[name]) * factor).normalize():f}" for name in ("a", "b")
    )


def parts_of(match: re.Match[str]) -> Decimal:
    """So many parts of a whole: to tredjedeler is 0.666667."""
    # Six decimals: what a third needs to be told from any share that a text states in per cent.
    return round(number_value(match["n"]) / PARTS[plain(match["part"])], 6)


def share_of(match: re.Match[str]) -> Decimal | None:
    """A share, such as 3 av 10; None where the part is more than the whole, or the whole nothing."""
    count, below = number_value(match["a"]), number_value(match["b"])
    return round(count / below, 6) if below and count <= below else None


def fold_of(match: re.Match[str]) -> Decimal:
    """How many times as much: firedoblet is 4, doblet 2."""
    prefix = plain(match["prefix"])
    return Decimal({**UNITS, **TEENS}.get(prefix, 2))
