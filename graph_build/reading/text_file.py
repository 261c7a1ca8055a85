"""A text as it was written: spans are offsets into it."""

from pathlib import Path

from graph_build.errors import Unreadable


def read_text(path: Path) -> str:
    """A text's code points, line ends and NBSP as they are; Unreadable where it is no UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Unreadable(f"{path}:{line}: is not UTF-8") from error
