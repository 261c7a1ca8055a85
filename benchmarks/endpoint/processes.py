"""What a server's processes use."""

import os
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> list[int]:
    """A process and all that come from it."""
    found, level = [], [pid]
    while level:
        found += level
        level = [child for one in level for child in _children(one)]
    return found


def _children(pid: int) -> list[int]:
    try:
        texts = [
            (task / "children").read_text(encoding="ascii")
            for task in Path(f"/proc/{pid}/task").iterdir()
        ]
    except OSError:
        return []
    return [int(word) for text in texts for word in text.split()]


def megabytes(pid: int) -> float:
    """The proportional set size of a process and all that come from it."""
    return sum(_kilobytes(one) for one in tree(pid)) * 1024 / 1_000_000


def _kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _seconds(pid: int) -> dict[int, float]:
    used = {}
    for one in tree(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_bytes().rpartition(b")")[2].split()
        except OSError:
            continue
        used[one] = (int(fields[11]) + int(fields[12])) / TICK
    return used


def settled(pid: int, patience: float) -> bool:
    """Wait until a server works on nothing any more; False where it still does after `patience` seconds.

    A server may go on with what its clients have left, and would take the processor from the next.
    """
    until = time.monotonic() + patience
    before = _seconds(pid)
    while True:
        time.sleep(0.1)
        after = _seconds(pid)
        if sum(used - before.get(one, 0.0) for one, used in after.items()) <= 1.5 / TICK:
            return True
        if time.monotonic() > until:
            return False
        before = after
