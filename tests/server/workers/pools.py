"""A pool over the task of the tests, in an event loop of its own."""

import asyncio
import contextlib
import functools
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec

from server.workers.budget import Budget
from server.workers.channel import Question
from server.workers.handle import Counts, PoolSize, WorkerHandle
from server.workers.outcome import Outcome
from server.workers.pool import Pool
from server.workers.spawner import NoStart, Spawner

TASK = "tests.server.workers.task"
MEMORY = 200_000_000
IN_TIME = 10.0
STEP = 0.005
Given = ParamSpec("Given")
loops: list[Callable[[], asyncio.AbstractEventLoop]] = [asyncio.new_event_loop]


def in_loop(test: Callable[Given, Awaitable[None]]) -> Callable[Given, None]:
    """The test, run in a loop; none may hang."""

    @functools.wraps(test)
    def run(*given: Given.args, **named: Given.kwargs) -> None:
        async def limited() -> None:
            async with asyncio.timeout(3 * IN_TIME):
                await test(*given, **named)

        def ran() -> None:
            with asyncio.Runner(loop_factory=loops[-1]) as runner:
                runner.run(limited())

        # In a thread: a browser of the session keeps a loop of its own in this one.
        with ThreadPoolExecutor(1) as threads:
            threads.submit(ran).result()

    return run


async def until(found: Callable[[], object], what: str) -> None:
    """Wait until something is so; AssertionError where it is not in time."""
    end = time.monotonic() + IN_TIME
    while not found():
        assert time.monotonic() < end, f"not in time: {what}"
        await asyncio.sleep(STEP)


@dataclass
class Starts:
    """Starts zygotes, and has those that were started; `faults` times in a row it cannot. `at`: when it was asked to."""

    descriptors: int = 0
    memory: int = MEMORY
    faults: int = 0
    zygotes: list[Spawner] = field(default_factory=list)
    at: list[float] = field(default_factory=list)

    def __call__(self) -> Spawner:
        self.at.append(time.monotonic())
        if self.faults:
            self.faults -= 1
            raise NoStart("it is told not to")
        self.zygotes.append(Spawner.started(TASK, str(self.descriptors), self.memory))
        return self.zygotes[-1]


@dataclass
class Bench:
    """A pool, and a folder in which its workers tell of themselves."""

    pool: Pool
    folder: Path
    starts: Starts

    @property
    def counts(self) -> Counts:
        """What has happened."""
        return self.pool.counts

    @property
    def alive(self) -> set[WorkerHandle]:
        """The workers that live."""
        return self.pool.supply.alive

    @property
    def waiting(self) -> int:
        """How many wait for a worker."""
        return len(self.pool.admission.queue)

    @property
    def taken(self) -> int:
        """How many have a worker."""
        return self.pool.admission.taken

    async def ask(self, *told: object, body: bytes = b"", seconds: float = 20.0) -> Outcome:
        """What comes of a question that tells the task what to do."""
        return await self.pool.ask(Question(json.dumps(told).encode(), body, seconds))

    def asks(
        self, *told: object, body: bytes = b"", seconds: float = 20.0
    ) -> asyncio.Task[Outcome]:
        """The same, and not waited for."""
        return asyncio.create_task(self.ask(*told, body=body, seconds=seconds))

    async def who(self) -> int:
        """The process that answers."""
        return int((await self.ask("who")).about)

    def waits(self, name: str, **more: float) -> asyncio.Task[Outcome]:
        """A question that is answered once it is let go on."""
        return self.asks("wait", str(self.folder), name, **more)  # type: ignore[arg-type]

    def spins(self, seconds: float, name: str, **more: float) -> asyncio.Task[Outcome]:
        """A question that uses the processor so long, then is answered once it is let go on."""
        return self.asks("spin", seconds, str(self.folder), name, **more)  # type: ignore[arg-type]

    def begun(self, name: str) -> list[int]:
        """The processes that work on such a question, or have."""
        folder = self.folder / name
        found = folder.iterdir() if folder.exists() else ()
        return [int(one.name) for one in found if one.name.isdecimal()]

    async def process(self, name: str) -> int:
        """The process that works on such a question, once it does."""
        await until(lambda: self.begun(name), f"{name} is worked on")
        return self.begun(name)[0]

    async def longs(self, number: int) -> None:
        """Wait until so many questions are long ones."""
        await until(lambda: len(self.pool.scheduler.long) == number, f"{number} are long")

    def go_on(self, name: str) -> None:
        """Let a question go on to its end."""
        (self.folder / name / "on").mkdir(parents=True)
        for pid in self.begun(name):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGUSR1)


@asynccontextmanager
async def working(
    folder: Path, starts: Starts | None = None, spool: Budget | None = None, **size: float
) -> AsyncIterator[Bench]:
    """A pool of a size; when all is asked that is, every place must have been given back."""
    told = starts or Starts()
    zygote = await asyncio.to_thread(told)
    given = PoolSize(**{"workers": 2, "ready": 1, "waiting": 8, "patience": IN_TIME, **size})  # type: ignore[arg-type]
    pool = Pool(zygote, told, given, Counts(), asyncio.get_running_loop(), spool)
    bench = Bench(pool, folder, told)
    try:
        yield bench
        assert (bench.taken, bench.waiting) == (0, 0)
        assert not pool.scheduler.long
    finally:
        await pool.close(0)


def state(pid: int) -> str:
    """What a process does: R runs, S sleeps, T is stopped, Z has ended; empty where it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return ""


def gone(pid: int) -> bool:
    """Whether a process has ended."""
    return state(pid) in ("", "Z", "X")
