"""Whether a claim's label says what the claim does: its digits are the claim's numbers, its places the claim's places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal

from graph_build.errors import Fault
from graph_build.literals import number_text
from graph_build.reading.corpus import statement_lists
from graph_build.reading.resolver import Resolver
from graph_build.schema.claims import Claim
from graph_build.schema.fields import Link, Texts
from graph_build.schema.interpretations import Correction
from graph_build.schema.marks import marked_values
from graph_build.schema.registers import Area

# Not the digits of a name, such as COVID-19.
DIGITS = re.compile(r"(?<!\w)(?<![^\W\d]-)\d+(?:[ \u00a0\u202f.,]\d+)*")
BLANKS = re.compile("[ \u00a0\u202f]")
MILLION, MILLIARD = 10**6, 10**9


def label_faults(resolver: Resolver) -> Iterator[Fault]:
    """Every digit of a label that is no number of its claim, every place that is named and not linked, or the reverse."""
    for file, facts in resolver.corpus.files:
        for number, claim in enumerate(facts.claim):
            for what in (*_strange_digits(resolver, claim), *_strange_places(resolver, claim)):
                yield file.fault(("claim", number, "label"), what)


def _strange_places(resolver: Resolver, claim: Claim) -> Iterator[str]:
    words = {*re.findall(r"\w+", claim.label.nb)}
    for span in claim.spans:
        words |= {*re.findall(r"\w+", span.fragment or "")}
    linked = {
        value
        for _, statements in statement_lists(claim)
        for statement in statements
        for field, value in marked_values(statement)
        if isinstance(field.mark, Link) and field.mark.register == "area"
    }
    for id, area in resolver.corpus.entries["area"].items():
        # A place with a name, within another; the country is where everything is, named or not.
        if isinstance(area, Area) and area.within and area.label.nb[0].isupper():
            named = area.label.nb in words
            if named and id not in linked:
                yield f"{area.label.nb} is named, and no statement of claim {claim.id} has it"
            elif id in linked and not named:
                yield f"claim {claim.id} is about {area.label.nb}, which neither words nor label name"


def _strange_digits(resolver: Resolver, claim: Claim) -> Iterator[str]:
    own = set(_numbers_of_claim(resolver, claim))
    for language, text in claim.label.items():
        for digits in DIGITS.findall(text):
            if plain_number(digits, language) not in own:
                yield f"{digits} in the {language} label is no number of claim {claim.id}"


def plain_number(digits: str, language: str) -> str:
    """Digits as a label has them, without the signs between thousands and with a dot before decimals."""
    bare = BLANKS.sub("", digits)
    bare = bare.replace(",", "") if language == "en" else bare.replace(",", ".")
    if bare.count(".") > 1 or re.match(r"0\d", bare):
        return bare
    return number_text(Decimal(bare))


def _numbers_of_claim(resolver: Resolver, claim: Claim) -> Iterator[str]:
    yield from _numbers_of_texts(span.fragment or "" for span in claim.spans)
    for _, statements in statement_lists(claim):
        for statement in statements:
            yield from _numbers_of_fact(resolver, statement)


def _numbers_of_fact(resolver: Resolver, fact: object) -> Iterator[str]:
    if isinstance(fact, Correction):
        yield from _numbers_of_texts((fact.literal, fact.corrected))
    for field, value in marked_values(fact):
        match value:
            case date():
                yield from _numbers_of_day(value)
            case bool() | Texts():
                pass
            case int() | Decimal():
                for scale in (1, MILLION, MILLIARD):
                    yield number_text(abs(Decimal(value)) / scale)
            case str() if isinstance(field.mark, Link):
                yield from _numbers_of_entry(resolver, field.mark.register, value)
            case str():
                yield from _numbers_of_texts((value,))


def _numbers_of_entry(resolver: Resolver, register: str, id: str) -> Iterator[str]:
    corpus = resolver.corpus
    found = corpus.register_of(register, id)
    entry = corpus.entries[found][id] if found else None
    if entry is None:
        return
    yield from _numbers_of_texts(text for _, text in entry.label.items())
    for field in fields(entry):
        value = getattr(entry, field.name)
        # The bounds of an undated period are known to us; the text does not say them.
        if isinstance(value, date) and not field.name.startswith("not_"):
            yield from _numbers_of_day(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            yield str(value)
    for marked, value in marked_values(entry):
        if isinstance(marked.mark, Link) and marked.mark.register == "goal":
            yield from _numbers_of_entry(resolver, "goal", value)


def _numbers_of_texts(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for digits in DIGITS.findall(text):
            yield plain_number(digits, "nb")
            yield plain_number(digits, "en")
            # 17 436 may also be two numbers side by side.
            yield from BLANKS.split(digits)


def _numbers_of_day(day: date) -> Iterator[str]:
    yield from map(str, (day.year, day.month, day.day))
