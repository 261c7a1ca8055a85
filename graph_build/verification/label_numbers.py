"""Whether the numbers of a label stand where they belong: two of them changed for one another say something else.

What can be told without a reader: what has a unit behind it is no year, what has «million» behind
it is an amount, what has a month behind it is a day; from one year to another goes forward, from
one figure to another as the claim compares them; a figure stands beside the year of its statement;
and the three languages have the same numbers of a kind in the same order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, pairwise

from graph_build.errors import Fault
from graph_build.reading.resolver import Resolver
from graph_build.scan.words.lexicon import MONTHS
from graph_build.scan.words.normalisation import alternatives
from graph_build.verification.claim_figures import ClaimFigures, claim_figures
from graph_build.verification.claim_labels import DIGITS, plain_number

YEAR = re.compile(r"(?:19|20)\d\d")
SCALES = {
    "million": 10**6, "millioner": 10**6, "millionar": 10**6,
    "milliard": 10**9, "milliarder": 10**9, "milliardar": 10**9, "billion": 10**9,
}  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
UNITS = (
    "%",
    "prosent",
    "percent",
    "prosentpoeng",
    "percentage points",
    "kroner",
    "dager",
    "dagar",
    "days",
    *SCALES,
)
MORE = alternatives("nye", "new", "more", "flere", "fleire")
SCALED = re.compile(rf"[ \u00a0](?P<scale>{alternatives(*SCALES)})(?!\w)")
MONTH = re.compile(rf"\.?[ \u00a0](?:{alternatives(*MONTHS, *ENGLISH_MONTHS)})(?!\w)")
DATING = re.compile(
    r"(?<!\w)(?:i|in|fra|frå|from|til|to|siden|sidan|since|for|av|of)[ \u00a0]$", re.I
)
FROM = re.compile(r"(?<!\w)(?:fra|frå|from)[ \u00a0]$", re.I)
TO = re.compile(r"(?<!\w)(?:til|to)[ \u00a0]$")
SPAN = re.compile(r"[ \u00a0]?[–-][ \u00a0]?")


@dataclass(frozen=True)
class Mention:
    """A number of a label: its digits, its value as plain text, the text before and behind it."""

    digits: str
    number: str
    year: bool
    before: str
    behind: str


def label_number_faults(resolver: Resolver) -> Iterator[Fault]:
    """Every label in which numbers do not stand where they belong."""
    for file, facts in resolver.corpus.files:
        for number, claim in enumerate(facts.claim):
            figures = claim_figures(resolver, facts.source, claim)
            told = dict[str, list[Mention]]()
            for language, text in claim.label.items():
                told[language] = list(_mentions(text, language, figures))
                for what in chain(
                    _misplaced(told[language], figures), _turned(told[language], figures)
                ):
                    yield file.fault(("claim", number, "label"), f"the {language} label: {what}")
            for what in _unlike(told):
                yield file.fault(("claim", number, "label"), what)


def _mentions(text: str, language: str, figures: ClaimFigures) -> Iterator[Mention]:
    for found in DIGITS.finditer(text):
        number = plain_number(found.group(), language)
        year = bool(YEAR.fullmatch(found.group())) and Decimal(number) not in figures.values
        yield Mention(found.group(), number, year, text[: found.start()], text[found.end() :])


def _misplaced(mentions: list[Mention], figures: ClaimFigures) -> Iterator[str]:
    """Each number that is of another kind than what stands behind it."""
    units = alternatives(*UNITS, *figures.units)
    unit = re.compile(rf"[ \u00a0]?(?P<more>(?:{MORE})[ \u00a0])?(?:{units})(?!\w)")
    for one in mentions:
        has_unit = unit.match(one.behind)
        if one.year and has_unit and not (has_unit["more"] and DATING.search(one.before)):
            yield f"{one.digits} is a year, and has a unit behind it"
        scaled = SCALED.match(one.behind)
        if scaled and figures.amounts:
            amount = Decimal(one.number) * SCALES[scaled["scale"]]
            if amount not in figures.amounts:
                yield f"{one.digits} {scaled['scale']} is no amount of the claim"
        if MONTH.match(one.behind) and not 1 <= Decimal(one.number) <= 31:
            yield f"{one.digits} is no day of a month"


def _turned(mentions: list[Mention], figures: ClaimFigures) -> Iterator[str]:
    """Two numbers from which and to which something goes, the wrong way round; a figure beside a year of another."""
    for one, two in pairwise(mentions):
        between = two.before[len(one.before) + len(one.digits) :]
        ranged = SPAN.fullmatch(between) or (FROM.search(one.before) and TO.search(between))
        if not ranged:
            continue
        if one.year and two.year and int(one.number) >= int(two.number):
            yield f"from {one.digits} to {two.digits} goes backwards"
        if (Decimal(two.number), Decimal(one.number)) in figures.steps:
            yield f"from {one.digits} to {two.digits} is the wrong way round"
    for figure, year in _beside(mentions):
        years = figures.years.get(Decimal(figure.number), frozenset())
        others = frozenset().union(*figures.years.values())
        if years and int(year.number) in others - years:
            said = ", ".join(map(str, sorted(years)))
            yield f"{figure.digits} stands with {year.digits}, and is of {said}"


def _beside(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Each figure with its year, where figures and years take turns; nothing where a label is built otherwise."""
    pairs = list(zip(mentions[::2], mentions[1::2], strict=False))
    if len(mentions) % 2 == 0 and len({one.year for one, _ in pairs}) == 1:
        for one, two in pairs if all(one.year != two.year for one, two in pairs) else ():
            yield (two, one) if one.year else (one, two)


def _unlike(told: dict[str, list[Mention]]) -> Iterator[str]:
    """What two languages do not have in the same order: years, and other numbers.

    A number that one of them has in words («half») cannot be compared, so where one has fewer only those of both are.
    """
    for kind, year in (("years", True), ("numbers", False)):
        for one, two in combinations(told, 2):
            first, second = (
                [mention.number for mention in told[language] if mention.year is year]
                for language in (one, two)
            )
            if len(first) != len(second):
                first = [number for number in first if number in second]
                second = [number for number in second if number in first]
            if first != second:
                orders = f"{one}: {', '.join(first)}; {two}: {', '.join(second)}"
                yield f"the labels have other {kind}, or in another order ({orders})"
