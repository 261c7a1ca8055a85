"""A worker: answers one question after another until its channel closes, or until it is killed.

It holds itself to its limits, so that they hold even if nobody watches: an alarm ends it some time
after the deadline, a limit on its address space where it takes too much memory. It has no network,
where the system lets the zygote leave it; and a task that needs no file has no descriptor to spare,
so that it can open nothing, neither a file nor a connection.
"""

import os
import resource
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from server.workers.channel import (
    ASK,
    CHUNK,
    HELLO,
    MORE,
    Question,
    end,
    read_question,
    receive,
    refusal,
)

# Seconds by which the worker's own alarm is later than the deadline: the pool, which can say why, comes first.
GRACE = 0.5
LONGEST_MESSAGE = 2_000
# The first descriptor after the three standard ones.
CHANNEL = 3
NO_MEMORY = refusal("memory", "")  # made while there is memory to make it
Send = Callable[[bytes], None]


class Task(Protocol):
    """What the workers of a zygote do; `descriptors` is how many files it opens at a time."""

    descriptors: int

    def answer(self, about: bytes, body: bytes, send: Send) -> tuple[bytes, bytes]:
        """Send an answer in parts of at most `PART` bytes; return what is to be known about it, and its last part.

        Unanswerable says why there is none.
        """


class Unanswerable(Exception):
    """Why a question has no answer: `reason` is one word for the program, the message is for people."""

    def __init__(self, reason: str, message: str) -> None:
        self.reason = reason
        super().__init__(message)


def work(
    task: Task, channel: socket.socket, memory: int, filtered: Callable[[], bool] | None
) -> None:
    """The whole life of a worker with `memory` bytes of its own; returns when its channel closes.

    `filtered` forbids the calls that it never needs; None where the system has no such filter.
    """
    _confine(memory, CHANNEL + 1 + task.descriptors)
    if filtered is not None:
        filtered()
    channel.send(HELLO + str(os.getpid()).encode())
    try:
        _work(task, channel)
    except MemoryError:
        channel.send(NO_MEMORY)


def _work(task: Task, channel: socket.socket) -> None:
    parts: list[bytes] = []
    while True:
        kind, part = receive(channel)
        parts.append(part)
        if kind == ASK:
            question = read_question(parts)
            parts.clear()
            _answer(task, channel, question)
        elif kind != MORE:
            return


def alone(channel: socket.socket) -> socket.socket:
    """The channel, as the only descriptor left beside the three standard ones, which lead nowhere."""
    os.dup2(channel.detach(), CHANNEL, inheritable=False)
    # An engine that panics writes to standard error; there is nobody to read it.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(CHANNEL):
        os.dup2(nowhere, standard)
    os.closerange(CHANNEL + 1, 1 << 16)
    return socket.socket(fileno=CHANNEL)


def _confine(memory: int, descriptors: int) -> None:
    for number in (signal.SIGALRM, signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    # SCHED_BATCH: no preemption at wake-up. The serving process, which has just written the question,
    # finishes its turn first, so there is one change of process a question less.
    os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    # RLIMIT_AS, since Linux does not hold RLIMIT_RSS: what the fork has inherited, and `memory` more.
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # RLIMIT_NOFILE at the number that is open: no file and no socket can be opened any more.
    resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))
    if (
        descriptors == CHANNEL + 1
    ):  # it writes no file, and computes alone; another task may need threads
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _answer(task: Task, channel: socket.socket, question: Question) -> None:
    # SIGALRM with its default action kills: the deadline holds though the engine never looks at the clock.
    signal.setitimer(signal.ITIMER_REAL, question.seconds + GRACE)
    try:
        about, last = task.answer(question.about, question.body, lambda part: _send(channel, part))
        channel.send(end(time.process_time(), about, last))
    except Unanswerable as error:
        _refuse(channel, error.reason, str(error))
    except MemoryError:
        channel.send(NO_MEMORY)
    except Exception as error:
        _refuse(channel, "fault", repr(error))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _refuse(channel: socket.socket, reason: str, message: str) -> None:
    channel.send(refusal(reason, message[:LONGEST_MESSAGE]))


def _send(channel: socket.socket, part: bytes) -> None:
    channel.send(CHUNK + part)
