"""The rules of numeric expressions: the kind, the pattern that finds it, and its value.

Where two rules match at one place the earlier one is taken, so the longer forms stand first.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from graph_build.scan.cardinals import SMALL, cardinal_value
from graph_build.scan.lexicon import HALVES, ORDINALS, PARTS, TWOFOLD
from graph_build.scan.normalisation import DASH, SP, alternatives, plain
from graph_build.scan.tokens import (
    ARTICLE,
    COUNTED,
    CURRENCY,
    DIGIT_NUMBER,
    DIGITS,
    MONTH,
    NOUNS,
    PEOPLE,
    PERCENT,
    RANGE_UNIT,
    SCALE,
    SIGNED,
    TRE,
    WORD_NUMBER,
    YEAR,
)
from graph_build.scan.values import (
    digits_value,
    fold_of,
    iso_of,
    number_value,
    parts_of,
    range_of,
    scaled_of,
    share_of,
    year_range_of,
)

ValueOf = Callable[[re.Match[str]], Decimal | str | None]

FLAGS = re.IGNORECASE | re.MULTILINE
RULES: tuple[tuple[str, str, ValueOf], ...] = (
    ("phone-number", rf"(?<!\w)(?:\+47{SP}?)?(?:\d{{3}}{SP}\d\d{SP}\d{{3}}|\d\d(?:{SP}\d\d){{3}})(?!\d)|\+47{SP}?\d{{8}}(?!\d)", lambda _: None),
    ("time", rf"(?<!\w)kl\.?{SP}?(?P<h>\d{{1,2}})[.:](?P<m>\d\d)(?!\d)", lambda m: f"{int(m['h']):02}:{m['m']}"),
    ("date", r"(?<![\w.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d\d)(?!\d|\.\d)", iso_of),
    ("date", r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])", iso_of),
    ("date", rf"(?<![\w.,])(?P<day>\d{{1,2}})(?:\.{SP}?|{SP})(?P<month>{MONTH})(?!\w)(?:{SP}(?P<year>\d{{4}})(?!\d))?", iso_of),
    ("date", rf"(?<!\w)(?P<month>{MONTH}){SP}(?P<year>{YEAR})(?!\d)", iso_of),
    ("list-number", rf"(?m:^)(?P<lead>[ \t\u00a0]*)(?P<n>\d{{1,2}})[.)](?={SP})(?!{SP}{MONTH}(?!\w))", lambda m: Decimal(m["n"])),
    ("year-range", rf"(?<![\w.,])(?P<first>{YEAR}){SP}?(?:{DASH}|/){SP}?(?P<last>{YEAR}|\d\d)(?![\w%]|{SP}{NOUNS})", year_range_of),
    ("range", rf"{DIGIT_NUMBER.replace('(?:', '(?P<a>', 1)}{SP}?{DASH}{SP}?(?P<b>{DIGITS})(?!\w){RANGE_UNIT}", range_of),
    ("range", rf"(?<![\w-])(?P<a>{SMALL}){DASH}(?P<b>{SMALL})(?![\w-]){RANGE_UNIT}", range_of),
    ("money", rf"(?<!\w){CURRENCY}{SP}?(?P<n>{DIGITS})(?:{SP}?(?P<scale>{SCALE}))?(?:,-)?(?!\w)", scaled_of),
    ("money", rf"(?P<n>{COUNTED})(?:{SP}?(?P<scale>{SCALE}))?{SP}?{CURRENCY}", scaled_of),
    ("number", rf"(?P<n>{COUNTED}){SP}?(?P<scale>{SCALE})(?={SP}{PEOPLE})", scaled_of),
    ("money", rf"(?P<n>{COUNTED}){SP}?(?P<scale>(?!tusen){SCALE})", scaled_of),
    ("number", rf"(?P<n>{SIGNED}){SP}?(?P<scale>tusen)(?!\w)", scaled_of),
    ("percentage-point", rf"(?P<n>{COUNTED}){SP}?(?:prosentpoeng|%-poeng)(?!\w)", lambda m: number_value(m["n"])),
    ("percent", rf"(?P<n>{COUNTED}){SP}?{PERCENT}", lambda m: number_value(m["n"])),
    ("fraction", rf"(?<!\w)(?P<n>{ARTICLE}|{SMALL}){SP}(?P<part>{alternatives(*PARTS)})(?:er|ar|en|a)?(?!\w)", parts_of),
    ("fraction", rf"(?<![\w.,/-])(?P<a>{ARTICLE}|{SMALL}|{DIGITS}){SP}av{SP}(?P<b>{SMALL}|{DIGITS})(?!\w)", share_of),
    ("fraction", r"(?<![\w.,/-])(?P<a>\d{1,3})/(?P<b>\d{1,3})(?![\w/]|[.,]\d)", share_of),
    ("fraction", rf"(?<!\w)(?:hver|kvar){SP}(?P<o>{alternatives(*ORDINALS)})(?!\w)", lambda m: round(Decimal(1) / ORDINALS[plain(m["o"])], 6)),
    ("fraction", rf"(?<!\w)(?:{alternatives(*HALVES)})(?!\w)", lambda _: Decimal("0.5")),
    ("multiple", rf"(?<!\w)(?P<prefix>for|tre|fire|fem|seks|ti|)(?:{alternatives(*TWOFOLD)})(?!\w)", fold_of),
    ("year", rf"(?<![\w.,-])(?P<n>{YEAR})(?![\w%]|[.,]\d|{SP}{NOUNS}|{SP}?(?:{PERCENT}|{SCALE}))", lambda m: Decimal(m["n"])),
    ("year", rf"(?<=\bi{SP})(?P<n>{YEAR})(?![\w%]|[.,]\d)", lambda m: Decimal(m["n"])),
    ("ordinal", rf"(?<![\w-])(?<!for det )(?:{alternatives(*ORDINALS)})(?!\w)", lambda m: Decimal(ORDINALS[plain(m[0])])),
    ("ordinal", rf"(?<![\w.,])(?P<n>\d{{1,2}})\.(?={SP}[a-zæøå])", lambda m: Decimal(m["n"])),
    ("number", rf"{SIGNED}(?![^\W\d_])", lambda m: digits_value(m[0])),
    ("number", rf"{TRE}|(?!tre(?![\w-])(?!{SP}(?:hundre|tusen)\b)){WORD_NUMBER}", lambda m: cardinal_value(m[0])),
)  # fmt: skip
# Compiled once, when the module is imported: a tenth of a second that a scan does not pay again.
COMPILED = tuple((kind, re.compile(pattern, FLAGS), value) for kind, pattern, value in RULES)
