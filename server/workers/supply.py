"""Where workers come from: a zygote that is started again when it dies, and some workers kept ready."""

import asyncio
from collections import deque
from collections.abc import Callable

from server.workers.handle import Counts, PoolSize, WorkerHandle
from server.workers.spawner import NoStart, Spawner

# Seconds before each try to start the zygote anew: the first at once, since it may have been killed by hand.
BACKOFF = (0.0, 0.1, 0.5, 1.0, 5.0)
# A zygote that has lived so long did not die of its start, and the next is started without a pause.
STEADY = 60.0
# Seconds without a question after which a worker beyond those kept ready is ended: its copies of pages are memory.
UNUSED = 10.0


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
    ) -> None:
        self.start, self.size, self.counts, self.loop = start, size, counts, loop
        self.hear, self.ready_again = hear, ready_again
        self.idle: deque[WorkerHandle] = deque()
        self.alive: set[WorkerHandle] = set()
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

    def worker(self, fresh: bool) -> WorkerHandle:
        """A worker that does nothing yet: the last that was used, or a new one; OSError where there is neither."""
        # The last that was used: its pages are in the processor's cache, and the longest unused can be thinned out.
        if self.idle and not (fresh and self.zygote):
            return self.idle.pop()
        return self._born()

    def _born(self) -> WorkerHandle:
        if self.zygote is None:
            raise OSError("no zygote")
        worker = WorkerHandle(self.zygote.worker())
        self.counts.born += 1
        self.alive.add(worker)
        self.loop.add_reader(worker.channel.fileno(), self.hear, worker)
        return worker

    def give_back(self, worker: WorkerHandle) -> None:
        """A worker that may be used again."""
        if worker in self.alive and self.size.reuse and not self.closed:
            worker.idle_since = self.loop.time()
            self.idle.append(worker)
        else:
            self.end(worker)

    def end(self, worker: WorkerHandle) -> None:
        """Kill a worker, if it lives."""
        if worker in self.idle:
            self.idle.remove(worker)
        if worker in self.alive:
            self.alive.remove(worker)
            self.loop.remove_reader(worker.channel.fileno())
            self.loop.remove_writer(worker.channel.fileno())
            worker.end()

    def replenish(self) -> None:
        """Keep some workers ready, but not more than there may be."""
        if self.closed or self.zygote is None:
            return
        while len(self.idle) < self.size.ready and len(self.alive) < self.size.workers:
            try:
                self.idle.appendleft(self._born())
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
        zygote.end()
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
        if self.zygote is not None:
            zygote, self.zygote = self.zygote, None
            self.loop.remove_reader(zygote.control.fileno())
            await asyncio.to_thread(zygote.end)
