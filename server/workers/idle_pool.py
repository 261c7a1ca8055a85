"""A pool that is started when the first question comes, and ends when none has come for a while."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from server.workers.pool import Pool

# Seconds without a question after which the workers end: each zygote holds what it has loaded in memory.
IDLE = 300.0


@dataclass
class IdlePool:
    """At most one pool; `make` starts it, and raises where it cannot be started."""

    make: Callable[[], Awaitable[Pool]]
    pool: Pool | None = None
    _idle: asyncio.TimerHandle | None = None
    _starting: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def started(self, fit: Callable[[], bool] = lambda: True) -> Pool:
        """The pool; another one, where that which there is is not `fit` any more."""
        self._stay()
        async with self._starting:
            if self.pool is not None and not fit():
                await self.close()
            if self.pool is None:
                self.pool = await self.make()
            return self.pool

    def rest(self) -> None:
        """When the last is done, wait a while for another, then end the workers: they take memory."""
        self._stay()
        loop = asyncio.get_running_loop()
        self._idle = loop.call_later(IDLE, lambda: loop.create_task(self._end_idle()))

    async def close(self) -> None:
        """End the workers."""
        self._stay()
        pool, self.pool = self.pool, None
        if pool is not None:
            await pool.close(0)

    def _stay(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    async def _end_idle(self) -> None:
        if self.pool is not None and not self.pool.admission.taken:
            await self.close()
