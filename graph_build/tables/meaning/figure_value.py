"""The number that a cell of a table is."""

import re
from decimal import Decimal, InvalidOperation

from graph_build.tables.layout.cell_values import BLANKS

NOTHING = re.compile(rf"[{BLANKS}'%+]")
MINUS = str.maketrans("−–", "--")


def figure_value(cell: str, decimal: str | None) -> Decimal | None:
    """The number, by the decimal sign of its table (None: whole numbers alone); None where it is none.

    The other of the two signs parts thousands where it may; percent signs say the unit, and are left out.
    """
    text = NOTHING.sub("", cell).translate(MINUS)
    sign = decimal or "."
    other = "." if sign == "," else ","
    if other in text and not re.fullmatch(rf"-?\d{{1,3}}(?:\{other}\d{{3}})+(?:\{sign}\d+)?", text):
        return None
    try:
        number = Decimal(text.replace(other, "").replace(sign, "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
