"""A cube in PX (PC-Axis), the format of SSB's own tables."""

import re
from collections.abc import Mapping

from graph_build.tables.files.grid import Cube, CubeDimension, TableFile
from graph_build.tables.files.refusal import NoTable
from graph_build.tables.files.table_text import table_text

# KEYWORD[language]("variable","value")=…; where no quotation mark is open.
ENTRY = re.compile(
    r'\s*(?P<keyword>[A-Z][A-Z0-9-]*)(?:\[(?P<language>[a-z]+)\])?(?:\((?P<of>"[^"]*"(?:,"[^"]*")*)\))?\s*=\s*'
)
STRING = re.compile(r'"([^"]*)"')
VALUE = re.compile(r'(?:"[^"]*+"|[^";]++)*+;')
FIGURE = re.compile(r'"([^"]*)"|([^\s"]+)')
CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([A-Za-z0-9-]+)"')
BEGINS = re.compile(rb'\s*(?:\xef\xbb\xbf)?\s*(?:CHARSET|AXIS-VERSION)\s*=\s*"')
CELLS = 20_000_000
Entries = Mapping[tuple[str, str], str]


def is_px(content: bytes) -> bool:
    """Whether a file begins as PX does."""
    return BEGINS.match(content) is not None


def px_file(content: bytes) -> TableFile:
    """The file with its cube, in the language it is written in; NoTable says what does not fit."""
    text, encoding, bom = _text(content)
    entries = _entries(text)
    names = [*_strings(entries, "STUB"), *_strings(entries, "HEADING")]
    if not names:
        raise NoTable("is PX without STUB and HEADING, which name the variables")
    if ("KEYS", names[0]) in entries or "DATA" not in {keyword for keyword, _ in entries}:
        raise NoTable("is PX without a figure for every cell (KEYS are not read), or without DATA")
    dimensions = tuple(_dimension(entries, name) for name in names)
    cells = 1
    for dimension in dimensions:
        cells *= len(dimension.codes)
    if cells > CELLS:
        raise NoTable(f"has {cells} cells; at most {CELLS} are read")
    values, missing = _cells(entries["DATA", ""], cells)
    title = " ".join(_strings(entries, "TITLE"))
    return TableFile("px", Cube(dimensions, values, missing, title), encoding, bom)


def _text(content: bytes) -> tuple[str, str, bool]:
    told = CODEPAGE.search(content[:4096])
    if told and not content.startswith(b"\xef\xbb\xbf"):
        try:
            return content.decode(told[1].decode()), told[1].decode().lower(), False
        except (LookupError, UnicodeDecodeError):
            pass
    found = table_text(content)
    if found is None:
        raise NoTable("is PX in an encoding that is not known")
    return found.text, found.encoding, found.bom


def _entries(text: str) -> dict[tuple[str, str], str]:
    """What stands at each keyword and variable, in the main language."""
    entries, at = dict[tuple[str, str], str](), 0
    while found := ENTRY.match(text, at):
        value = VALUE.match(text, found.end())
        if value is None:
            line = text.count("\n", 0, found.start("keyword")) + 1
            raise NoTable(f"line {line}: {found['keyword']} has no end")
        if found["language"] is None:
            of = ",".join(STRING.findall(found["of"] or ""))
            entries.setdefault((found["keyword"], of), value[0][:-1])
        at = value.end()
    if text[at:].strip():
        line = text.count("\n", 0, at) + 1
        raise NoTable(f"line {line + 1}: is no entry of PX")
    return entries


def _strings(entries: Entries, keyword: str, of: str = "") -> list[str]:
    """The strings of an entry; strings with nothing between them are parts of one."""
    told = re.sub(r'"\s+"', "", entries.get((keyword, of), ""))
    return STRING.findall(told)


def _dimension(entries: Entries, name: str) -> CubeDimension:
    labels = _strings(entries, "VALUES", name)
    codes = _strings(entries, "CODES", name) or labels
    if not labels or len(codes) != len(labels):
        raise NoTable(f"has {len(labels)} VALUES and {len(codes)} CODES of {name}")
    time = ("TIMEVAL", name) in entries
    area = ("MAP", name) in entries or entries.get(("VARIABLE-TYPE", name), "") == '"G"'
    return CubeDimension(name, tuple(codes), tuple(labels), "period" if time else "area" if area else None)  # fmt: skip


def _cells(data: str, cells: int) -> tuple[dict[int, str], dict[int, str]]:
    values, missing = dict[int, str](), dict[int, str]()
    for place, one in enumerate(FIGURE.finditer(data)):
        if one[1] is not None:
            missing[place] = one[1]
        else:
            values[place] = one[2]
    if len(values) + len(missing) != cells:
        raise NoTable(f"has {len(values) + len(missing)} figures for {cells} cells")
    if not values:
        raise NoTable(f"has no value in any of its {cells} cells")
    return values, missing
