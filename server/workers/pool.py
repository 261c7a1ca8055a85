"""Workers, lent to one question at a time, held to its deadline, and ended when they do not keep it.

All of it runs in the event loop of the web process, so nothing here is locked.
"""

import asyncio
import json
import os
import signal
from collections.abc import Callable, Mapping
from typing import Any

from server.workers.admission import Places
from server.workers.channel import CHUNK, DIED, END, HELLO, REFUSED, question, read_end, receive
from server.workers.handle import Counts, PoolSize, Worker
from server.workers.outcome import (
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
from server.workers.scheduler import LONG, LOOK, Turns, prefer_no_other, processor_seconds
from server.workers.spawner import Zygote
from server.workers.supply import Nursery

READS = 32
GREEDY = 0.3
LONG_SHARE = 0.75  # of the places, at most, are held by long questions; short ones find the others
AGAIN = 0.1
CRASHES = (signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE)


class Pool:
    """Answers the questions of one task. `start` starts the zygote anew, should `zygote` die; `close` the pool after use."""

    def __init__(
        self,
        zygote: Zygote,
        start: Callable[[], Zygote],
        size: PoolSize,
        counts: Counts,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self.size, self.counts, self.loop = size, counts, loop
        self.turns = Turns(loop, os.cpu_count() or 1)
        self.places = Places(size, counts, loop, self._capacity, self._make_way)
        self.nursery = Nursery(start, size, counts, loop, self._hear, self.places.wake)
        self.nursery.take_over(zygote)

    @property
    def ready(self) -> bool:
        """Whether new workers can be had."""
        return self.nursery.zygote is not None

    def _capacity(self) -> int:
        """How many questions can be worked on now."""
        return self.size.workers if self.ready else len(self.nursery.alive)

    async def ask(self, asked: Mapping[str, Any], body: bytes) -> Answer:
        """The whole answer within `asked["seconds"]`; NotAnswered says why there is none.

        A worker that is ended from outside while it answers is replaced, once.
        """
        until = self.loop.time() + asked["seconds"]
        try:
            return await self._asked(asked, body, until)
        except Lost:  # others that wait may have been ended too
            return await self._asked(asked, body, until, fresh=True)

    async def _asked(
        self, asked: Mapping[str, Any], body: bytes, until: float, *, fresh: bool = False
    ) -> Answer:
        worker = await self._lent(until, fresh)
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
            self.places.give_back()
            self.nursery.replenish()

    async def _lent(self, until: float, fresh: bool) -> Worker:
        """A worker, a `fresh` one if possible, once one can be had; Busy where that is not in time."""
        while True:
            await self.places.take(until)
            try:
                return self.nursery.worker(fresh)
            except OSError:  # the zygote has just died: wait for the next
                self.nursery.zygote_ended()
                self.places.give_back()
                await asyncio.sleep(AGAIN)

    async def _answered(
        self, worker: Worker, asked: Mapping[str, Any], body: bytes, until: float
    ) -> Answer:
        left = until - self.loop.time()
        waiter = worker.waiter = self.loop.create_future()
        worker.look = self.loop.call_later(min(LOOK, left), self._lasts, worker, until)
        try:
            for message in question({**asked, "seconds": left}, body):
                await self._send(worker, message)
            return Answer(await waiter, worker.body)
        finally:
            worker.look.cancel()
            del waiter  # else it, its exception and this frame would hold each other, and the body

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
        elif worker.pid and processor_seconds(worker.pid) - worker.used_before > LONG:
            self.turns.join(worker)
            worker.look = self.loop.call_later(left, self._deadline, worker, worker.waiter)
            if len(self.turns.long) > self.size.workers * LONG_SHARE:
                self._make_way(0)
        else:  # it has hardly begun
            worker.look = self.loop.call_later(min(LOOK, left), self._lasts, worker, until)

    def _deadline(self, worker: Worker, waiter: asyncio.Future[Any]) -> None:
        if waiter is worker.waiter and not waiter.done():
            self._too_long(worker)

    def _too_long(self, worker: Worker) -> None:
        self.counts.deadline += 1
        self._fail(worker, TooLong("The deadline has passed before the query was answered."))

    def _make_way(self, most: float = GREEDY) -> None:
        """End the question that has used the most, where that is more than `most` seconds."""
        found = self.turns.greediest() if self.size.makes_way else None
        if found is not None and found[1] >= most:
            worker, used = found
            assert isinstance(worker, Worker)
            self.counts.evicted += 1
            self._fail(worker, Busy(
                f"All workers are taken, and this query has used the most ({used:.1f} s of processor time). "
                "Ask for less, or try again in a moment."
            ))  # fmt: skip

    def _give_back(self, worker: Worker) -> None:
        """The worker can answer again, unless it must go behind all others for ever."""
        worker.waiter, worker.body = None, Body()
        fair = worker not in self.turns.long or prefer_no_other(worker.pid)
        self.turns.leave(worker)
        if fair:
            self.nursery.give_back(worker)
        else:
            self.nursery.end(worker)

    def _end(self, worker: Worker) -> None:
        worker.waiter = None
        self.turns.leave(worker)
        self.nursery.end(worker)

    def _fail(self, worker: Worker, error: NotAnswered) -> None:
        """The worker is ended, and whoever waits for it is told why."""
        waiter = worker.waiter
        self._end(worker)
        if waiter is None:
            self.loop.call_later(AGAIN, self.nursery.replenish)
        elif not waiter.done():
            waiter.set_exception(error)

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
        waiter = worker.waiter
        if kind not in (END, REFUSED):
            self._fail(worker, self._death(json.loads(rest) if kind == DIED else 0))
        elif waiter is None or waiter.done():
            return
        elif kind == END:
            about, last = read_end(rest)
            worker.used_before = about["used"]
            worker.body.add(last)
            waiter.set_result(about)
        else:
            said = json.loads(rest)
            if said["reason"] == "memory":
                self._fail(worker, self._death(signal.SIGABRT))
            else:
                waiter.set_exception(Refused(said["reason"], said["message"]))

    def _death(self, number: int) -> NotAnswered:
        if number == signal.SIGABRT:
            self.counts.memory += 1
            return TooMuchMemory("The query needs more memory than it may have.")
        if number in CRASHES:
            self.counts.crashed += 1
            return Crashed("The engine cannot evaluate this query.")
        return self._lost()

    def _lost(self) -> Lost:
        self.counts.lost += 1
        return Lost("The worker was ended while it answered. Try again.")

    async def close(self, patience: float) -> None:
        """End all when nothing is in flight any more, or after `patience` seconds."""
        until = self.loop.time() + patience
        while self.places.taken and self.loop.time() < until:
            await asyncio.sleep(0.02)
        for worker in [*self.nursery.alive]:
            self._fail(worker, Busy("The server stops."))
        await self.nursery.close()
