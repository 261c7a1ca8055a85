"""Files that somebody names: read whole, if they are ordinary ones and not too large."""

import stat
from pathlib import Path

from graph_build.errors import Unreadable

MILLION = 1_000_000
LARGEST_TEXT = 20 * MILLION  # a novel has one; a text of this size takes minutes to scan


def check_ordinary(path: Path, name: str) -> None:
    """Unreadable for a folder, a pipe or a device, which may have no end, and for what is not there."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        raise _unreadable(name, error) from error
    if stat.S_ISDIR(mode):
        raise Unreadable(f"{name}: is a folder; give one file")
    if not stat.S_ISREG(mode):
        raise Unreadable(f"{name}: is a pipe or a device; give a file")


def read_ordinary(path: Path, name: str, most: int = LARGEST_TEXT, advice: str = "") -> bytes:
    """The bytes of a file, at most so many; Unreadable says in one line, with `name`, what is wrong."""
    check_ordinary(path, name)
    try:
        if path.stat().st_size <= most:
            with path.open("rb") as file:
                # One byte more is asked for than is allowed: files grow.
                content = file.read(most + 1)
            if len(content) <= most:
                return content
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    raise Unreadable(f"{name}: is larger than {most // MILLION} MB{advice}")


def _unreadable(name: str, error: Exception) -> Unreadable:
    return Unreadable(f"{name}: cannot be read ({getattr(error, 'strerror', None) or error})")
