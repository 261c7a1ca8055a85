"""What lives as long as the process that serves: workers, caches, counts, log, all tied to one event loop."""

import asyncio
import atexit
import contextlib
import os
import sys
import threading
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Protocol, TypeVar

import uvloop

from server.http.messages import HttpError
from server.operations.access_log import AccessLog
from server.operations.gauges import figures
from server.operations.memory import give_back
from server.operations.metrics import Metrics
from server.publication.site import READY, Site
from server.settings import MEGABYTE, Settings
from server.text_check.check_pool import CheckPool
from server.validation.validation_pool import ValidationPool
from server.workers.budget import Budget
from server.workers.handle import PoolSize

FLUSH = 0.2  # seconds between two writes of the log
TRIM = 5.0  # seconds between two returns of freed memory to the system
STARTING = 300.0
WAITING_VALIDATIONS = 8
RUNNING = 0.75  # of the threads that may wait for queries, those whose query is worked on
Result = TypeVar("Result")


class Runtime:
    """Everything that a process serves from. Made anywhere, started and used in the thread of its loop."""

    def __init__(self, settings: Settings, size: PoolSize, waiting_validations: int) -> None:
        self.settings = settings
        self.log = AccessLog(settings.access_log)
        spool = Budget(settings.spool_mb * MEGABYTE)
        self.bodies = Budget(settings.bodies_mb * MEGABYTE)
        self.site = Site(settings, size, spool, self.log.event)
        self.validator = ValidationPool(settings, waiting_validations, spool)
        self.checker = CheckPool(settings, lambda: self.site.now.snapshot, spool)
        self.metrics = Metrics((partial(figures, self.site, self.bodies),))

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Load the snapshot and start the workers; RusfeltError where that cannot be."""
        self.loop = loop
        self.site.start(loop)
        self.watching = loop.create_task(self.site.watch())
        loop.call_later(FLUSH, self._flush)
        loop.call_later(TRIM, self._trim)

    async def close(self) -> None:
        """End the workers, and write the rest of the log."""
        self.watching.cancel()
        await asyncio.gather(self.site.close(), self.validator.close(), self.checker.close())
        self.log.close()

    def _flush(self) -> None:
        self.log.flush()
        self.loop.call_later(FLUSH, self._flush)

    def _trim(self) -> None:
        self.loop.run_in_executor(None, give_back)
        self.loop.call_later(TRIM, self._trim)


class Host(Protocol):
    """Where the application finds the runtime of its process, and how one of its threads waits for the loop."""

    @property
    def settings(self) -> Settings:
        """What the server was told."""

    @property
    def runtime(self) -> Runtime:
        """The runtime, started."""

    def wait(self, awaitable: Callable[[], Awaitable[Result]], lasting: bool) -> Result:
        """The result of what `awaitable` makes in the loop, for a thread that has nothing else to do.

        HttpError 503 where it is a lasting one, and as many wait already as may.
        """


class LoopHost:
    """A runtime in the loop of the web server, which awaits for itself."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        size = PoolSize(settings.workers, READY, settings.waiting, settings.patience)
        self.runtime = Runtime(settings, size, WAITING_VALIDATIONS)

    def wait(self, awaitable: Callable[[], Awaitable[Result]], lasting: bool) -> Result:  # noqa: ARG002
        """Nobody should: what needs the loop was awaited before the application was called."""
        raise RuntimeError("the web server awaits for the application")


class ThreadHost:
    """A runtime in a thread of its own, beside a web server that has threads and no loop.

    Each query holds a thread of the web server while it waits, so no more wait than `settings.threads`: of
    these, three in four have a worker, and the next ends the query that has used the most, as ever. A
    server with more threads than that has some left for pages, whatever is asked.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        workers = min(settings.workers, max(1, int(settings.threads * RUNNING)))
        waiting = min(settings.waiting, settings.threads - workers)
        self.size = PoolSize(workers, min(READY, workers), waiting, settings.patience)
        self._starting = threading.Lock()
        self._runtime: Runtime | None = None
        self._inherited: list[Runtime | None] = []
        # A server that forks after it has loaded the application (gunicorn --preload): threads do not
        # survive a fork, and the loop's descriptors would be shared, so the child starts its own.
        os.register_at_fork(after_in_child=self._forget)

    @property
    def runtime(self) -> Runtime:
        """The runtime of this process, started when it is asked for the first time; RusfeltError."""
        found = self._runtime
        return found if found is not None else self.start()

    def start(self) -> Runtime:
        """Start the runtime, unless it is; RusfeltError where it cannot be."""
        with self._starting:
            if self._runtime is None:
                self._runtime = self._started()
            return self._runtime

    def wait(self, awaitable: Callable[[], Awaitable[Result]], lasting: bool) -> Result:
        """See Host."""
        runtime = self.runtime
        if lasting and not self._free.acquire(blocking=False):
            raise HttpError(
                503,
                "All threads that may wait for queries do. Try again in a moment.",
                ("retry-after", "2"),
            )
        try:

            async def awaited() -> Result:
                return await awaitable()

            return asyncio.run_coroutine_threadsafe(awaited(), runtime.loop).result()
        finally:
            if lasting:
                self._free.release()

    def close(self) -> None:
        """End the workers and the thread."""
        runtime, self._runtime = self._runtime, None
        if runtime is not None:
            with contextlib.suppress(TimeoutError):
                asyncio.run_coroutine_threadsafe(runtime.close(), runtime.loop).result(10)
            runtime.loop.call_soon_threadsafe(runtime.loop.stop)
            self._thread.join(10)

    def _forget(self) -> None:
        # Kept, not freed: its destructors would close and signal what belongs to the parent.
        self._inherited.append(self._runtime)
        self._starting, self._runtime = threading.Lock(), None

    def _started(self) -> Runtime:
        self._free = threading.BoundedSemaphore(self.settings.threads)
        # Two threads hand a query to each other: each gives up the GIL after 1 ms, not 5.
        sys.setswitchinterval(0.001)
        runtime = Runtime(self.settings, self.size, 1)
        ready, failed = threading.Event(), list[BaseException]()
        self._thread = threading.Thread(
            target=_run, args=(runtime, ready, failed), name="rusfelt", daemon=True
        )
        self._thread.start()
        if not ready.wait(STARTING):
            raise TimeoutError(f"the snapshot was not loaded within {STARTING:g} seconds")
        if failed:
            raise failed[0]
        # A thread that is still in its loop when the interpreter ends may hold that up for ever.
        atexit.unregister(self.close)
        atexit.register(self.close)
        return runtime


def _run(runtime: Runtime, ready: threading.Event, failed: list[BaseException]) -> None:
    """The life of the thread: start the runtime, then run its loop until it is stopped."""
    loop = uvloop.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        runtime.start(loop)
    except BaseException as error:
        failed.append(error)
        ready.set()
        loop.close()
        return
    ready.set()
    loop.run_forever()
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
