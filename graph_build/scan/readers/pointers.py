"""Readers of numbers that only point at something: references, identifiers, telephone numbers."""

import re
from itertools import accumulate

from graph_build.scan.readers.contests import is_race
from graph_build.scan.readers.occurrence import Occurrence, Reading, Readings
from graph_build.scan.words.normalisation import plain
from graph_build.scan.words.notation import class_set
from graph_build.scan.words.word_classes import DIGITS, SIGN_OF

_DIGITS = re.compile(class_set(DIGITS))
_ITEM = re.compile(
    class_set(DIGITS)
    + f"(?:{class_set(('dot', 'hyphen', 'endash'))}{class_set(DIGITS)})*"
    + f"(?:{class_set(('alpha', 'court', 'chamber'))}|{SIGN_OF['sp']}{class_set(('alpha', 'court'))})?"
)  # fmt: skip
ACCOUNT_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def reference_of(site: Occurrence) -> Readings:
    """A place in a text that is referred to, with its sign."""
    return site.read("reference", None)


def marked_reference_of(site: Occurrence) -> Readings:
    """A number of a paper, behind the words for it."""
    return site.read("reference", None, "x")


def section_of(site: Occurrence) -> Readings:
    """The number of a section, with at least two dots; groups of three digits are a large number."""
    groups = site.text("x").split(".")
    if len(groups) == 3 and is_race(site):
        return site.read("number", None)
    if len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]):
        return ()
    return site.read("reference", None, "x")


def heading_of(site: Occurrence) -> Readings:
    """The number of a section at the start of its line, before a capital letter."""
    return site.read("reference", None, "x") if site.text("next")[0].isupper() else ()


def references_of(site: Occurrence) -> Readings:
    """Each of several places behind one sign."""
    first, last = site.span("x")
    items = _ITEM.finditer(site.tokens.classes, first, last)
    return tuple((item.start(), item.end(), "reference", None) for item in items)


def phone_number_of(site: Occurrence) -> Readings:
    """A telephone number that is told by how it is written."""
    digits = sum(map(str.isdigit, site.text()))
    if site.text().startswith("+") and not 7 <= digits <= 15:
        return ()
    return site.read("phone-number", None)


def mobile_of(site: Occurrence) -> Readings:
    """Eight digits that begin as those of a mobile telephone do."""
    return site.read("phone-number", None) if site.text()[0] in "49" else ()


def rung_of(site: Occurrence) -> Readings:
    """A telephone number behind «på», where somebody is told to ring."""
    on = plain(site.tokens.words[site.span()[0] - 2]) == "på"
    return site.read("phone-number", None) if on and site.is_near("called", 10) else ()


def foreign_number_of(site: Occurrence) -> Readings:
    """A telephone number with the code of its country behind two noughts."""
    return site.read("phone-number", None) if site.text().startswith("00") else ()


def harmonised_of(site: Occurrence) -> Readings:
    """A telephone number that is the same in all of Europe: 116 117."""
    return (
        site.read("phone-number", None)
        if site.text().startswith("1161") or site.text().startswith("116 1")
        else ()
    )


def plate_of(site: Occurrence) -> Readings:
    """The five digits of a vehicle, behind its two capital letters."""
    letters = site.tokens.words[site.span()[0] - 2]
    return site.read("identifier", None) if len(letters) == 2 and letters.isupper() else ()


def enterprise_of(site: Occurrence) -> Readings:
    """The nine digits of an enterprise before the sign of value added tax."""
    return site.read("identifier", None, "x") if site.text("next") == "MVA" else ()


def lettered_of(site: Occurrence) -> Readings:
    """A paragraph with a letter at the end of a sentence: § 4 a."""
    ends = site.text("x")[-1].islower() and site.text("next")[0].isupper()
    return site.read("reference", None, "x") if ends else ()


# What has numbered items, or is numbered itself.
_NUMBERED = (["ledd"], ["punktum"], ["lov"], ["lova"], ["loven"], ["forskrift"])


def item_of(site: Occurrence) -> Readings:
    """An item of a paragraph (første ledd nr. 2, bokstav b nr. 3), or the number of a law before its day."""
    start = site.span()[0]
    words = [plain(word) for word in site.tokens.words[max(0, start - 4) : start] if word != " "]
    pointed = words[-1:] in _NUMBERED or words[-2:-1] == ["bokstav"]
    return site.read("reference", None, "x") if pointed else ()


_POINTED = re.compile(
    class_set(("section", "referred"))
    + f"{SIGN_OF['dot']}?{SIGN_OF['sp']}?{_ITEM.pattern}{SIGN_OF['sp']}?{SIGN_OF['lpar']}$"
)


def subsection_of(site: Occurrence) -> Readings:
    """A number in brackets behind a paragraph or article: § 3-1 (2)."""
    start = site.span()[0]
    pointed = _POINTED.search(site.tokens.classes[max(0, start - 16) : start])
    return site.read("reference", None, "x") if pointed else ()


def called_of(site: Occurrence) -> Readings:
    """A telephone number behind a word for it: eight digits, or the three, five or six of a service."""
    found = _behind(site, "phone-number", (8, 10, 5, 6, 3))
    return (*found, *site.read("phone-number", None, "y")) if found and site.has("y") else found


def registered_of(site: Occurrence) -> Readings:
    """A number of a register behind a word for it: eleven digits, nine, or as many as there are from six on."""
    return _behind(site, "identifier", (11, 9, 13, 12, 10, 8, 7, 6, 5))


def _behind(site: Occurrence, kind: str, places: tuple[int, ...]) -> Readings:
    """As many groups of digits as have together one of these numbers of places, the earlier the better."""
    first, last = site.span("x")
    runs = list(_DIGITS.finditer(site.tokens.classes, first, last))
    totals = list(accumulate(len(site.tokens.words[run.start()]) for run in runs))
    for wanted in places:
        if wanted in totals:
            end = runs[totals.index(wanted)].end()
            reading: Reading = (first, end, kind, None)
            return (reading,)
    return ()


def case_of(site: Occurrence) -> Readings:
    """The number of a case of two numbers with a slash."""
    return site.read("identifier", None, "x")


def identifier_of(site: Occurrence) -> Readings:
    """Eleven digits without a word for them: of a person, or of an account in its groups."""
    text = site.text()
    if "." in text or "-" in text or SIGN_OF["sp"] not in site.tokens.classes[slice(*site.span())]:
        return site.read("identifier", None)
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(text.split(" ")) == 2:
        return site.read("identifier", None)
    total = sum(a * b for a, b in zip(digits[:10], ACCOUNT_WEIGHTS, strict=True))
    return site.read("identifier", None) if (11 - total % 11) % 11 == digits[10] else ()
