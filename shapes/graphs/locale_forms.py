"""Numbers and days as people read them in nb, nn and en: what CLDR says, by Babel.

Labels inside the graph are data and are written by `graph_build.literals`, without CLDR: a new
release of it must not change the bytes of a graph.
"""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

# British English, as the project writes it: 3 December 2015, not December 3, 2015.
LOCALES = {"nb": "nb", "nn": "nn", "en": "en_GB"}


def number_in(value: Decimal, language: str) -> str:
    """A number with all its decimals: 17 436 and 2,5 in Norwegian, 17,436 and 2.5 in English."""
    # Without decimal_quantization=False Babel rounds to the three decimals of CLDR's pattern. It
    # writes a hyphen for minus, whatever the locale's symbol; MINUS SIGN is as wide as a digit.
    written = format_decimal(
        value.normalize(), locale=LOCALES[language], decimal_quantization=False
    )
    return written.replace("-", "\u2212")


def day_in(day: date, language: str) -> str:
    """A day with its month in words: 3. desember 2015, 3 December 2015."""
    return format_date(day, format="long", locale=LOCALES[language])
