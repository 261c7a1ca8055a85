"""An answer in CSV as people and their tools want it, without holding it in memory."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

from rusfelt.terminal import shown
from server.workers.body import Body


def table(body: Body) -> Iterator[str]:
    """The lines of the table: as wide as its widest values, of which none can command the terminal."""
    widths = [0] * len(next(_rows(body)))
    # Read twice: the last row may be the widest, and the first is written first.
    for row in _rows(body):
        widths = [max(pair) for pair in zip(widths, map(len, row), strict=True)]
    for number, row in enumerate(_rows(body)):
        # By characters; the terminal shows nearly all of them one column wide.
        yield _line([cell.ljust(width) for cell, width in zip(row, widths, strict=True)])
        if number == 0:
            yield _line(["-" * width for width in widths])


def _line(cells: list[str]) -> str:
    return "  ".join(cells).rstrip() + "\n"


def _rows(body: Body) -> Iterator[list[str]]:
    """Names, then rows, each with a cell for each name: a row of one empty value is an empty line in CSV."""
    csv.field_size_limit(sys.maxsize)
    columns = None
    with _text(body) as text:
        for row in csv.reader(text):
            columns = len(row) if columns is None else columns
            cells = [one if one.isprintable() else shown(one.replace("\n", " ")) for one in row]
            yield cells + [""] * (columns - len(cells))


def _text(body: Body) -> TextIO:
    # newline="": the line ends within values are the reader's.
    if body.stored:
        # /proc/self/fd opens a file without a name once more, with an offset of its own.
        return open(f"/proc/self/fd/{body.descriptor}", encoding="utf-8", newline="")  # noqa: PTH123
    return io.StringIO(body.read().decode(), newline="")


def without_returns(parts: Iterable[bytes]) -> Iterator[bytes]:
    """CSV whose rows end as lines do here: SPARQL's end with CR LF (RFC 4180); values stay as they are."""
    inside, held = False, b""
    for part in parts:
        # CR at the end of a part: the next one tells whether LF follows.
        whole = held + part
        held = b"\r" if whole.endswith(b"\r") else b""
        pieces = whole.removesuffix(b"\r").split(b'"')
        for number, piece in enumerate(pieces):
            if inside == bool(number % 2):
                pieces[number] = piece.replace(b"\r\n", b"\n")
        inside ^= len(pieces) % 2 == 0
        yield b'"'.join(pieces)
    yield held
