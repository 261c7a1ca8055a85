"""What a command writes: to standard output, of which every byte must arrive, and to standard error."""

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from graph_build.errors import RusfeltError
from shapes.graphs.untrusted import printable

# How each closed standard descriptor is opened instead: reading the first and writing the second fail with EBADF,
# what is told on the third goes nowhere.
CLOSED = {0: os.O_WRONLY, 1: os.O_RDONLY, 2: os.O_RDWR}


class Unwritable(RusfeltError):
    """Standard output takes no more."""


class ReaderGone(Exception):
    """Whoever reads standard output, a `head` perhaps, has closed it: there is nothing more to do, and nothing wrong."""


class StandardOutput(io.RawIOBase):
    """Standard output, whose errors are Unwritable or ReaderGone; after the first, nothing is written any more.

    An OSError of its own could not be told from one of any other file, and the interpreter would
    try to write the rest once more when it exits.
    """

    def __init__(self, raw: Any) -> None:
        super().__init__()
        self.raw, self.over = raw, False

    def writable(self) -> bool:
        """True: io.BufferedWriter asks."""
        return True

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return bool(self.raw.isatty())

    def fileno(self) -> int:
        """Its descriptor."""
        return int(self.raw.fileno())

    def write(self, data: Any) -> int | None:
        """As RawIOBase."""
        if self.over:
            return len(data)
        try:
            written: int | None = self.raw.write(data)
        except BrokenPipeError as error:
            self.over = True
            raise ReaderGone from error
        except OSError as error:
            self.over = True
            told = f"standard output: cannot be written ({error.strerror})"
            raise Unwritable(told) from error
        return written


@contextmanager
def standard_output() -> Iterator[None]:
    """`sys.stdout` with the errors of StandardOutput, as long as a command runs."""
    before = sys.stdout
    raw = StandardOutput(getattr(before.buffer, "raw", before.buffer))
    # backslashreplace: a terminal that is not in UTF-8 shows what it has no letter for by its number.
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(raw), before.encoding, "backslashreplace", newline="\n"
    )
    try:
        yield
    finally:
        # Whoever still has something to say has flushed, and was told if that failed.
        raw.over = True
        sys.stdout = before


def open_standard_streams() -> None:
    """Open what the caller has closed (`>&-`): its number would go to the next file that is opened."""
    for number, flags in CLOSED.items():
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - for as long as we live
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def shown(text: str) -> str:
    """Lines that a terminal shows and does not obey: control characters of the data by their numbers."""
    return "\n".join(map(printable, text.split("\n")))


def say(text: str) -> None:
    """Lines on standard output, as they may be shown, before whatever is told next."""
    write(shown(text) + "\n")
    sys.stdout.flush()


def tell(text: str) -> None:
    """Lines on standard error, as they may be shown; it is for people, so a full one stops nothing."""
    tell_as_is(shown(text) + "\n")


def tell_as_is(text: str) -> None:
    """Text on standard error that has no control character but our own."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        # What it holds back would be tried again at the exit, and change the status to 120.
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def write(text: str) -> None:
    """Text on standard output, as it is; perhaps not before the end of the command."""
    sys.stdout.write(text)


def write_bytes(parts: Iterable[bytes]) -> None:
    """Data on standard output, as it is."""
    sys.stdout.flush()
    for part in parts:
        sys.stdout.buffer.write(part)
