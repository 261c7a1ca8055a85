"""Python values to RDF literals, and numbers to text."""

from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from ontology.vocabulary import PREFIXES

XSD = PREFIXES["xsd"]


def number_text(value: Decimal | int) -> str:
    """A decimal without exponent and without trailing zeros."""
    return format(Decimal(value).normalize(), "f") if value else "0"


def number_label(value: Decimal, language: str) -> str:
    """A number inside a label of the graph: 17 436 and 2,5 in Norwegian, 17,436 and 2.5 in English."""
    # By hand, not by Babel: labels are data, and a new release of CLDR must not change their bytes.
    text = f"{value.normalize():,f}"
    if language == "en":
        return text.replace("-", "\u2212")
    return text.replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212")


def literal(value: object, range_iri: str, language: str | None) -> Literal:
    """The literal of a value: its datatype from the value and the property's range.

    Text takes `language` unless the range is xsd:string. Decimals are written without exponent.
    """
    # Before int, which bool is a kind of.
    if isinstance(value, bool):
        return Literal(str(value).lower(), datatype=NamedNode(XSD + "boolean"))
    if isinstance(value, Decimal):
        return Literal(number_text(value), datatype=NamedNode(XSD + "decimal"))
    if isinstance(value, int):
        kind = range_iri if range_iri.startswith(XSD) else XSD + "integer"
        return Literal(str(value), datatype=NamedNode(kind))
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=NamedNode(XSD + "date"))
    if range_iri == XSD + "string" or language is None:
        return Literal(str(value))
    return Literal(str(value), language=language)
