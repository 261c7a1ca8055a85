"""Admission of questions: so many are worked on at once, so many wait, and nobody waits without end."""

import asyncio
from collections import deque
from collections.abc import Callable

from server.workers.handle import Counts, PoolSize
from server.workers.outcome import Busy, NoWorkers


class AdmissionQueue:
    """Who works and who waits. `capacity` tells how many may work now; `make_way` is called when somebody has to wait."""

    def __init__(
        self,
        size: PoolSize,
        counts: Counts,
        loop: asyncio.AbstractEventLoop,
        capacity: Callable[[], int],
        make_way: Callable[[], None],
    ) -> None:
        self.size, self.counts, self.loop = size, counts, loop
        self.capacity, self.make_way = capacity, make_way
        self.taken = 0
        self.queue: deque[asyncio.Future[None]] = deque()

    async def take(self, until: float) -> None:
        """Wait for a place; Busy where there is none in time."""
        if self.taken < self.capacity() and not self.queue:
            self.taken += 1
            return
        if len(self.queue) >= self.size.waiting:
            raise self.busy()
        self.make_way()
        turn = self.loop.create_future()
        self.queue.append(turn)
        try:
            # timeout_at cancels the wait; a turn that was given in the same instant is passed on by _withdraw.
            async with asyncio.timeout_at(min(until, self.loop.time() + self.size.patience)):
                await turn
        except BaseException as error:
            self._withdraw(turn)
            if isinstance(error, TimeoutError):
                raise self.busy() from error
            raise

    def give_back(self) -> None:
        """A place is free."""
        self.taken -= 1
        self.wake()

    def wake(self) -> None:
        """Whoever has waited longest goes first, as far as there are places."""
        while self.queue and self.taken < self.capacity():
            turn = self.queue.popleft()
            if not turn.done():
                self.taken += 1
                turn.set_result(None)

    def _withdraw(self, turn: asyncio.Future[None]) -> None:
        """Who waited waits no more; a place that was given just then goes to the next."""
        if turn in self.queue:
            self.queue.remove(turn)
        elif turn.done() and not turn.cancelled():
            self.give_back()

    def busy(self) -> Busy:
        """The reason for who has waited in vain, counted."""
        self.counts.busy += 1
        if self.capacity() == 0:
            return NoWorkers("There is no worker now; new ones are being started.")
        return Busy("All workers are taken, and others wait already. Try again in a moment.")
