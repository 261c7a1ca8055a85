"""A saved question with its answer: a sentence, a chart where it is a series, the rows, what they can be filtered by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from server.answers.charts.chart import Charts, drawn
from server.answers.charts.entries import Entry
from server.answers.elements.wording import measured, number
from server.answers.orders.paging import Slice
from server.answers.query.result import QueryResult, ShownCell, query_result
from server.answers.query.table import PAGE, Cell, Table
from server.queries.saved_query import SavedQuery
from server.repository.interface import Repository

# Columns by which rows can be chosen, where they have a few values.
FILTERS = (
    "source",
    "mode",
    "kind",
    "unit",
    "status",
    "confidence",
    "outcome",
    "selfReport",
    "goal",
    "indicator",
)
FEW = 16
# What a sentence about a single row leaves to the table.
BESIDE = ("claim", "fragment", "source", "caveat", "start", "end", "reason", "words")
CALCULATED = (
    "fragment",
    "expression",
    "asstated",
    "claim",
    "caveat",
)  # parts of names of such columns
LISTED = 5


@dataclass(frozen=True, slots=True)
class Select:
    """A column to choose rows by: its values with how many rows have each, and the one that is chosen."""

    column: str
    values: tuple[tuple[str, int], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question and its answer; `sentence` is the name of a text with its places filled by `told`.

    `single`: of a single row the columns with their values.
    """

    name: str
    title: str
    lang: str
    query: str
    result: QueryResult
    selects: tuple[Select, ...]
    sentence: str
    told: tuple[str, ...]
    single: tuple[tuple[str, str], ...]
    chart: Charts | None


def question_page(
    repository: Repository,
    saved: SavedQuery,
    table: Table,
    languages: Sequence[str],
    asked: Mapping[str, str],
) -> QuestionPage:
    """The page of a question; one question to the repository, for the names. Rows are chosen by what is `asked`."""
    lang = languages[0]
    whole = query_result(repository, table, languages)
    selects = tuple(_selects(table, whole, asked)) if table.count == len(table.rows) else ()
    kept = [
        n
        for n, row in enumerate(whole.rows)
        if all(_has(whole, row, one) for one in selects if one.chosen)
    ]
    result = _filled(_only(whole, kept) if len(kept) < len(whole.rows) else whole)
    rows = [table.rows[n] for n in kept]
    title = saved.titles[lang]
    chart = _chart(table.columns, rows, whole, title, lang)
    sentence, told = _sentence(result, chart)
    single = _single(result) if sentence == "answer-one" else ()
    query = "\n".join(
        line
        for line in saved.under(repository.base, lang).splitlines()
        if not line.startswith("# ")
    )
    return QuestionPage(
        saved.name, title, lang, query, result, selects, sentence, told, single, chart
    )


def _selects(table: Table, whole: QueryResult, asked: Mapping[str, str]) -> list[Select]:
    found = []
    for place, column in enumerate(table.columns):
        if column not in FILTERS:
            continue
        counts: dict[str, int] = {}
        for row in whole.rows:
            cell = row[place]
            if cell is not None:
                counts[cell.text] = counts.get(cell.text, 0) + 1
        if 1 < len(counts) <= FEW:
            chosen = asked.get(column, "")
            values = tuple(sorted(counts.items()))
            found.append(Select(column, values, chosen if chosen in counts else ""))
    return found


def _has(whole: QueryResult, row: Sequence[ShownCell | None], select: Select) -> bool:
    cell = row[whole.columns.index(select.column)]
    return cell is not None and cell.text == select.chosen


def _only(whole: QueryResult, kept: Sequence[int]) -> QueryResult:
    rows = tuple(whole.rows[n] for n in kept)
    return replace(whole, rows=rows, slice=Slice.of(1, PAGE, len(rows)), more=False)


def _filled(result: QueryResult) -> QueryResult:
    """Without the columns in which no row has anything."""
    kept = [n for n in range(len(result.columns)) if any(row[n] is not None for row in result.rows)]
    return replace(
        result,
        columns=tuple(result.columns[n] for n in kept),
        numeric=tuple(result.numeric[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in result.rows),
    )


def _chart(
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell | None]],
    whole: QueryResult,
    title: str,
    lang: str,
) -> Charts | None:
    """A chart of what has a value and a year in one unit; of nothing else."""
    if not {"value", "year", "unit"} <= set(columns) or "indicator" in columns:
        return None
    value, year, unit = (columns.index(name) for name in ("value", "year", "unit"))
    limits = [columns.index(name) for name in ("caveat",) if name in columns]
    units = {cell.text for row in rows if (cell := row[unit]) is not None}
    entries = []
    for row in rows:
        amount, when, named = row[value], row[year], row[unit]
        if amount is None or when is None or named is None or not when.text.isdigit():
            return None
        text = measured(number(Decimal(amount.text), lang), named.text, lang)
        uncertain = any(row[n] is not None for n in limits)
        entries.append(Entry(Decimal(amount.text), text, when.text, int(when.text), uncertain, ""))
    years = {one.year for one in entries}
    if len(units) != 1 or len(years) != len(entries) or whole.more:
        return None
    return drawn(entries, title, lang)


def _beside(column: str) -> bool:
    """Whether a sentence leaves a column to the table: words, reasons, calculations."""
    return column in BESIDE or any(part in column.lower() for part in CALCULATED)


def _single(result: QueryResult) -> tuple[tuple[str, str], ...]:
    cells = zip(result.columns, result.rows[0], strict=True)
    return tuple((column, one.text) for column, one in cells if one and not _beside(column))


def _sentence(result: QueryResult, chart: Charts | None) -> tuple[str, tuple[str, ...]]:
    """The name of a sentence and what it is filled with."""
    if chart is not None:
        first, last = chart.wide.points[0], chart.wide.points[-1]
        name = "answer-series-uncertain" if last.uncertain else "answer-series"
        return name, (first.value, first.when, last.value, last.when)
    if not result.rows:
        return "answer-none", ()
    if len(result.rows) == 1:
        return "answer-one", ()
    first_column = [cell.text for row in result.rows if (cell := row[0]) is not None]
    different = list(dict.fromkeys(first_column))
    if 1 < len(different) <= LISTED and len(different) < len(result.rows):
        return "answer-grouped", (str(result.slice.total), "; ".join(different))
    if 1 < len(different) <= LISTED:
        return "answer-listed", (str(result.slice.total), "; ".join(different))
    return "answer-many", (str(result.slice.total),)
