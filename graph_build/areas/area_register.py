"""Which numbers and names the areas of Norway have had since 2013, and what became of each.

The facts stand in `municipalities.tsv` and `counties.tsv`, a row for each area and the time in which its
number meant the same: a municipality that others were merged into is another one from that day, though
it keeps its number. Names have the language they are in (BCP 47). `sources` are of `SOURCES`.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

SOURCES: Mapping[str, str] = {
    "N20": "Which number became which, 2013 to 2020 (gardenberg/kommunekoder)",
    "N24": "Municipalities and counties of 2023 and 2024 (Telemark fylkeskommune)",
    "K26": "SSB KLASS 131, municipalities, 2026",
    "K26F": "SSB KLASS 104, counties, 2026; letters of Sami and Kven names are lost there",
}
COUNTRY_NUMBERS = ("0", "00", "0000")
Kind = Literal["country", "county", "municipality"]
Change = Literal["", "merged", "split", "renumbered"]


@dataclass(frozen=True, slots=True)
class Area:
    """An area, for as long as its number meant the same.

    `valid_from` and `valid_until` (the first day on which it was no more) are ISO dates, empty where it
    began before 2013 or has not ended. `successors` are numbers: all that took over a part.
    """

    number: str
    kind: Kind
    names: tuple[tuple[str, str], ...]
    valid_from: str = ""
    valid_until: str = ""
    change: Change = ""
    successors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    doubt: str = ""

    @property
    def name(self) -> str:
        """Its name in Norwegian."""
        return next(text for text, language in self.names if language == "nb")

    @property
    def county(self) -> str:
        """The number of the county it lies in; its own where it is one, empty of the country."""
        return "" if self.kind == "country" else self.number[:2]

    def valid_in(self, year: int) -> bool:
        """Whether it was there on some day of the year."""
        return self.valid_from <= f"{year}-12-31" and (
            not self.valid_until or self.valid_until > f"{year}-01-01"
        )


class AreaRegister:
    """The areas, by number and by name."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.areas = tuple(areas)
        self._numbered, self._named = defaultdict[str, list[Area]](list), defaultdict[str, list[Area]](list)  # fmt: skip
        for area in self.areas:
            self._numbered[area.number].append(area)
            for form in _forms(area):
                self._named[form].append(area)

    def numbered(self, number: str) -> tuple[Area, ...]:
        """All that have had the number, the earliest first; none where it is unknown."""
        return tuple(self._numbered.get(number, ()))

    def named(self, name: str) -> tuple[Area, ...]:
        """All that are called so in any language, whatever the case of its letters and whenever."""
        return tuple(self._named.get(plain(name), ()))

    def named_like(self, name: str) -> tuple[Area, ...]:
        """All whose name has another letter where this one has one that was lost: «?», or U+FFFD."""
        parts = re.split(r"[?\ufffd]", plain(name))
        pattern = re.compile(".".join(map(re.escape, parts)))
        found = {
            key for key in self._named if len(key) == len(plain(name)) and pattern.fullmatch(key)
        }
        return tuple(area for key in sorted(found) for area in self._named[key])

    def in_year(self, year: int) -> tuple[Area, ...]:
        """What there was on some day of the year."""
        return tuple(area for area in self.areas if area.valid_in(year))


# Letters of Sami that lists without them have written as the next of the Latin ones.
FOLDED = str.maketrans("šžčđŋŧ", "szcdnt")


def plain(name: str) -> str:
    """A name as it is compared: small letters, those of Sami alone as the nearest Latin ones, single blanks."""
    return " ".join(name.casefold().split()).translate(FOLDED)


def _forms(area: Area) -> Iterator[str]:
    """The ways in which it is written: each name by itself, and all together as the lists have them."""
    texts = [text for text, _ in area.names]
    forms = {*texts, " - ".join(texts), *(text.partition(" (")[0] for text in texts)}
    yield from {plain(form) for form in forms}


@cache
def area_register() -> AreaRegister:
    """The register that the project ships."""
    norway = (("Norge", "nb"), ("Noreg", "nn"), ("Hele landet", "nb"), ("Heile landet", "nn"), ("Landet", "nb"), ("Norway", "en"))  # fmt: skip
    country = [Area(number, "country", norway) for number in COUNTRY_NUMBERS[:1]]
    return AreaRegister([*country, *_read("counties", "county"), *_read("municipalities", "municipality")])  # fmt: skip


def _read(name: str, kind: Kind) -> Iterator[Area]:
    path = Path(__file__).with_name(f"{name}.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, dialect="excel-tab"):
            names = [one.rpartition("@") for one in row["names"].split("|")]
            yield Area(
                number=row["number"],
                kind=kind,
                names=tuple((text, language) for text, _, language in names),
                valid_from=row["valid_from"],
                valid_until=row["valid_until"],
                change=_change(row["change"]),
                successors=tuple(row["successors"].split()),
                sources=tuple(row["sources"].split()),
                doubt=row["doubt"],
            )


def _change(word: str) -> Change:
    known: Mapping[str, Change] = {"merged": "merged", "split": "split", "renumbered": "renumbered"}
    return known.get(word, "")
