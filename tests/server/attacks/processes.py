"""What the processes of a server hold: memory, descriptors, the dead."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.server.served import Served

# A worker that lives has a channel and a handle in the serving process.
BY_WORKER = 2
PIDS = Path("/proc")


@dataclass(frozen=True)
class Held:
    """Megabytes of the serving process and of all together, descriptors of the serving one beside those of workers."""

    serving: float
    all: float
    descriptors: int
    workers: int


def pid_of(server: Served, kind: str) -> int:
    """The process of a kind; the first where there are several."""
    return next(pid for pid, found in server.processes().items() if found == kind)


def held(server: Served) -> Held:
    """What a server holds now."""
    processes = server.processes()
    serving = pid_of(server, "serving")
    workers = list(processes.values()).count("worker")
    descriptors = len(list((PIDS / str(serving) / "fd").iterdir()))
    every = sum(megabytes(pid) for pid in processes)
    return Held(megabytes(serving), every, descriptors - workers * BY_WORKER, workers)


def megabytes(pid: int) -> float:
    """The proportional set size of a process; 0 where it is gone."""
    try:
        lines = (PIDS / str(pid) / "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0.0)


def zombies(server: Served) -> list[int]:
    """Processes of a server that have ended and that nobody has buried."""
    return [pid for pid in server.processes() if not alive(pid)]


def alive(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        status = (PIDS / str(pid) / "status").read_text(encoding="ascii")
    except OSError:
        return False
    return "State:\tZ" not in status


def end(pid: int, number: int) -> None:
    """Send a signal to one process of a server of the test."""
    os.kill(pid, number)


def until(found: Callable[[], bool], seconds: float, what: str) -> float:
    """The seconds until something is so; AssertionError where it is not in time."""
    begun = time.monotonic()
    while not found():
        assert time.monotonic() < begun + seconds, f"not in {seconds:g} s: {what}"
        time.sleep(0.02)
    return time.monotonic() - begun
