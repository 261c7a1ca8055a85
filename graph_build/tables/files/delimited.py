"""Rows of a text with delimiters."""

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from itertools import islice

from graph_build.tables.files.grid import Grid, TableFile
from graph_build.tables.files.refusal import NoTable
from graph_build.tables.files.table_text import TableText

DELIMITERS = (";", "\t", ",", "|")
SAMPLE = 200  # rows
COLUMNS = 16_384  # as many as a sheet has
SEPARATOR_LINE = "sep="


def delimited(text: TableText) -> TableFile:
    """The file with its rows; NoTable where no delimiter parts it into columns, or a row has too many."""
    content, told = _told(text.text)
    delimiter = told or _delimiter(content)
    if delimiter is None:
        raise NoTable("has no delimiter that parts it into columns; ; , | and tabs were tried")
    rows: list[Sequence[str]] = [()] if told else []
    try:
        for row in csv.reader(StringIO(content, newline=""), delimiter=delimiter):
            if len(row) > COLUMNS:
                raise NoTable(f"row {len(rows) + 1} has {len(row)} columns; at most {COLUMNS} are read")  # fmt: skip
            rows.append(row)
    except csv.Error as error:
        raise NoTable(f"row {len(rows) + 1}: {error}") from error
    _check_closed(content, delimiter, len(rows))
    return TableFile("csv", (Grid(rows),), text.encoding, text.bom, delimiter)


def _check_closed(text: str, delimiter: str, rows: int) -> None:
    """NoTable where the last row begins with a quotation mark that nothing closes: it holds all that follows."""
    try:
        for _ in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        if "end of data" in str(error):
            raise NoTable(f"row {rows}: a quotation mark is opened and never closed") from error


def _told(text: str) -> tuple[str, str | None]:
    """The text without a first line `sep=;`, and what that line says."""
    first, end, rest = text.partition("\n")
    line = first.rstrip("\r").strip('"')
    if end and line.lower().startswith(SEPARATOR_LINE) and len(line) == len(SEPARATOR_LINE) + 1:
        return rest, line[-1]
    return text, None


def _delimiter(text: str) -> str | None:
    """The one by which most rows have the same number of columns, more than one; the widest of equals."""
    scores = {one: _score(text, one) for one in DELIMITERS}
    best = max(scores, key=lambda one: scores[one])
    return best if scores[best] > (0, 0) else None


def _score(text: str, delimiter: str) -> tuple[float, int]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = Counter(len(row) for row in islice(reader, SAMPLE) if row)
    except csv.Error:
        return (0, 0)
    width, rows = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    if width < 2:
        return (0, 0)
    return (round(rows / widths.total(), 1), width)
