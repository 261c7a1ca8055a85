"""Where workers come from: a zygote that is started again when it dies, and some workers kept ready."""

import asyncio
from collections import deque
from collections.abc import Callable

from server.workers.body import Body
from server.workers.budget import Budget
from server.workers.handle import Counts, PoolSize, WorkerHandle
from server.workers.spawner import NoStart, Spawner

# Seconds before each try to start the zygote anew: the first at once, since it may have been killed by hand.
BACKOFF = (0.0, 0.1, 0.5, 1.0, 5.0)
# A zygote that has lived so long did not die of its start, and the next is started without a pause.
STEADY = 60.0
# Seconds without a question after which a worker beyond those kept ready is ended: its copies of pages are memory.
UNUSED = 10.0
# Workers that are asked for and have not said who they are: more would fill the channel to the zygote.
BIRTHS = 8
# Seconds that a birth takes at most where nothing is wrong, and after which the zygote is taken for stuck.
LATE, STUCK = 2.0, 10.0


class Crowded(Exception):
    """As many workers are being born as may be at once."""


class WorkerSupply:
    """The living workers of one task. `hear` is called when one has sent something, `ready_again` when a new zygote is there."""

    def __init__(
        self,
        start: Callable[[], Spawner],
        size: PoolSize,
        counts: Counts,
        loop: asyncio.AbstractEventLoop,
        hear: Callable[[WorkerHandle], None],
        ready_again: Callable[[], None],
        spool: Budget | None,
    ) -> None:
        self.spool = spool
        self.start, self.size, self.counts, self.loop = start, size, counts, loop
        self.hear, self.ready_again = hear, ready_again
        self.idle: deque[WorkerHandle] = deque()
        self.alive: set[WorkerHandle] = set()
        # Since when and of whom each is expected, the first first. One that was ended meanwhile is in here and
        # not in `alive`: it is killed when it says who it is, since before there is nobody to kill.
        self.births: dict[WorkerHandle, tuple[float, Spawner]] = {}
        self.arrival = loop.create_future()
        self.expecting: asyncio.TimerHandle | None = None
        self.short = (
            False  # fewer are kept ready than should be, since as many are being born as may be
        )
        self.closed = False
        self.zygote: Spawner | None = None
        self.thinning = loop.call_later(UNUSED, self.thin_out)

    def take_over(self, zygote: Spawner) -> None:
        """A zygote that has started."""
        self.zygote, self.since = zygote, self.loop.time()
        self.counts.zygotes += 1
        # The zygote writes nothing after its start: its channel becomes readable when it has ended.
        self.loop.add_reader(zygote.control.fileno(), self.zygote_ended)
        self.replenish()

    @property
    def late(self) -> bool:
        """Whether a birth lasts longer than it should: the zygote is stuck, or the machine very busy."""
        return any(self.loop.time() - since > LATE for since, _ in self.births.values())

    def worker(self, fresh: bool) -> WorkerHandle:
        """A worker that does nothing yet: the last that was used, or a new one.

        OSError where there is no zygote that could be asked for one, Crowded where it has enough to do.
        """
        # The last that was used: its pages are in the processor's cache, and the longest unused can be thinned out.
        if self.idle and not (fresh and self.zygote):
            return self.idle.pop()
        return self._born()

    def _born(self) -> WorkerHandle:
        if self.zygote is None:
            raise OSError("no zygote")
        if len(self.births) >= BIRTHS:
            raise Crowded
        try:
            worker = WorkerHandle(self.zygote.worker(), Body(self.spool))
        except BlockingIOError as error:  # its channel is full: it is slow, and not dead
            raise Crowded from error
        self.counts.born += 1
        self.alive.add(worker)
        self.births[worker] = self.loop.time(), self.zygote
        if self.expecting is None:
            self.expecting = self.loop.call_later(STUCK, self._expect)
        self.loop.add_reader(worker.channel.fileno(), self.hear, worker)
        return worker

    def _expect(self) -> None:
        """Replace a zygote that has not made a worker in all that time; those that it has made go on."""
        self.expecting = None
        for since, zygote in self.births.values():
            left = since + STUCK - self.loop.time()
            if left > 0:
                self.expecting = self.loop.call_later(left, self._expect)
                return
            if zygote is self.zygote:
                zygote.process.kill()
                self.zygote_ended()

    async def room(self, until: float) -> None:
        """Wait until a birth has ended; TimeoutError where none has in time."""
        arrived, _ = await asyncio.wait((self.arrival,), timeout=max(0.0, until - self.loop.time()))
        if not arrived:
            raise TimeoutError

    def introduced(self, worker: WorkerHandle, pid: int) -> None:
        """A worker has said who it is."""
        worker.introduce(pid)
        self.unborn(worker)

    def unborn(self, worker: WorkerHandle) -> None:
        """A worker is expected no more: it is there, or will never be."""
        if self.births.pop(worker, None) is None:
            return
        if worker not in self.alive:
            self._bury(worker)
        arrival, self.arrival = self.arrival, self.loop.create_future()
        arrival.set_result(None)
        if self.short:
            self.replenish()

    def _bury(self, worker: WorkerHandle) -> None:
        self.loop.remove_reader(worker.channel.fileno())
        worker.end()

    def give_back(self, worker: WorkerHandle) -> None:
        """A worker that may be used again."""
        if worker in self.alive and self.size.reuse and not self.closed:
            worker.idle_since = self.loop.time()
            self.idle.append(worker)
        else:
            self.end(worker)

    def end(self, worker: WorkerHandle) -> None:
        """Kill a worker, if it lives; one that is being born, as soon as it is there."""
        if worker in self.idle:
            self.idle.remove(worker)
        if worker in self.alive:
            self.alive.remove(worker)
            self.loop.remove_writer(worker.channel.fileno())
            if worker not in self.births:
                self._bury(worker)

    def replenish(self) -> None:
        """Keep some workers ready, but not more than there may be."""
        self.short = False
        if self.closed or self.zygote is None:
            return
        while len(self.idle) < self.size.ready and len(self.alive) < self.size.workers:
            try:
                self.idle.appendleft(self._born())
            except Crowded:
                self.short = True
                return
            except OSError:
                return

    def thin_out(self) -> None:
        """End workers that were needed for a rush and have done nothing since."""
        before = self.loop.time() - UNUSED
        while len(self.idle) > self.size.ready and self.idle[0].idle_since < before:
            self.end(self.idle[0])
        if not self.closed:
            self.thinning = self.loop.call_later(UNUSED, self.thin_out)

    def zygote_ended(self) -> None:
        """Start another one, soon; workers that live go on."""
        if self.zygote is None:
            return
        zygote, self.zygote = self.zygote, None
        self.loop.remove_reader(zygote.control.fileno())
        # In a thread: it may take seconds until it has ended.
        self.loop.run_in_executor(None, zygote.end)
        if not self.closed:
            self.restarting = self.loop.create_task(self._restart())

    async def _restart(self) -> None:
        tries = 0 if self.loop.time() - self.since > STEADY else 1
        while not self.closed:
            await asyncio.sleep(BACKOFF[min(tries, len(BACKOFF) - 1)])
            tries += 1
            try:
                zygote = await asyncio.to_thread(self.start)
            except (NoStart, OSError):
                continue
            if self.closed:
                zygote.end()
            else:
                self.take_over(zygote)
                self.ready_again()
            return

    async def close(self) -> None:
        """End all."""
        self.closed = True
        self.thinning.cancel()
        for worker in [*self.alive]:
            self.end(worker)
        for worker in [*self.births]:
            self.unborn(worker)
        if self.expecting is not None:
            self.expecting.cancel()
        if self.zygote is not None:
            zygote, self.zygote = self.zygote, None
            self.loop.remove_reader(zygote.control.fileno())
            await asyncio.to_thread(zygote.end)
