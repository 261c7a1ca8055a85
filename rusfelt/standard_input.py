"""Standard input as a command reads it: whole, and at most so many bytes of it."""

import sys

from graph_build.errors import Unreadable
from graph_build.reading.ordinary_file import MILLION

STANDARD_INPUT = "standard input"


def read_standard_input(largest: int) -> bytes:
    """Its bytes; Unreadable where it cannot be read, or has more than `largest`, a number of whole megabytes."""
    try:
        content = sys.stdin.buffer.read(largest + 1)
    except OSError as error:
        raise Unreadable(f"{STANDARD_INPUT}: cannot be read ({error.strerror})") from error
    if len(content) > largest:
        raise Unreadable(f"{STANDARD_INPUT}: is larger than {largest // MILLION} MB")
    return content
