"""Workers, lent to one question at a time, held to its deadline, and ended when they do not keep it.

All of it runs in the event loop of the web process, so nothing here is locked.
"""

import asyncio
import os
import signal
from collections.abc import Callable
from typing import Any

from server.workers.admission import AdmissionQueue
from server.workers.body import Body
from server.workers.budget import Budget, NoRoom
from server.workers.channel import (
    CHUNK,
    DIED,
    END,
    HELLO,
    REFUSED,
    Question,
    messages,
    read_end,
    read_refusal,
    receive,
)
from server.workers.handle import Counts, PoolSize, WorkerHandle
from server.workers.outcome import (
    Busy,
    Crashed,
    Evicted,
    Lost,
    NotAnswered,
    NotStored,
    Outcome,
    Refused,
    TooLong,
    TooMuchMemory,
)
from server.workers.scheduler import LONG, LOOK, Scheduler, prefer_no_other, processor_seconds
from server.workers.spawner import Spawner
from server.workers.supply import Crowded, WorkerSupply

# Messages taken from one worker before the loop looks at others: 2 MB.
READS = 32
# Seconds of processor time from which a question is ended for a newcomer when all workers are taken.
GREEDY = 0.3
LONG_SHARE = 0.75  # of the places, at most, are held by long questions; short ones find the others
# Seconds before a worker is asked for again of a zygote that is being started anew.
AGAIN = 0.1
CRASHES = (signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE)


