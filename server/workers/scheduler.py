"""Long questions give way to short ones, and to each other.

A question that has used `LONG` seconds of processor time becomes a long one: its worker runs only when nobody else
wants the processor, and of all long ones only as many run at a time as there are processors, those
first that have used the least; the others are stopped until it is their turn. So a short question is
fast beside any number of endless ones, and an ordinary long one is done before those that never end.
"""

import asyncio
import os
import signal
from pathlib import Path
from typing import Protocol

# Seconds of processor time from which a question is a long one: far more than a lookup needs.
LONG = 0.015
# Seconds of the clock after which a question is looked at for the first time, and again.
LOOK = 0.02
# Seconds of a turn: short enough that of four joins none waits noticeably, long enough that a change costs nothing.
TURN = 0.05
NANO = 1e-9


class Runner(Protocol):
    """What takes turns: a process that can be told signals."""

    pid: int

    def tell(self, number: int) -> None:
        """Send it a signal."""


def processor_seconds(pid: int) -> float:
    """The processor time that a process has used; 0 where it is gone."""
    # schedstat counts nanoseconds; /proc/PID/stat counts ticks of 10 ms, too coarse for a limit of 15.
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_bytes().split()[0]) * NANO
    except (OSError, IndexError):
        return 0.0


def prefer_others(pid: int) -> None:
    """Let a process run only when no other wants the processor (SCHED_IDLE)."""
    try:
        os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))
    except OSError:
        return  # it has ended


def prefer_no_other(pid: int) -> bool:
    """Take that back; False where it is not allowed."""
    # Leaving SCHED_IDLE needs root or a kernel of 2.6.39 on with RLIMIT_NICE; else the worker is not used again.
    try:
        os.sched_setscheduler(pid, os.SCHED_BATCH, os.sched_param(0))
    except OSError:
        return False
    return True


class Scheduler:
    """The long questions that run or wait; `slots` of them run at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop, slots: int) -> None:
        self.loop, self.slots = loop, slots
        self.long: dict[Runner, float] = {}
        self.stopped: set[Runner] = set()
        self.timer: asyncio.TimerHandle | None = None

    def join(self, runner: Runner) -> None:
        """A question has become a long one."""
        prefer_others(runner.pid)
        self.long[runner] = processor_seconds(runner.pid)
        self._next()

    def leave(self, runner: Runner) -> None:
        """A question has ended; its worker is not stopped any more."""
        if self.long.pop(runner, None) is None:
            return
        if runner in self.stopped:
            self.stopped.remove(runner)
            runner.tell(signal.SIGCONT)
        self._next()

    def used(self, runner: Runner) -> float:
        """Processor seconds since it became a long one."""
        return processor_seconds(runner.pid) - self.long[runner]

    def greediest(self) -> tuple[Runner, float] | None:
        """The long question that has used the most (of several, the first), and how much."""
        used = [(one, self.used(one)) for one in self.long]
        return max(used, key=lambda pair: pair[1], default=None)

    def _next(self) -> None:
        """Whose turn it is now."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        running = set(self.long)
        if len(self.long) > self.slots:
            # Least attained service first: an ordinary join is done before those that never end.
            running = set(sorted(self.long, key=self.used)[: self.slots])
            self.timer = self.loop.call_later(TURN, self._next)
        for runner in running & self.stopped:
            runner.tell(signal.SIGCONT)
        for runner in set(self.long) - running - self.stopped:
            runner.tell(signal.SIGSTOP)
        self.stopped = set(self.long) - running
