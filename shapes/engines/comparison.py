"""Comparison of literals as SPARQL has it, for the evaluator of rdflib.

rdflib puts any two literals in order, "x" below 5 and a date above 100, where SPARQL 1.1 has an
error (§17.3, operator mapping); a constraint would then report what it cannot know. Of dates it
forgets the time zone, and of years it knows no value at all.
"""

import re
from collections.abc import Mapping
from types import MethodType
from typing import Any

from rdflib import BNode, Literal
from rdflib.namespace import XSD
from rdflib.plugins.sparql.operators import Builtin_STR, RelationalExpression
from rdflib.plugins.sparql.parserutils import Expr
from rdflib.plugins.sparql.sparql import SPARQLError

from shapes.engines.calendar_values import LAST_PART, CalendarValue, calendar_value

INTEGER = re.compile(r"[+-]?[0-9]+")
FLOAT = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN")
# Lexical forms of XML Schema. rdflib reads with Python's int(), which takes " 5" and "5_000" too,
# and would find a value in what has none.
FORMS: Mapping[str, re.Pattern[str]] = {
    "decimal": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    "double": FLOAT,
    "float": FLOAT,
    "boolean": re.compile(r"true|false|0|1"),
}
NUMBERS = frozenset({"decimal", "double", "float"})
INTEGERS = frozenset(
    [
        "integer",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
        "unsignedByte",
    ]
)


def kind(literal: Literal) -> str | None:
    """What the literal can be compared with: a kind of value, or None for one that has no value."""
    if literal.language is not None:
        return f"@{literal.language}"
    datatype = literal.datatype
    if datatype is None or datatype == XSD.string:
        return "string"
    name = datatype.removeprefix(str(XSD))
    if name in LAST_PART:
        return name if calendar_value(str(literal), name) else None
    form = INTEGER if name in INTEGERS else FORMS.get(name)
    if form is None or not form.fullmatch(str(literal)) or literal.value is None:
        return None
    return "number" if name in NUMBERS or name in INTEGERS else name


def _compared(expression: Expr, context: Any) -> Any:
    """The value of a comparison; an error where the literals cannot be compared."""
    left, right, sign = expression.expr, expression.other, expression.op
    if isinstance(left, Literal) and isinstance(right, Literal) and sign in SIGNS:
        kinds = kind(left), kind(right)
        if sign in ("=", "!="):
            if (answer := _same(left, right, kinds)) is not None:
                return Literal(answer == (sign == "="))
        elif kinds[0] is None and left == right:
            # No value, so no order; but the store says of one and the same term that it is not after itself.
            return Literal(sign in ("<=", ">="))
        elif None in kinds or kinds[0] != kinds[1]:
            raise SPARQLError(f"{left.n3()} and {right.n3()} have no order")
        elif kinds[0] in LAST_PART:
            return Literal(_in_order(left, right, sign))
    return RelationalExpression(expression, context)


SIGNS = ("=", "!=", "<", ">", "<=", ">=")


def _same(left: Literal, right: Literal, kinds: tuple[str | None, str | None]) -> bool | None:
    """Whether two literals are one value, None where rdflib may say; SPARQLError where nobody knows."""
    tagged = [one is not None and one.startswith("@") for one in kinds]
    if any(tagged):
        return kinds[0] == kinds[1] and str(left) == str(right)
    if None in kinds:
        if str(left) == str(right) and left.datatype == right.datatype:
            return True
        raise SPARQLError(f"whether {left.n3()} is {right.n3()} is not known")
    if kinds[0] != kinds[1]:
        return False
    return _calendar(left).equals(_calendar(right)) if kinds[0] in LAST_PART else None


def _calendar(literal: Literal) -> CalendarValue:
    """The value of a literal that has one on the calendar; SPARQLError of any other."""
    name = str(literal.datatype).removeprefix(str(XSD)) if isinstance(literal, Literal) else ""
    value = calendar_value(str(literal), name)
    if value is None:
        raise SPARQLError(f"{literal} is no date")
    return value


def _in_order(left: Literal, right: Literal, sign: str) -> bool:
    order = _calendar(left).order(_calendar(right))
    if order is None:
        raise SPARQLError(f"{left.n3()} and {right.n3()} have no order")
    return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[sign]


def _part_of_date(expression: Expr, _context: Any) -> Literal:
    """YEAR, MONTH or DAY; an error where the literal has no such part."""
    part: int | None = getattr(_calendar(expression.arg), PARTS_OF_DATES[expression.name])
    if part is None:
        raise SPARQLError(f"{expression.arg} has no such part")
    return Literal(part)


def _text(expression: Expr, context: Any) -> Any:
    """STR; an error of a blank node, which has no text (§17.4.2.5), where rdflib gives its label."""
    if isinstance(expression.arg, BNode):
        raise SPARQLError("a blank node has no text")
    return Builtin_STR(expression, context)


PARTS_OF_DATES: Mapping[str, str] = {
    "Builtin_YEAR": "year",
    "Builtin_MONTH": "month",
    "Builtin_DAY": "day",
}


# rdflib keeps the function that evaluates a node of the parsed query in `_evalfn`: a private name;
# tests/shapes/test_engines.py tells when it changes.
def compare_by_sparql(expression: Expr) -> None:
    """Make a comparison, a part of a date, or STR, of a parsed query follow SPARQL; any other stays as it is."""
    if expression.name == "RelationalExpression":
        expression._evalfn = MethodType(_compared, expression)
    elif expression.name in PARTS_OF_DATES:
        expression._evalfn = MethodType(_part_of_date, expression)
    elif expression.name == "Builtin_STR":
        expression._evalfn = MethodType(_text, expression)
