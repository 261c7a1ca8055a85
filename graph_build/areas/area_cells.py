"""What area a cell of a table means: a number, a name, both, or one of the groups that statistics have beside areas."""

import re
from dataclasses import dataclass

from graph_build.areas.area_register import COUNTRY_NUMBERS, Area, area_register, plain

# «3001.0» is what a program makes of a number that it took for a figure.
NUMBER = re.compile(r"(?:K[-_ ]?)?(?P<digits>\d{1,4})|(?P<figure>\d{3,4})\.0")
NUMBER_AND_NAME = re.compile(
    r"(?:K[-_ ]?)?(?P<digits>\d{1,6})(?:\s*[-–—:.]\s*|\s+)(?P<name>\D.*)", re.DOTALL
)
# «Moss (t.o.m. 2019)», «Haram (-2019)», «Våler (2020-2023)», «Herøy (Nordland)».
QUALIFIED = re.compile(r"(?P<name>.+?)\s*\((?P<qualifier>[^()]*)\)", re.DOTALL)
WORD_OF_KIND = re.compile(r"\s+(?:kommune|fylke|fylkeskommune|herad)$")
FIGURE = re.compile(r"[-−+]?[\d.,\s\u00a0]+%?")
# Regions that KOSTRA reports: estimates for all or a group of municipalities, and counties (EAFK…).
KOSTRA = re.compile(r"E[AK][AFGK][A-Z]{0,3}\d{0,3}U?O?(?:\s.*)?")
LOST = re.compile(r"(?<=\w)[?\ufffd]+(?=\w)")
DISTRICT = re.compile(r"(?:0301|1103|4601|5001)\d\d")
ELSEWHERE = frozenset(
    ["ukjent", "uoppgitt", "svalbard", "utland", "utlandet", "øvrig", "annet", "sokkelen", "øvrige områder", "øvrige områder, annet", "jan mayen", "kontinentalsokkelen", "ukjent kommune", "uoppgitt kommune", "uoppgitt fylke"]
)  # fmt: skip
GROUPS = re.compile(
    r"(?:i alt|totalt|sum|alle kommuner|alle kommunar|alle fylker|alle fylke|kostragruppe|kostra-gruppe|landet uten|gjennomsnitt|snitt|bydel|helse (?:vest|nord|midt|midt-norge|sør-øst))\b.*"
)


@dataclass(frozen=True, slots=True)
class AreaCell:
    """What a cell means.

    `candidates` are the areas it can be, of all times; none where it is a group or no place on land
    (`group`). `number` is as the register has it, `repaired` says that a zero before it was lost.
    """

    candidates: tuple[Area, ...]
    number: str = ""
    repaired: bool = False
    group: bool = False

    @property
    def by_name(self) -> bool:
        """Whether nothing but a name says what it is."""
        return not self.number


def area_cell(cell: str) -> AreaCell | None:
    """What area a cell means; None where it means none. A number alone may be a figure just as well."""
    text = " ".join(cell.split())
    if not text:
        return None
    if found := NUMBER.fullmatch(text):
        return _numbered(found["digits"] or found["figure"])
    if FIGURE.fullmatch(text):
        return None
    if found := NUMBER_AND_NAME.fullmatch(text):
        return _numbered_and_named(found["digits"], found["name"])
    return _named(text)


def _numbered(digits: str) -> AreaCell | None:
    """By a number; one or three digits have lost their zero."""
    if digits in COUNTRY_NUMBERS:
        return AreaCell(area_register().numbered(COUNTRY_NUMBERS[0]), COUNTRY_NUMBERS[0])
    number = digits.zfill(2 if len(digits) <= 2 else 4)
    found = area_register().numbered(number)
    return AreaCell(found, number, repaired=number != digits) if found else _elsewhere(number)


def _elsewhere(number: str) -> AreaCell | None:
    """Numbers that stand for no area of the register: Svalbard, the shelf, not known."""
    known = number in {"99", "9999", "21", "22", "23", "2100", "2111", "2211", "2300", "2399", "25"}
    return AreaCell((), number, group=True) if known else None


def _numbered_and_named(digits: str, name: str) -> AreaCell | None:
    if DISTRICT.fullmatch(digits):
        return AreaCell((), digits, group=True)
    named, numbered = _named(name), _numbered(digits) if len(digits) <= 4 else None
    if numbered is None or named is None:
        return None
    both = tuple(one for one in numbered.candidates if one in named.candidates)
    return AreaCell(both or numbered.candidates, numbered.number, numbered.repaired, numbered.group)


def _named(text: str) -> AreaCell | None:
    register, name = area_register(), WORD_OF_KIND.sub("", plain(text))
    if found := register.named(name) or register.named(plain(text)):
        return AreaCell(found)
    if name in ELSEWHERE or GROUPS.fullmatch(name) or KOSTRA.fullmatch(text):
        return AreaCell((), group=True)
    if qualified := QUALIFIED.fullmatch(text):
        return _named(qualified["name"])
    if LOST.search(text) and (found := register.named_like(name)):
        return AreaCell(found)
    return _in_several_languages(text)


def _in_several_languages(text: str) -> AreaCell | None:
    """«Gáivuotna - Kåfjord»: names of one area, though not all that it has."""
    parts = text.split(" - ")
    if len(parts) < 2:
        return None
    named = [_named(part) for part in parts]
    first = named[0]
    if first is None:
        return None
    common = tuple(one for one in first.candidates if all(other and one in other.candidates for other in named))  # fmt: skip
    return AreaCell(common) if common else None
