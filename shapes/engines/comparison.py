"""Comparison of literals as SPARQL has it, for the evaluator of rdflib.

rdflib puts any two literals in order, "x" below 5 and a date above 100, where SPARQL 1.1 has an
error (§17.3, operator mapping); a constraint would then report what it cannot know.
"""

import re
from collections.abc import Mapping
from types import MethodType
from typing import Any

from rdflib import Literal
from rdflib.namespace import XSD
from rdflib.plugins.sparql.operators import RelationalExpression
from rdflib.plugins.sparql.parserutils import Expr
from rdflib.plugins.sparql.sparql import SPARQLError

INTEGER = re.compile(r"[+-]?[0-9]+")
FLOAT = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN")
# Lexical forms of XML Schema. rdflib reads with Python's int(), which takes " 5" and "5_000" too,
# and would find a value in what has none.
FORMS: Mapping[str, re.Pattern[str]] = {
    "decimal": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    "double": FLOAT,
    "float": FLOAT,
    "boolean": re.compile(r"true|false|0|1"),
    "date": re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?"),
    "dateTime": re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})?"),
    "gYear": re.compile(r"-?[0-9]{4,}(Z|[+-][0-9]{2}:[0-9]{2})?"),
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
        elif None in kinds or kinds[0] != kinds[1]:
            raise SPARQLError(f"{left.n3()} and {right.n3()} have no order")
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
    return None if kinds[0] == kinds[1] else False


# rdflib keeps the function that evaluates a node of the parsed query in `_evalfn`: a private name;
# tests/shapes/test_engines.py tells when it changes.
def compare_by_sparql(expression: Expr) -> None:
    """Make a comparison of a parsed query follow SPARQL."""
    expression._evalfn = MethodType(_compared, expression)
