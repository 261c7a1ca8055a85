"""What each column of a table is: area, period, dimension, value, unit, status, or nothing to read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph_build.tables.files.grid import Grid
from graph_build.tables.layout.cell_values import has_period, is_figure, is_missing, is_period
from graph_build.tables.layout.region import Found, cell_at

JOINED = " / "
PERIOD_HEAD = re.compile(r"(?:.*\b)?(?:år|aar|year|tid|tidspunkt|time|periode|period|måned|månad|month|kvartal|dato|date|årstall|årgang|skoleår)(?:\b.*)?", re.IGNORECASE)  # fmt: skip
CODE_HEAD = re.compile(r".*(?:kode|code|nummer|\bnr\b|nr$|\bid\b|orgnr|level|nivaa|nivå|index|indeks|rank|sort).*", re.IGNORECASE)  # fmt: skip
UNIT_HEAD = re.compile(r".*(?:måltall|enhet|eining|unit|måleenhet|måleeining|measure).*", re.IGNORECASE)  # fmt: skip
STATUS_HEAD = re.compile(r".*(?:status|flagg|\bflag\b|merknad|symbol|prikk|fotnote|kommentar|note|anmerkning|spvflagg).*", re.IGNORECASE)  # fmt: skip
UNIT = re.compile(
    r".*(?:prosent|andel|per\s?\d|pr\.?\s?\d|antall|antal|personer|personar|kroner|kr\b|årsverk|rate|promille|%|1000|dager|timer|gjennomsnitt|standardisert|number|percent).*",
    re.IGNORECASE,
)
PROGRAM_INDEX = re.compile(r"(?:unnamed: ?\d+|index|indeks|#|rownames|x\.?1)?", re.IGNORECASE)
# «Personer» is what is counted; «Netto driftsutgifter per innbygger (kr)» is an indicator.
VARIABLE_HEAD = re.compile(r".*(?:statistikkvariabel|contents).*", re.IGNORECASE)
# What statistics part people and services by; its categories may be coded as numbers.
CODED_HEAD = re.compile(r"(?:kj(?:ø|oe|o)nn|sex|gender|alder|age|aldersgruppe|utdann\w*|utdanning|innvkat|innvandringskategori|landbak|landbakgrunn|soes|sivilstand|næring|trinn|klassetrinn|gruppe)", re.IGNORECASE)  # fmt: skip
SHARE_OF_FIGURES = 0.5
FEW = 10
MANY = 400


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place from 0, the words over it, and what it is."""

    at: int
    name: str
    role: str


def columns_of(grid: Grid, found: Found) -> tuple[Column, ...]:
    """The columns of a table, those without a head and a cell left out."""
    heads = _heads(grid, found)
    told, seen = list[Column](), dict[tuple[str, ...], int]()
    for at in range(found.region.left, found.region.right):
        cells = tuple(cell_at(grid.rows[row], at) for row in found.data)
        if not heads[at] and not any(cells):
            continue
        role = _role(at, heads[at], cells, found)
        again = cells in seen and role != "value" and any(cells)
        seen.setdefault(cells, at)
        told.append(Column(at, heads[at], "ignored" if again else role))
    if not any(
        column.role == "value" for column in told
    ):  # a list of codes: notes are of no figure
        told = [replace(one, role="ignored") if one.role == "status" else one for one in told]
    return tuple(told)


def _heads(grid: Grid, found: Found) -> dict[int, str]:
    """The words over each column; in a workbook a word over several stands in the first of them."""
    heads: dict[int, list[str]] = {at: [] for at in range(found.region.left, found.region.right)}
    for row in found.header:
        spans = grid.sheet is not None and row != found.header[-1]
        last = ""
        for at, words in heads.items():
            cell = cell_at(grid.rows[row], at)
            last = cell or (last if spans and at not in found.areas else "")
            if last:
                words.append(" ".join(last.split()))
    return {at: JOINED.join(words) for at, words in heads.items()}


def _role(at: int, head: str, cells: Sequence[str], found: Found) -> str:
    if at in found.areas:
        return "area"
    told = [cell for cell in cells if cell]
    distinct = {*told}
    figures = sum(map(is_figure, told))
    if not told:
        return "value" if _head_of_values(head) else "ignored"
    if all(map(is_period, told)) and (
        PERIOD_HEAD.fullmatch(head) or not all(map(str.isdigit, told))
    ):
        return "period"
    if STATUS_HEAD.fullmatch(head) and (figures < len(told) or len(distinct) <= FEW):
        return "status"
    if CODED_HEAD.fullmatch(head) and len(distinct) <= MANY:
        return "dimension"
    if CODE_HEAD.fullmatch(head) or _counts_rows(head, cells):
        return "dimension" if len(distinct) > 1 and not _counts_rows(head, cells) else "ignored"
    if figures + sum(map(is_missing, told)) == len(told) and (figures or _head_of_values(head)):
        return "value"
    if figures >= SHARE_OF_FIGURES * len(told):
        return "value"
    if UNIT_HEAD.fullmatch(head) and all(map(UNIT.fullmatch, distinct)):
        return "unit"
    if VARIABLE_HEAD.fullmatch(head) and all(UNIT.fullmatch(one) and len(one.split()) <= 2 for one in distinct):  # fmt: skip
        return "unit"
    if all(map(is_missing, told)):
        return "status"
    return "dimension"


def _head_of_values(head: str) -> bool:
    return has_period(head) or UNIT.fullmatch(head) is not None or head.casefold() == "value"


def _counts_rows(head: str, cells: Sequence[str]) -> bool:
    """Whether a column numbers the rows, as programs write it before the others."""
    if PROGRAM_INDEX.fullmatch(head.rpartition(JOINED)[2]) is None or not cells:
        return False
    sample = cells[:MANY]
    if not all(cell.isdigit() for cell in sample):
        return False
    first = int(sample[0])
    return first in (0, 1) and [*map(int, sample)] == [*range(first, first + len(sample))]


def shape_of(columns: Sequence[Column]) -> str:
    """`codelist` without figures, `long` with one column of them beside a period, else `wide`."""
    values = [column for column in columns if column.role == "value"]
    if not values:
        return "codelist"
    if len(values) > 1 or has_period(values[0].name):
        return "wide"
    return "long"
