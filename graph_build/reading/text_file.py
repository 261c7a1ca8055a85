"""A text as it was written: spans are offsets into it."""

from pathlib import Path

from graph_build.errors import Unreadable
from graph_build.reading.ordinary_file import read_ordinary


def read_text(path: Path) -> str:
    """A text's code points, line ends and NBSP as they are; Unreadable where it is no UTF-8, or no text of a usual size."""
    try:
        return read_ordinary(path, str(path)).decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Unreadable(f"{path}:{line}: is not UTF-8") from error
