"""The workers of one zygote: lent to one question at a time, held to its deadline, replaced when they end.

All of it runs in the event loop of the web process, so nothing here is locked.
"""

import asyncio
import json
import os
import signal
import socket
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from server.workers.answers import (
    Answer,
    Body,
    Busy,
    Crashed,
    Lost,
    NotAnswered,
    Refused,
    TooLong,
    TooMuchMemory,
)
from server.workers.supervised import NoStart, Zygote
from server.workers.turns import LONG, Turns, prefer_no_other
from server.workers.wire import CHUNK, DIED, END, HELLO, REFUSED, question, read_end, receive

READS = 32
GREEDY = 0.3
BACKOFF = (0.0, 0.1, 0.5, 1.0, 5.0)
STEADY = 60.0


@dataclass(frozen=True)
class PoolSize:
    """How many workers there are at most, how many are kept ready, how many questions wait at most, and for how many seconds; whether a worker answers more than once."""

    workers: int = 16
    ready: int = 2
    waiting: int = 64
    patience: float = 5.0
    reuse: bool = True


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
    busy: int = 0
    zygotes: int = 0


@dataclass(eq=False)
class Worker:
    """One forked process, the channel to it, and the answer it is giving."""

    channel: socket.socket
    pid: int = 0
    handle: int = -1
    body: Body = field(default_factory=Body)
    waiter: asyncio.Future[Any] | None = None

    def introduce(self, pid: int) -> None:
        """It has said who it is; it may have ended since."""
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


