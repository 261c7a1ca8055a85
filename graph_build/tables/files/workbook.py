"""The sheets of a workbook (XLSX): values as they were last computed, never a formula."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from graph_build.tables.files.grid import Grid, TableFile
from graph_build.tables.files.refusal import NoTable

UNPACKED = 500_000_000  # bytes
CELLS = 20_000_000  # of the rectangle around all that is written
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
PART = 1 << 20


def workbook(content: bytes) -> TableFile:
    """The file with its sheets; NoTable where it is no workbook, locked, or unpacks to more than is read."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            _check(packed)
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        grids = tuple(_grid(book, name) for name in book.sheet_names)
    except (BadZipFile, CalamineError, expat.ExpatError, EOFError, NotImplementedError, RuntimeError) as error:  # fmt: skip
        raise NoTable(f"is no workbook that can be read ({error})") from error
    return TableFile("xlsx", grids)


def _grid(book: CalamineWorkbook, name: str) -> Grid:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return Grid([[_written(cell) for cell in row] for row in rows], name)


def _written(cell: object) -> str:
    """A value as a person would write it: 3801, not 3801.0; a day without the midnight it has in the file."""
    match cell:
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return str(cell).strip()


def _check(packed: ZipFile) -> None:
    """NoTable where unpacking would fill the memory: bytes, or the rectangle that far cells span."""
    entries = packed.infolist()
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise NoTable(f"unpacks to more than {UNPACKED // 1_000_000} MB")
    for entry in entries:
        if entry.filename.endswith(".xml"):  # sheets may lie anywhere in it
            columns, rows = _extent(packed, entry.filename)
            if columns * rows > CELLS:
                raise NoTable(f"{entry.filename}: {rows} rows of {columns} columns; at most {CELLS} cells are read")  # fmt: skip


def _extent(packed: ZipFile, name: str) -> tuple[int, int]:
    """How many columns and rows a sheet spans; bytes that are not there as told end it as BadZipFile."""
    most = [0, 0]

    def begun(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "c" and (at := REFERENCE.fullmatch(attributes.get("r", ""))):
            most[0] = max(most[0], _column(at[1]))
            most[1] = max(most[1], int(at[2]))

    parser = expat.ParserCreate()
    parser.StartElementHandler = begun
    with packed.open(name) as file:
        for part in _parts(file.read):
            parser.Parse(part)
        parser.Parse(b"", True)
    return most[0], most[1]


def _parts(read: Callable[[int], bytes]) -> Iterator[bytes]:
    total = 0
    while part := read(PART):
        total += len(part)
        if total > UNPACKED:
            raise NoTable(f"unpacks to more than {UNPACKED // 1_000_000} MB")
        yield part


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
