"""Numbers, units and years as a language writes them: 17 436 årsverk, 83 %, 2,4 milliarder kroner, > 2×."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation, localcontext
from typing import Literal

from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal, format_scientific, parse_decimal

from server.answers.elements.figures import Figure

MILLION = 1_000_000
DIGITS = 100  # of a number that is written in full
LONGEST = 40  # characters of a literal that is written as a number of the language
MINUS = "−"
MILLIONS: Mapping[str, str] = {"nb": "millioner", "nn": "millionar", "en": "million"}
KRONER: Mapping[str, str] = {"nb": "kroner", "nn": "kroner", "en": "kroner"}
PERCENT: Mapping[str, str] = {"nb": "prosent", "nn": "prosent", "en": "percent"}
CURRENCY: Mapping[str, str] = {
    "nb": "norske kroner",
    "nn": "norske kroner",
    "en": "Norwegian kroner",
}
# What stands for the unit where its label is too long for a chip; one and several.
SHORT: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "arsverk": {"en": ("FTE", "FTE")},
    "percentage-point": {"en": ("percentage point", "percentage points")},
    "day": {"nb": ("dag", "dager"), "nn": ("dag", "dagar"), "en": ("day", "days")},
    "place": {"nb": ("plass", "plasser"), "nn": ("plass", "plassar"), "en": ("place", "places")},
}
# Where Babel writes the days of a language in an order that the labels do not have.
LOCALES: Mapping[str, str] = {"en": "en_GB"}
OPERATORS: Mapping[str, str] = {"-": MINUS, "*": "×"}
SIGNS: Mapping[str, str] = {"gt": "> ", "ge": "≥ ", "lt": "< ", "le": "≤ ", "eq": ""}


def number(value: Decimal | float, lang: str) -> str:
    """A number as pages write it: with the separators of the language, all its decimals, and a true minus."""
    return true_minus(digits(value, lang))


def digits(value: Decimal | float, lang: str) -> str:
    """A number with the separators of the language and all its decimals; one of very many digits as a power of ten."""
    exact = Decimal(str(value))
    if abs(exact.adjusted()) > DIGITS:
        return format_scientific(exact, format="0.##E0", locale=lang)
    # Babel rounds to the decimals that there are, in the precision of the context: by default 28 digits.
    with localcontext(prec=2 * DIGITS):
        return format_decimal(exact, locale=lang, decimal_quantization=False)


def true_minus(text: str) -> str:
    """A text whose numbers below nought have the sign of CLDR for Norwegian, which is as wide as a digit.

    Babel writes the hyphen of its patterns. A hyphen in a word or a date stays.
    """
    return re.sub(r"(?<!\w)-(?=\d)", MINUS, text)


def plain_minus(text: str) -> str:
    """A text whose numbers programs can read too."""
    return text.replace(MINUS, "-")


def counts_years(name: str) -> bool:
    """Whether a column or property has years by its name: they are whole numbers too, and nobody writes 2 018."""
    return any(word in name.lower() for word in ("year", "år", "aar"))


def literal_number(text: str, lang: str) -> str:
    """A literal that is a number with the separators of the language; one in exponents, or too long, as it is."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite() or len(text) > LONGEST or "e" in text.lower():
        return text
    return digits(value, lang)


def money(value: Decimal, lang: str) -> str:
    """Kroner in millions or milliards where that loses nothing, else in full."""
    said = number(value, lang)
    if abs(value) >= MILLION and value % 10_000 == 0:
        short = format_compact_decimal(value, format_type="long", locale=lang, fraction_digits=2)
        scale = Decimal(MILLION * 1000 if abs(value) >= MILLION * 1000 else MILLION)
        millions = f"{number(value / MILLION, lang)} {MILLIONS[lang]}"
        said = short if (value / scale * 100) % 1 == 0 else millions
    return true_minus(f"{said} {KRONER[lang]}")


def amount(figure: Figure, lang: str) -> str:
    """The value of a figure with its unit; empty where it has none."""
    if figure.value is None:
        return ""
    if figure.unit_code == "nok":
        return money(figure.value, lang)
    said = number(figure.value, lang)
    if figure.unit_code == "percent":
        return _percent(said, lang)
    if figure.unit_code in ("", "number"):
        return said
    return f"{said} {_unit(figure, lang)}"


def measured(said: str, unit: str, lang: str) -> str:
    """A number with the label of its unit behind it; percent and kroner as everywhere else: 83 %, 2,4 milliarder kroner."""
    if unit == PERCENT[lang]:
        return _percent(said, lang)
    if unit == CURRENCY[lang]:
        return money(parse_decimal(plain_minus(said), locale=lang), lang)
    return f"{said} {unit}"


def _percent(said: str, lang: str) -> str:
    return f"{said}%" if lang == "en" else f"{said}\u00a0%"


def value_text(figure: Figure, lang: str) -> str:
    """A figure as one reads it: its value, or the word of its direction; empty where it says none of both."""
    if figure.kind != "comparison":
        if figure.value is None:
            return figure.direction.name if figure.direction else ""
        return amount(figure, lang)
    if figure.measure == "ratio" and figure.value is not None:
        return f"{SIGNS.get(figure.operator, '')}{number(figure.value, lang)}×"
    # A difference from nothing has no number of its own: what it says is its word.
    return f"«{figure.as_stated.text}»" if figure.as_stated else ""


def file_size(count: int, lang: str) -> str:
    """A number of bytes as one reads it: 7,4 MB, 32 kB; less than a kilobyte in full."""
    for scale, sign in ((MILLION, "MB"), (1000, "kB")):
        if count >= scale:
            places = 1 if scale == MILLION else 0
            return f"{number(round(Decimal(count) / scale, places), lang)}\u00a0{sign}"
    return f"{number(count, lang)}\u00a0byte"


def day(text: str, lang: str, form: Literal["long", "medium"] = "long") -> str:
    """A day as the language writes it: 4. desember 2019, medium 4. des. 2019; what is no day as it is."""
    try:
        return format_date(date.fromisoformat(text), format=form, locale=LOCALES.get(lang, lang))
    except ValueError:
        return text


def period_text(figure: Figure) -> str:
    """When a figure holds, in the shortest words: its year, else the name of its period."""
    period = figure.period
    if period is None:
        return ""
    one_year = period.first is not None and period.first == period.last
    return str(period.first) if one_year else period.name.name


def worked(figure: Figure, lang: str) -> str:
    """How a figure was calculated, with the numbers that it was made of: 83 − 51; empty where it was not."""
    values = {
        one.name: money(one.value, lang) if one.unit_code == "nok" else number(one.value, lang)
        for one in figure.inputs
    }

    def part(found: re.Match[str]) -> str:
        return values.get(found[0]) or OPERATORS.get(found[0], found[0])

    return re.sub(r"[a-z_]\w*|[-*]", part, figure.expression)


def _unit(figure: Figure, lang: str) -> str:
    one = abs(figure.value or 0) == 1
    forms = SHORT.get(figure.unit_code, {}).get(lang)
    if forms:
        return forms[0] if one else forms[1]
    return figure.unit.name if figure.unit else figure.unit_code