class Pool:
    """Workers for one task. `start` it before use, `close` it after."""

    def __init__(
        self, task: str, argument: str, memory: int, size: PoolSize, counts: Counts
    ) -> None:
        self.task, self.argument, self.memory = task, argument, memory
        self.size, self.counts = size, counts
        self.idle: deque[Worker] = deque()
        self.alive: set[Worker] = set()
        self.queue: deque[asyncio.Future[None]] = deque()
        self.active = 0
        self.closed = False
        self.zygote: Zygote | None = None

    def start(self, zygote: Zygote, loop: asyncio.AbstractEventLoop) -> None:
        """Take over a zygote that has started."""
        self.loop, self.turns = loop, Turns(loop, os.cpu_count() or 1)
        self._take_over(zygote)

    def _take_over(self, zygote: Zygote) -> None:
        self.zygote, self.since = zygote, self.loop.time()
        self.counts.zygotes += 1
        self.loop.add_reader(zygote.control.fileno(), self._zygote_ended)
        self._replenish()
        self._wake_next()

    @property
    def ready(self) -> bool:
        """Whether new workers can be had."""
        return self.zygote is not None

    async def ask(self, asked: Mapping[str, Any], body: bytes) -> Answer:
        """The whole answer within `asked["seconds"]`; NotAnswered says why there is none.

        A worker that is ended from outside while it answers is replaced, once.
        """
        until = self.loop.time() + asked["seconds"]
        try:
            return await self._asked(asked, body, until)
        except Lost:
            return await self._asked(asked, body, until)

    async def _lent(self, until: float) -> Worker:
        """A worker, once one can be had; Busy where that is not in time."""
        while True:
            await self._admitted(until)
            try:
                return self._worker()
            except OSError:  # the zygote has just died: wait for the next
                self._zygote_ended()
                self._done()
                await asyncio.sleep(BACKOFF[1])

    def _done(self) -> None:
        """A place is free."""
        self.active -= 1
        self._wake_next()

    @property
    def places(self) -> int:
        """How many questions can be worked on now."""
        return self.size.workers if self.ready else len(self.alive)

    async def _admitted(self, until: float) -> None:
        """Wait for a place; Busy where there is none in time."""
        if self.active < self.places and not self.queue:
            self.active += 1
            return
        if len(self.queue) >= self.size.waiting:
            raise self._busy()
        self._make_way()
        turn = self.loop.create_future()
        self.queue.append(turn)
        try:
            async with asyncio.timeout_at(min(until, self.loop.time() + self.size.patience)):
                await turn
        except BaseException as error:
            self._withdraw(turn)
            if isinstance(error, TimeoutError):
                raise self._busy() from error
            raise

    def _withdraw(self, turn: asyncio.Future[None]) -> None:
        """Who waited waits no more; a place that was given just then goes to the next."""
        if turn in self.queue:
            self.queue.remove(turn)
        elif turn.done() and not turn.cancelled():
            self._done()

    def _busy(self) -> Busy:
        self.counts.busy += 1
        return Busy("All workers are taken, and others wait already. Try again in a moment.")

    def _wake_next(self) -> None:
        while self.queue and self.active < self.places:
            turn = self.queue.popleft()
            if not turn.done():
                self.active += 1
                turn.set_result(None)

    def _make_way(self) -> None:
        """End the question that has used the most, where it has used more than a newcomer will need."""
        found = self.turns.greediest()
        if found is not None and found[1] > GREEDY:
            worker, used = found
            assert isinstance(worker, Worker)
            self.counts.evicted += 1
            self._fail(worker, Busy(
                f"All workers are taken, and this query has used the most ({used:.1f} s of processor time). "
                "Ask for less, or try again in a moment."
            ))  # fmt: skip

    async def _asked(self, asked: Mapping[str, Any], body: bytes, until: float) -> Answer:
        worker = await self._lent(until)
        try:
            answer = await self._answered(worker, asked, body, until)
        except Refused:
            self._give_back(worker)
            raise
        except BaseException as error:
            self.counts.left += isinstance(error, asyncio.CancelledError)
            self._end(worker)
            raise
        else:
            self._give_back(worker)
            return answer
        finally:
            self._done()
            self._replenish()

    async def _answered(
        self, worker: Worker, asked: Mapping[str, Any], body: bytes, until: float
    ) -> Answer:
        left = until - self.loop.time()
        waiter = worker.waiter = self.loop.create_future()
        timer = self.loop.call_later(min(LONG, left), self._lasts, worker, until)
        try:
            for message in question({**asked, "seconds": left}, body):
                await self._send(worker, message)
            return Answer(await waiter, worker.body)
        finally:
            timer.cancel()

    async def _send(self, worker: Worker, message: bytes) -> None:
        try:
            worker.channel.send(message)
        except BlockingIOError:
            await self.loop.sock_sendall(worker.channel, message)
        except OSError as error:
            raise self._lost() from error

    def _lasts(self, worker: Worker, until: float) -> None:
        """The question is a long one, or its deadline has passed."""
        if worker.waiter is None or worker.waiter.done():
            return
        left = until - self.loop.time()
        if left <= 0:
            self._too_long(worker)
            return
        if worker.pid:
            self.turns.join(worker)
            self.loop.call_later(left, self._deadline, worker, worker.waiter)
        else:  # it has not even begun
            self.loop.call_later(min(LONG, left), self._lasts, worker, until)

    def _deadline(self, worker: Worker, waiter: asyncio.Future[Any]) -> None:
        if waiter is worker.waiter and not waiter.done():
            self._too_long(worker)

    def _too_long(self, worker: Worker) -> None:
        self.counts.deadline += 1
        self._fail(worker, TooLong("The deadline has passed before the query was answered."))

    def _worker(self) -> Worker:
        while self.idle:
            worker = self.idle.pop()
            if worker in self.alive:
                return worker
        return self._born()

    def _born(self) -> Worker:
        """A new worker; OSError where there is no zygote."""
        if self.zygote is None:
            raise OSError("no zygote")
        worker = Worker(self.zygote.worker())
        self.counts.born += 1
        self.alive.add(worker)
        self.loop.add_reader(worker.channel.fileno(), self._hear, worker)
        return worker

    def _give_back(self, worker: Worker) -> None:
        worker.waiter, worker.body = None, Body()
        fair = worker not in self.turns.long or prefer_no_other(worker.pid)
        self.turns.leave(worker)
        if fair and self.size.reuse and worker in self.alive and not self.closed:
            self.idle.append(worker)
        else:
            self._end(worker)

    def _end(self, worker: Worker) -> None:
        worker.waiter = None
        self.turns.leave(worker)
        if worker in self.alive:
            self.alive.remove(worker)
            self.loop.remove_reader(worker.channel.fileno())
            worker.end()

    def _replenish(self) -> None:
        """Keep some workers ready, but not more than there may be."""
        if self.closed or self.zygote is None:
            return
        while len(self.idle) < self.size.ready and len(self.alive) < self.size.workers:
            try:
                self.idle.appendleft(self._born())
            except OSError:
                return

    def _hear(self, worker: Worker) -> None:
        """Take what a worker has sent."""
        for _ in range(READS):
            try:
                kind, rest = receive(worker.channel)
            except BlockingIOError:
                return
            except OSError:
                kind, rest = b"", b""
            if kind == CHUNK:
                worker.body.add(rest)
            elif kind == HELLO:
                worker.introduce(int(rest))
            else:
                self._heard_last(worker, kind, rest)
                return

    def _heard_last(self, worker: Worker, kind: bytes, rest: bytes) -> None:
        if kind == END:
            about, last = read_end(rest)
            worker.body.add(last)
            if worker.waiter is not None and not worker.waiter.done():
                worker.waiter.set_result(about)
        elif kind == REFUSED:
            said = json.loads(rest)
            if said["reason"] == "memory":
                self._fail(worker, self._death(signal.SIGABRT))
            else:
                self._refuse(worker, Refused(said["reason"], said["message"]))
        else:
            self._fail(worker, self._death(json.loads(rest) if kind == DIED else 0))

    def _death(self, number: int) -> NotAnswered:
        if number == signal.SIGABRT:
            self.counts.memory += 1
            return TooMuchMemory("The query needs more memory than it may have.")
        if number in (signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE):
            self.counts.crashed += 1
            return Crashed("The engine cannot evaluate this query.")
        return self._lost()

    def _lost(self) -> Lost:
        self.counts.lost += 1
        return Lost("The worker was ended while it answered. Try again.")

    def _refuse(self, worker: Worker, error: Refused) -> None:
        """The worker goes on, its question has no answer."""
        waiter = worker.waiter
        if waiter is not None and not waiter.done():
            waiter.set_exception(error)

    def _fail(self, worker: Worker, error: NotAnswered) -> None:
        """The worker is ended, and whoever waits for it is told why."""
        waiter = worker.waiter
        self._end(worker)
        if waiter is not None and not waiter.done():
            waiter.set_exception(error)
        elif waiter is None:
            self.loop.call_later(0.1, self._replenish)

    def _zygote_ended(self) -> None:
        """Start another one, soon; workers that live go on."""
        if self.zygote is None:
            return
        zygote, self.zygote = self.zygote, None
        self.loop.remove_reader(zygote.control.fileno())
        zygote.end()
        if not self.closed:
            self.loop.create_task(self._restart())

    async def _restart(self) -> None:
        tries = 0 if self.loop.time() - self.since > STEADY else 1
        while not self.closed:
            await asyncio.sleep(BACKOFF[min(tries, len(BACKOFF) - 1)])
            tries += 1
            try:
                zygote = await asyncio.to_thread(
                    Zygote.started, self.task, self.argument, self.memory
                )
            except (NoStart, OSError):
                continue
            if self.closed:
                zygote.end()
            else:
                self._take_over(zygote)
            return

    async def close(self, patience: float) -> None:
        """Take no more questions; end all when none is left, or after `patience` seconds."""
        self.closed = True
        until = self.loop.time() + patience
        while self.active and self.loop.time() < until:
            await asyncio.sleep(0.02)
        for worker in [*self.alive]:
            self._fail(worker, Busy("The server stops."))
        if self.zygote is not None:
            zygote, self.zygote = self.zygote, None
            self.loop.remove_reader(zygote.control.fileno())
            await asyncio.to_thread(zygote.end)
