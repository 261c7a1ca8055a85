"""Lines that only one of two files has."""

from collections.abc import Iterator
from pathlib import Path


class _Unsorted(Exception):
    """A line that is below the one before it."""


def unlike_lines(old: Path, new: Path) -> tuple[set[bytes], set[bytes]]:
    """The lines that only the old, and only the new file has.

    Sorted files are read side by side; of others the hashes of all lines are held.
    """
    try:
        return _of_sorted(old, new)
    except _Unsorted:
        return _missing(old, new), _missing(new, old)


def _missing(path: Path, other: Path) -> set[bytes]:
    with other.open("rb") as file:
        # Eight bytes a line instead of the line. Python's hash is keyed at random, so nobody can choose lines
        # that collide, and by chance two of a million do once in some 10^7 runs.
        there = {hash(line) for line in file}
    with path.open("rb") as file:
        return {line for line in file if hash(line) not in there}


def _sorted(path: Path) -> Iterator[bytes]:
    """The lines, each once."""
    before = b""
    with path.open("rb") as file:
        for line in file:
            if line < before:
                raise _Unsorted
            if line != before:
                yield line
            before = line


def _of_sorted(old: Path, new: Path) -> tuple[set[bytes], set[bytes]]:
    gone, come = set[bytes](), set[bytes]()
    left, right = _sorted(old), _sorted(new)
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        if one == other:
            one, other = next(left, None), next(right, None)
        elif other is None or (one is not None and one < other):
            assert one is not None
            gone.add(one)
            one = next(left, None)
        else:
            come.add(other)
            other = next(right, None)
    return gone - come, come - gone
