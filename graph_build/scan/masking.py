"""Telephone numbers and identifiers as they may be shown: a sign for each digit."""

from graph_build.scan.scanner import Expression

MASKED = ("phone-number", "identifier")
SIGN = "•"


def masked(expression: Expression) -> str:
    """The text of an expression to be shown, as long as it is; digits of a person or account are hidden."""
    if expression.kind not in MASKED:
        return expression.text
    return "".join(SIGN if sign.isdigit() else sign for sign in expression.text)
