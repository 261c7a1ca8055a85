"""The kinds of numeric expressions: what each is, and what its value is."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind: what it is, what its value is, and an example with the text found and the value."""

    what: str
    value: str
    sentence: str
    found: str
    example: str


KINDS: Mapping[str, Kind] = {
    "number": Kind(
        "a count or measure without a unit of its own, in digits or words",
        "the number; none where nobody counted (et par tusen)",
        "Fabrikken har 48 ovner.", "48", "48"),
    "percent": Kind(
        "per cent", "the number of per cent",
        "Prisen steg 7,5 prosent.", "7,5 prosent", "7.5"),
    "percentage-point": Kind(
        "percentage points", "the number of points",
        "Renta er satt ned 2 prosentpoeng.", "2 prosentpoeng", "2"),
    "permille": Kind(
        "per mille", "the number of per mille",
        "Skatten er 6 promille av verdien.", "6 promille", "6"),
    "money": Kind(
        "an amount in any currency; a bare million or milliard where nothing that is counted follows",
        "the amount in whole units of its currency, which is not told; none where nobody counted",
        "Brua kostet 38 mill. kroner.", "38 mill. kroner", "38000000"),
    "date": Kind(
        "a day, several days of a month, a month of a year",
        "ISO 8601: 1987-05-09, 1987-05, --05-09 without a year, two with a slash for several days; "
        "none where there is no such day",
        "Skipet ble døpt 9. mai 1987.", "9. mai 1987", "1987-05-09"),
    "period": Kind(
        "a quarter, third or half of a year", "2011-Q3, 2011-T2, 2011-H1; --Q3 without a year",
        "Salget falt i 3. kvartal 2011.", "3. kvartal 2011", "2011-Q3"),
    "decade": Kind(
        "a decade or a century", "the year it begins with; none where two digits are told (70-tallet)",
        "Kirken er fra 1850-årene.", "1850-årene", "1850"),
    "year": Kind(
        "a year from 1800 to 2199, or from 1000 behind a word of time (i, året, siden)", "the year as a number",
        "Vinteren 1947 var kald.", "1947", "1947"),
    "year-range": Kind(
        "two years with a dash or a slash", "both years in full with an en dash",
        "Han spilte der 1998–2004.", "1998–2004", "1998–2004"),
    "range": Kind(
        "two numbers with a dash, or with «til» before a unit, the end above the start",
        "both ends with an en dash, times their scale",
        "Vi venter 15–20 gjester.", "15–20", "15–20"),
    "ordinal": Kind(
        "a place in an order", "the number",
        "Dette er det fjerde forsøket.", "fjerde", "4"),
    "fraction": Kind(
        "a share of a whole", "at most six decimals; none where the part is more than the whole",
        "To tredjedeler av skogen brant.", "To tredjedeler", "0.666667"),
    "multiple": Kind(
        "so many times as much", "the number of times",
        "Prisen ble firedoblet.", "firedoblet", "4"),
    "time": Kind(
        "a time of day, or from one to another", "14:30, or two with an en dash",
        "Butikken åpner kl. 7.15.", "kl. 7.15", "07:15"),
    "list-number": Kind(
        "the number of an item at the start of its line", "the number",
        "2. Hell i melken", "2.", "2"),
    "reference": Kind(
        "a paragraph, section, page or paper that is referred to", "none",
        "Fristen står i § 5-12.", "§ 5-12", ""),
    "identifier": Kind(
        "the number of an organisation, account, person or case; masked in every output", "none",
        "Laget har org.nr. 000 000 000.", "000 000 000", ""),
    "phone-number": Kind(
        "a telephone number; masked in every output", "none",
        "Nås på +47 000 00 000.", "+47 000 00 000", ""),
}  # fmt: skip
