"""The text of a file whose encoding nobody says."""

import codecs
from dataclasses import dataclass

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
# Characters that only Windows' own page has; in ISO 8859-1 they are controls.
OF_WINDOWS = frozenset(range(0x80, 0xA0))
SAMPLE = 4_096


@dataclass(frozen=True, slots=True)
class TableText:
    """A text, how it was encoded, and whether a byte order mark said so."""

    text: str
    encoding: str
    bom: bool


def table_text(content: bytes) -> TableText | None:
    """The text of a file, None where it is none.

    By its mark; else UTF-16 where every second byte is zero, UTF-8 where that can be, else
    Latin-1, of Windows where it has its characters; None where it is none.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding, bom=True)
    if b"\0" in content[:SAMPLE]:
        wide = _wide(content[:SAMPLE])
        return None if wide is None else _decoded(content, wide, bom=False)
    return (
        _decoded(content, "utf-8", bom=False)
        or _decoded(content, _single_byte(content), bom=False)
        or _decoded(content, "iso-8859-1", bom=False)
    )


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: of text in Latin letters one byte of two is zero."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most = max(1, len(sample) // 4)
    if odd >= most and odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even >= most and even > 4 * odd else None


def _single_byte(content: bytes) -> str:
    return "windows-1252" if OF_WINDOWS & {*content} else "iso-8859-1"


def _decoded(content: bytes, encoding: str, *, bom: bool) -> TableText | None:
    try:
        return TableText(content.decode(encoding), encoding, bom)
    except UnicodeDecodeError:
        return None
