"""A worker as the pool knows it, how many there may be, and what has become of them."""

import asyncio
import os
import signal
import socket
from dataclasses import dataclass
from typing import Any

from server.workers.body import Body


@dataclass(frozen=True)
class PoolSize:
    """How many questions are worked on and wait.

    `workers` at most, of which `ready` are kept ready; `waiting` more at most, for `patience` seconds
    each. `reuse`: a worker answers more than once. `makes_way`: the question that has used the most
    is ended for a newcomer.
    """

    workers: int = 16
    ready: int = 2
    waiting: int = 64
    patience: float = 5.0
    reuse: bool = True
    makes_way: bool = True


@dataclass
class Counts:
    """What has happened since the start."""

    born: int = 0
    deadline: int = 0
    left: int = 0
    evicted: int = 0
    memory: int = 0
    crashed: int = 0
    lost: int = 0
    no_room: int = 0
    busy: int = 0
    zygotes: int = 0


@dataclass(eq=False)
class WorkerHandle:
    """One forked process, the channel to it, and the answer it is giving.

    `used_before`: seconds of processor time that it had used when it was lent. `look`: when it is looked at next.
    """

    channel: socket.socket
    body: Body
    pid: int = 0
    handle: int = -1
    idle_since: float = 0.0
    used_before: float = 0.0
    look: asyncio.TimerHandle | None = None
    waiter: asyncio.Future[Any] | None = None

    def introduce(self, pid: int) -> None:
        """It has said who it is; it may have ended since."""
        # pidfd: a handle of this very process, so that no signal hits one that has got its number later.
        try:
            self.handle, self.pid = os.pidfd_open(pid), pid
        except ProcessLookupError:
            return

    def tell(self, number: int) -> None:
        """Send a signal to this process, and to no other that may have its number later."""
        if self.handle < 0:
            return
        try:
            signal.pidfd_send_signal(self.handle, number)
        except ProcessLookupError:
            return

    def end(self) -> None:
        """Kill it and forget it."""
        self.tell(signal.SIGKILL)
        self.channel.close()
        if self.handle >= 0:
            os.close(self.handle)
            self.handle = -1
