"""Terms of RDF: how they are read from text, and what a person can read of them."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from ontology.vocabulary import DEFAULT_BASE, PREFIXES

Term = NamedNode | BlankNode | Literal
Texts = Mapping[str, str]
INTEGERS = ("integer", "nonNegativeInteger", "positiveInteger", "int", "long", "short", "byte")
NUMBERS = frozenset(PREFIXES["xsd"] + name for name in (*INTEGERS, "decimal", "double", "float"))
DATE = PREFIXES["xsd"] + "date"
# date.fromisoformat takes week dates too (2015-W05-1), which XML Schema does not know.
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# 1e999999 is a valid xsd:double of eight characters and a million digits once written out. No
# amount, share or count of the model comes near ten to the power of forty.
MAX_EXPONENT = 40


def term_of(text: str) -> Term:
    """The term that an N-Triples text stands for."""
    (quad,) = parse(f"<urn:s> <urn:p> {text} .", RdfFormat.N_TRIPLES)
    term = quad.object
    assert isinstance(term, NamedNode | BlankNode | Literal)
    return term


def last_part(iri: str) -> str:
    """What a person can read of an IRI that has no label."""
    for mark in ("#", "/", ":"):
        head, found, tail = iri.rstrip(mark).rpartition(mark)
        if found and tail and head:
            return tail
    return iri


def number_of(term: Term | None) -> Decimal | None:
    """The number a literal stands for; None where it is none that can be written out."""
    if not isinstance(term, Literal) or term.datatype.value not in NUMBERS:
        return None
    try:
        value = Decimal(term.value)
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value.adjusted()) > MAX_EXPONENT:
        return None
    return value


def day_of(term: Term | None) -> date | None:
    """The day of an xsd:date without a time zone; None of anything else."""
    if (
        not isinstance(term, Literal)
        or term.datatype.value != DATE
        or not DAY.fullmatch(term.value)
    ):
        return None
    try:
        return date.fromisoformat(term.value)
    except ValueError:  # 2015-02-30
        return None


def unbased(iri: str, base: str) -> str:
    """An IRI under `base` as the ontology writes it."""
    return DEFAULT_BASE + iri[len(base) :] if iri.startswith(base) else iri
