"""Finds every numeric expression of a Norwegian text: where it stands, what kind it is, its value.

Kinds: number, percent, percentage-point, money, date, year, year-range, range, ordinal, fraction,
multiple, time, list-number, phone-number.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from graph_build.scan import number_words as words
from graph_build.scan.number_words import SP, alternatives, cardinal_value, plain

DASH = "[-\u2010-\u2015\u2212]"
FLAGS = re.IGNORECASE | re.MULTILINE
# Atomic and bounded, so that a number is never cut short and long runs of digits stay linear.
GROUPED = rf"\d{{1,3}}(?:(?:{SP}\d{{3}}){{1,6}}|(?:\.\d{{3}})+)(?!\d)(?:,\d+)?"
DIGITS = rf"(?>{GROUPED}|\d+(?:[.,]\d+)?)"
SPACED_COMMA = rf"\d{{1,3}},{SP}\d{{1,2}}(?={SP}?(?:%|prosent|pst|mill|mrd))"
LONG_SCALES = tuple(name for name in words.SCALES if name not in ("mill", "mrd", "mia"))
DIGIT_NUMBER = rf"(?<![\w.,/])(?<!\w[-\u2010\u2011])(?:{SPACED_COMMA}|{DIGITS})"
SIGNED = rf"(?:(?<![\w%.,)])[-\u2212](?:{SPACED_COMMA}|{DIGITS})|{DIGIT_NUMBER})"
WORD_NUMBER = rf"(?<![\w-]){words.CARDINAL}(?![\w-])"
ANY_NUMBER = rf"(?:{SIGNED}|{WORD_NUMBER})"
ARTICLE = rf"(?:{alternatives(*words.ARTICLES)})"
COUNTED = rf"(?:{ANY_NUMBER}|(?<![\w-]){ARTICLE}(?![\w-]))"
SCALE = rf"(?:(?:mill|mrd|mia)(?!\w)\.?|(?:{alternatives(*LONG_SCALES)})(?!\w))"
CURRENCY = r"(?:kroner(?!\w)|kronar(?!\w)|NOK(?!\w)|kr(?!\w)\.?)"
PERCENT = r"(?:%|prosents?(?!\w)|pst(?!\w)\.?)"
RANGE_UNIT = rf"(?:{SP}?{PERCENT}|{SP}?(?P<scale>{SCALE})(?:{SP}?{CURRENCY})?|{SP}?{CURRENCY})?"
PEOPLE = "(?:mennesk|person|innbygg|folk|bruker|brukar|pasient|døgn|time|timar|dag|år)"
NOUNS = r"(?:årsverk|kroner|kronar|kr(?!\w)|person|plass|kommun|stilling|bruker|brukar|pasient|døgn|dag[ea]r)"
NO_MODAL = "".join(rf"(?<!\b{word}{SP})" for word in ("skal", "vil", "kan", "må"))
NO_NOUN = "".join(rf"(?<!\b{word}{SP})" for word in ("et", "eit", "å"))
TRE = rf"{NO_NOUN}(?<![\w-])(?:{NO_MODAL}|(?!tre{SP}av\b))tre(?!\w|-|{SP}i{SP}kraft|{SP}(?:inn|fram|frem|hundre|tusen)\b)"
MONTH = f"(?:{alternatives(*words.MONTHS)})"
YEAR = r"(?:1[89]|2[01])\d\d"


@dataclass(frozen=True)
class Expression:
    """A numeric expression: code points start to end (exclusive), its text, kind and value."""

    start: int
    end: int
    text: str
    kind: str
    value: Decimal | str | None


Value = Callable[[re.Match[str]], Decimal | str | None]


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
    if plain(text) in words.ARTICLES:
        return Decimal(1)
    return digits_value(text) if re.search(r"\d", text) else cardinal_value(text)


def _scaled(match: re.Match[str]) -> Decimal:
    return number_value(match["n"]) * _factor(match["scale"])


def _factor(scale: str | None) -> int:
    return words.SCALES[plain(scale).rstrip(".")] if scale else 1


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    month = parts["month"]
    number = words.MONTHS.get(plain(month)) or int(month)
    day, year = parts.get("day"), parts.get("year")
    if day is None:
        return f"{year}-{number:02}"
    full = int(year) if year else 2000
    if full < 100 and year and len(year) == 2:
        full += 2000 if full < 50 else 1900
    try:
        date(full, number, int(day))
    except ValueError:
        return None
    return f"{full:04}-{number:02}-{int(day):02}" if year else f"--{number:02}-{int(day):02}"


def _year_range(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    return f"{first}\u2013{first[:2] + last if len(last) == 2 else last}"


def _range(match: re.Match[str]) -> str:
    factor = _factor(match["scale"])
    return "\u2013".join(
        f"{(number_value(match[name]) * factor).normalize():f}" for name in ("a", "b")
    )


def _parts(match: re.Match[str]) -> Decimal:
    return round(number_value(match["n"]) / words.PARTS[plain(match["part"])], 6)


def _share(match: re.Match[str]) -> Decimal | None:
    count, below = number_value(match["a"]), number_value(match["b"])
    return round(count / below, 6) if below and count <= below else None


def _fold(match: re.Match[str]) -> Decimal:
    prefix = plain(match["prefix"])
    return Decimal({**words.UNITS, **words.TEENS}.get(prefix, 2))


RULES: tuple[tuple[str, str, Value], ...] = (
    ("phone-number", rf"(?<!\w)(?:\+47{SP}?)?(?:\d{{3}}{SP}\d\d{SP}\d{{3}}|\d\d(?:{SP}\d\d){{3}})(?!\d)|\+47{SP}?\d{{8}}(?!\d)", lambda _: None),
    ("time", rf"(?<!\w)kl\.?{SP}?(?P<h>\d{{1,2}})[.:](?P<m>\d\d)(?!\d)", lambda m: f"{int(m['h']):02}:{m['m']}"),
    ("date", r"(?<![\w.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d\d)(?!\d|\.\d)", _iso),
    ("date", r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])", _iso),
    ("date", rf"(?<![\w.,])(?P<day>\d{{1,2}})(?:\.{SP}?|{SP})(?P<month>{MONTH})(?!\w)(?:{SP}(?P<year>\d{{4}})(?!\d))?", _iso),
    ("date", rf"(?<!\w)(?P<month>{MONTH}){SP}(?P<year>{YEAR})(?!\d)", _iso),
    ("list-number", rf"(?m:^)(?P<lead>[ \t\u00a0]*)(?P<n>\d{{1,2}})[.)](?={SP})(?!{SP}{MONTH}(?!\w))", lambda m: Decimal(m["n"])),
    ("year-range", rf"(?<![\w.,])(?P<first>{YEAR}){SP}?(?:{DASH}|/){SP}?(?P<last>{YEAR}|\d\d)(?![\w%]|{SP}{NOUNS})", _year_range),
    ("range", rf"{DIGIT_NUMBER.replace('(?:', '(?P<a>', 1)}{SP}?{DASH}{SP}?(?P<b>{DIGITS})(?!\w){RANGE_UNIT}", _range),
    ("range", rf"(?<![\w-])(?P<a>{words.SMALL}){DASH}(?P<b>{words.SMALL})(?![\w-]){RANGE_UNIT}", _range),
    ("money", rf"(?<!\w){CURRENCY}{SP}?(?P<n>{DIGITS})(?:{SP}?(?P<scale>{SCALE}))?(?:,-)?(?!\w)", _scaled),
    ("money", rf"(?P<n>{COUNTED})(?:{SP}?(?P<scale>{SCALE}))?{SP}?{CURRENCY}", _scaled),
    ("number", rf"(?P<n>{COUNTED}){SP}?(?P<scale>{SCALE})(?={SP}{PEOPLE})", _scaled),
    ("money", rf"(?P<n>{COUNTED}){SP}?(?P<scale>(?!tusen){SCALE})", _scaled),
    ("number", rf"(?P<n>{SIGNED}){SP}?(?P<scale>tusen)(?!\w)", _scaled),
    ("percentage-point", rf"(?P<n>{COUNTED}){SP}?(?:prosentpoeng|%-poeng)(?!\w)", lambda m: number_value(m["n"])),
    ("percent", rf"(?P<n>{COUNTED}){SP}?{PERCENT}", lambda m: number_value(m["n"])),
    ("fraction", rf"(?<!\w)(?P<n>{ARTICLE}|{words.SMALL}){SP}(?P<part>{alternatives(*words.PARTS)})(?:er|ar|en|a)?(?!\w)", _parts),
    ("fraction", rf"(?<![\w.,/-])(?P<a>{ARTICLE}|{words.SMALL}|{DIGITS}){SP}av{SP}(?P<b>{words.SMALL}|{DIGITS})(?!\w)", _share),
    ("fraction", r"(?<![\w.,/-])(?P<a>\d{1,3})/(?P<b>\d{1,3})(?![\w/]|[.,]\d)", _share),
    ("fraction", rf"(?<!\w)(?:hver|kvar){SP}(?P<o>{alternatives(*words.ORDINALS)})(?!\w)", lambda m: round(Decimal(1) / words.ORDINALS[plain(m["o"])], 6)),
    ("fraction", rf"(?<!\w)(?:{alternatives(*words.HALVES)})(?!\w)", lambda _: Decimal("0.5")),
    ("multiple", rf"(?<!\w)(?P<prefix>for|tre|fire|fem|seks|ti|)(?:{alternatives(*words.TWOFOLD)})(?!\w)", _fold),
    ("year", rf"(?<![\w.,-])(?P<n>{YEAR})(?![\w%]|[.,]\d|{SP}{NOUNS}|{SP}?(?:{PERCENT}|{SCALE}))", lambda m: Decimal(m["n"])),
    ("year", rf"(?<=\bi{SP})(?P<n>{YEAR})(?![\w%]|[.,]\d)", lambda m: Decimal(m["n"])),
    ("ordinal", rf"(?<![\w-])(?<!for det )(?:{alternatives(*words.ORDINALS)})(?!\w)", lambda m: Decimal(words.ORDINALS[plain(m[0])])),
    ("ordinal", rf"(?<![\w.,])(?P<n>\d{{1,2}})\.(?={SP}[a-zæøå])", lambda m: Decimal(m["n"])),
    ("number", rf"{SIGNED}(?![^\W\d_])", lambda m: digits_value(m[0])),
    ("number", rf"{TRE}|(?!tre(?![\w-])(?!{SP}(?:hundre|tusen)\b)){WORD_NUMBER}", lambda m: cardinal_value(m[0])),
)  # fmt: skip
COMPILED = tuple((kind, re.compile(pattern, FLAGS), value) for kind, pattern, value in RULES)


def scan(text: str) -> tuple[Expression, ...]:
    """Every numeric expression of `text`, in its order; none overlaps another."""
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Expression]:
    here = 0
    upcoming: list[tuple[int, re.Match[str] | None]] = [(-1, None)] * len(COMPILED)
    while here < len(text):
        best: tuple[int, int] | None = None
        for rule, (_, pattern, _) in enumerate(COMPILED):
            start, match = upcoming[rule]
            if start < here and start != len(text):
                match = pattern.search(text, here)
                start = match.start() if match else len(text)
                upcoming[rule] = (start, match)
            if match is not None and (best is None or start < best[0]):
                best = (start, rule)
        if best is None:
            return
        kind, _, value = COMPILED[best[1]]
        found = upcoming[best[1]][1]
        assert found is not None
        start = found.end("lead") if "lead" in found.re.groupindex else found.start()
        yield Expression(start, found.end(), text[start : found.end()], kind, value(found))
        here = found.end()
