"""A text as it was written: spans are offsets into it."""

from pathlib import Path

from graph_build.errors import Unreadable
from graph_build.reading.ordinary_file import read_ordinary


def read_text(path: Path) -> str:
    """A text's code points, line ends and NBSP as they are; Unreadable where it is no UTF-8, or no text of a usual size."""
    return decoded(read_ordinary(path, str(path)), path)


def decoded(content: bytes, path: Path) -> str:
    """Bytes of a file as text; Unreadable with the line and the byte, from 0, at which they are no UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = content[error.start]
        told = f"is not UTF-8 (byte {error.start} is 0x{byte:02X})"
        raise Unreadable(f"{path}:{line}: {told}") from error