class Pool:
    """Answers the questions of one task.

    `start` starts the zygote anew, should `zygote` die. `spool` has the room for large answers (None: all there is).
    Made and used in the thread of `loop`; `close` it after use.
    """

    def __init__(
        self,
        zygote: Spawner,
        start: Callable[[], Spawner],
        size: PoolSize,
        counts: Counts,
        loop: asyncio.AbstractEventLoop,
        spool: Budget | None = None,
    ) -> None:
        self.size, self.counts, self.loop, self.spool = size, counts, loop, spool
        self.scheduler = Scheduler(loop, os.cpu_count() or 1)
        self.admission = AdmissionQueue(size, counts, loop, self._capacity, self._make_way)
        self.supply = WorkerSupply(
            start, size, counts, loop, self._hear, self.admission.wake, spool
        )
        self.supply.take_over(zygote)

    @property
    def ready(self) -> bool:
        """Whether new workers can be had, and in time."""
        return self.supply.zygote is not None and not self.supply.late

    def _capacity(self) -> int:
        """How many questions can be worked on now."""
        return self.size.workers if self.supply.zygote is not None else len(self.supply.alive)

    async def ask(self, question: Question) -> Outcome:
        """The whole answer within the question's seconds; NotAnswered says why there is none.

        A worker that is ended from outside while it answers is replaced, once.
        """
        until = self.loop.time() + question.seconds
        try:
            return await self._asked(question, until)
        except Lost:  # others that wait may have been ended too
            return await self._asked(question, until, fresh=True)

    async def _asked(self, question: Question, until: float, *, fresh: bool = False) -> Outcome:
        worker = await self._lent(until, fresh)
        try:
            outcome = await self._answered(worker, question, until)
        except Refused:
            self._give_back(worker)
            raise
        except BaseException as error:
            self.counts.left += isinstance(error, asyncio.CancelledError)
            self._end(worker)
            raise
        else:
            self._give_back(worker)
            return outcome
        finally:
            self.admission.give_back()
            self.supply.replenish()

    async def _lent(self, until: float, fresh: bool) -> WorkerHandle:
        """A worker, a `fresh` one if possible, once one can be had; Busy where that is not in time."""
        while True:
            await self.admission.take(until)
            try:
                return await self._found(until, fresh)
            except OSError:  # the zygote has just died: wait for the next
                self.supply.zygote_ended()
                self.admission.give_back()
                await asyncio.sleep(AGAIN)
            except BaseException:
                self.admission.give_back()
                raise

    async def _found(self, until: float, fresh: bool) -> WorkerHandle:
        """A worker for whoever has a place; OSError where there is no zygote, Busy where none is born in time."""
        until = min(until, self.loop.time() + self.size.patience)
        while True:
            try:
                return self.supply.worker(fresh)
            except Crowded:
                pass
            try:
                await self.supply.room(until)
            except TimeoutError as error:
                raise self.admission.busy() from error

    async def _answered(self, worker: WorkerHandle, question: Question, until: float) -> Outcome:
        left = until - self.loop.time()
        waiter = worker.waiter = self.loop.create_future()
        worker.look = self.loop.call_later(min(LOOK, left), self._lasts, worker, until)
        try:
            for message in messages(Question(question.about, question.body, left)):
                while not (waiter.done() or self._sent(worker, message)):
                    await self._writable(worker, waiter)
            return Outcome(await waiter, worker.body)
        finally:
            worker.look.cancel()
            # The future, its exception and this frame hold each other: without this the collector, and not
            # the reference count, would free the body of an answer.
            del waiter

    def _sent(self, worker: WorkerHandle, message: bytes) -> bool:
        """False where the channel takes no more now."""
        try:
            worker.channel.send(message)
        except BlockingIOError:
            return False
        except ConnectionError:
            return True  # EPIPE: nobody reads any more, and what is left to hear on the channel says why
        except OSError as error:
            raise self._lost() from error
        return True

    async def _writable(self, worker: WorkerHandle, waiter: asyncio.Future[Any]) -> None:
        """Wait until the channel takes more, or the worker has ended."""
        # Not loop.sock_sendall: nobody would wake it when the channel is closed meanwhile.
        number, writable = worker.channel.fileno(), self.loop.create_future()
        self.loop.add_writer(number, lambda: None if writable.done() else writable.set_result(None))
        try:
            await asyncio.wait((writable, waiter), return_when=asyncio.FIRST_COMPLETED)
        finally:
            if worker in self.supply.alive:
                self.loop.remove_writer(number)

    def _lasts(self, worker: WorkerHandle, until: float) -> None:
        """The question is a long one, or its deadline has passed."""
        if worker.waiter is None or worker.waiter.done():
            return
        left = until - self.loop.time()
        if left <= 0:
            self._too_long(worker)
        elif worker.pid and processor_seconds(worker.pid) - worker.used_before > LONG:
            self.scheduler.join(worker)
            worker.look = self.loop.call_later(left, self._deadline, worker, worker.waiter)
            if len(self.scheduler.long) > max(1, self.size.workers * LONG_SHARE):
                self._make_way(0)
        else:  # it has hardly begun
            worker.look = self.loop.call_later(min(LOOK, left), self._lasts, worker, until)

    def _deadline(self, worker: WorkerHandle, waiter: asyncio.Future[Any]) -> None:
        if waiter is worker.waiter and not waiter.done():
            self._too_long(worker)

    def _too_long(self, worker: WorkerHandle) -> None:
        self.counts.deadline += 1
        self._fail(worker, TooLong("The deadline has passed."))

    def _make_way(self, most: float = GREEDY) -> None:
        """End the question that has used the most, where that is more than `most` seconds."""
        found = self.scheduler.greediest() if self.size.makes_way else None
        if found is not None and found[1] >= most:
            worker, used = found
            assert isinstance(worker, WorkerHandle)
            self.counts.evicted += 1
            self._fail(worker, Evicted(used))

    def _give_back(self, worker: WorkerHandle) -> None:
        """The worker can answer again, unless it must go behind all others for ever."""
        worker.waiter, worker.body = None, Body(self.spool)
        fair = worker not in self.scheduler.long or prefer_no_other(worker.pid)
        self.scheduler.leave(worker)
        if fair:
            self.supply.give_back(worker)
        else:
            self.supply.end(worker)

    def _end(self, worker: WorkerHandle) -> None:
        worker.waiter = None
        self.scheduler.leave(worker)
        self.supply.end(worker)

    def _fail(self, worker: WorkerHandle, error: NotAnswered) -> None:
        """The worker is ended, and whoever waits for it is told why."""
        waiter = worker.waiter
        self._end(worker)
        if waiter is None:
            self.loop.call_later(AGAIN, self.supply.replenish)
        elif not waiter.done():
            waiter.set_exception(error)

    def _hear(self, worker: WorkerHandle) -> None:
        """Take what a worker has sent."""
        for _ in range(READS):
            try:
                kind, rest = receive(worker.channel)
            except BlockingIOError:
                return
            except ConnectionResetError:
                continue  # told once, and before what was sent: a part of the question was never read
            except OSError:
                kind, rest = b"", b""
            if kind == CHUNK:
                try:
                    worker.body.add(rest)
                except NoRoom as error:
                    self._not_stored(worker, error)
                    return
            elif kind == HELLO:
                self.supply.introduced(worker, int(rest))
                if worker not in self.supply.alive:
                    return
            else:
                self._heard_last(worker, kind, rest)
                return

    def _heard_last(self, worker: WorkerHandle, kind: bytes, rest: bytes) -> None:
        waiter = worker.waiter
        if kind not in (END, REFUSED):
            self.supply.unborn(worker)
            if worker not in self.supply.alive:
                return
            self._fail(worker, self._death(int(rest) if kind == DIED else 0))
        elif waiter is None or waiter.done():
            return
        elif kind == END:
            worker.used_before, about, last = read_end(rest)
            try:
                worker.body.add(last)
                worker.body.complete()
            except NoRoom as error:
                self._not_stored(worker, error)
            else:
                waiter.set_result(about)
        else:
            reason, message = read_refusal(rest)
            if reason == "memory":
                self._fail(worker, self._death(signal.SIGABRT))
            else:
                waiter.set_exception(Refused(reason, message))

    def _not_stored(self, worker: WorkerHandle, error: NoRoom) -> None:
        self.counts.no_room += 1
        self._fail(worker, NotStored(error))

    def _death(self, number: int) -> NotAnswered:
        # SIGABRT: the engine aborts when the limit on address space gives it no more memory.
        if number == signal.SIGABRT:
            self.counts.memory += 1
            return TooMuchMemory("It needs more memory than it may have.")
        if number in CRASHES:
            self.counts.crashed += 1
            return Crashed("It cannot be answered.")
        return self._lost()

    def _lost(self) -> Lost:
        self.counts.lost += 1
        return Lost("The worker was ended while it answered. Try again.")

    async def close(self, patience: float) -> None:
        """End all when nothing is in flight any more, or after `patience` seconds."""
        until = self.loop.time() + patience
        while self.admission.taken and self.loop.time() < until:
            await asyncio.sleep(0.02)
        for worker in [*self.supply.alive]:
            self._fail(worker, Busy("The server stops."))
        await self.supply.close()
