"""Which columns of a wide answer stand in one cell: a value with its unit, words with their source, what limits a figure."""

from collections.abc import Sequence
from dataclasses import dataclass

# An answer with no more columns is shown as it is.
WIDE = 6
GROUPS = {
    "value": ("operator", "value", "unit", "asStated"),
    "other-value": ("otherValue", "otherAsStated"),
    "baseline": ("baseline", "baselinePeriod", "baselineClaim"),
    "target": ("target", "targetPeriod"),
    "outcome": ("outcome", "outcomePeriod"),
    "time": ("year", "period", "notBefore", "notAfter", "isDeadline", "firstYear", "lastYear"),
    "limits": (
        *("mode", "hedge", "qualifier", "status", "selfReport", "verbSaidIn", "confidence"),
        *("preferred", "ambiguous"),
    ),
    "other-evidence": ("otherFragment", "otherSource", "otherClaim", "otherCaveat"),
    "evidence": ("fragment", "source", "claim", "caveat"),
}
# Parts of the names of other columns that belong to a group.
CALCULATED, EVIDENCE = (
    ("expression", "input", "decimals", "sources"),
    ("fragment", "claim", "caveat"),
)


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Columns in one cell, by their places; `name` of the group, or of its only column."""

    name: str
    places: tuple[int, ...]


def column_groups(columns: Sequence[str]) -> tuple[ColumnGroup, ...]:
    """The columns as they are shown, in their order; those of a group stand in the order of the group, words last."""
    if len(columns) <= WIDE:
        return tuple(ColumnGroup(column, (n,)) for n, column in enumerate(columns))
    places = dict[str, list[int]]()
    for n, column in enumerate(columns):
        places.setdefault(_group(column), []).append(n)
    ordered = sorted(places.items(), key=lambda pair: (pair[0] == "evidence", pair[1][0]))
    return tuple(_named(columns, name, found) for name, found in ordered)


def _named(columns: Sequence[str], name: str, places: Sequence[int]) -> ColumnGroup:
    order = GROUPS.get(name, ())
    rank = {column: number for number, column in enumerate(order)}
    kept = sorted(places, key=lambda n: (rank.get(columns[n], len(rank)), n))
    return ColumnGroup(name if len(kept) > 1 else columns[kept[0]], tuple(kept))


def _group(column: str) -> str:
    for name, members in GROUPS.items():
        if column in members:
            return name
    known = column.lower()
    if any(part in known for part in CALCULATED):
        return "calculation"
    return "evidence" if any(part in known for part in EVIDENCE) else column
