"""What the workers cost: the way to one and back, and the time until a killed one is replaced.

All is started and asked as the server does it, in an event loop of the same kind, without the web server.
"""

import asyncio
import gc
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvloop

from endpoint.floor import answered, loaded
from endpoint.queries import LOOKUP
from server.runtime import LoopHost
from server.settings import MEGABYTE, Settings
from server.sparql.limits import look_at
from server.sparql.sparql_query import SparqlQuery
from server.workers.outcome import NotAnswered
from server.workers.pool import Pool

BATCH = 200
HEARD, ALONE = 0.01, 2.0
Ask = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Costs:
    """Seconds: each answer by way of a worker, each by the engine alone, each reading of the query by the gate.

    After a kill, the answer to who asks: at once, when one idle worker was killed, and when all were;
    and when the death of all has been heard of, so that the answer is that of a new one. `unasked`,
    when nobody asks: until as many are ready as before. Infinite: no answer (503), or none ready.
    """

    pooled: list[float]
    raw: list[float]
    gate: list[float]
    one_killed: list[float]
    all_killed: list[float]
    forked: list[float]
    unasked: list[float]


def measured(graph: Path, times: int, kills: int) -> Costs:
    """All costs over one graph."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_measured(graph, times, kills))


async def _measured(graph: Path, times: int, kills: int) -> Costs:
    settings, counter = Settings(graph=graph, cache_mb=0), iter(range(1 << 60))
    runtime = LoopHost(settings).runtime
    runtime.start(asyncio.get_running_loop())
    evaluator = runtime.site.now.evaluator
    pool, pooled = evaluator.pool, list[float]()
    most = settings.answer_mb * MEGABYTE, settings.rows
    ask_pool = pool.ask

    async def timed_pool(*asked: Any) -> Any:
        begun = time.perf_counter()
        answer = await ask_pool(*asked)
        pooled.append(time.perf_counter() - begun)
        return answer

    def text() -> str:
        return f"{LOOKUP}\n#{next(counter)}"

    async def ask() -> None:
        query = SparqlQuery(text(), None, None, "json", "nt", settings.timeout, *most)
        await evaluator.answer(query)

    store, raw, gate = loaded(graph), list[float](), list[float]()
    gc.freeze()  # as the server does
    try:
        pool.ask = timed_pool  # type: ignore[method-assign, assignment]
        for _ in range(max(1, times // BATCH)):
            for _ in range(BATCH):
                await ask()
            for _ in range(BATCH):
                raw.append(_timed(lambda: answered(store, text())))
            for _ in range(BATCH):
                gate.append(_timed(lambda: look_at(text())))
        pool.ask = ask_pool  # type: ignore[method-assign]
        ready = pool.size.ready
        one = [await _asked_after_kill(pool, ask, 1, 0) for _ in range(kills)]
        every = [await _asked_after_kill(pool, ask, ready, 0) for _ in range(kills)]
        forked = [await _asked_after_kill(pool, ask, ready, HEARD) for _ in range(kills)]
        alone = [await _unasked(pool, ask) for _ in range(max(1, kills // 20))]
    finally:
        await runtime.close()
        gc.unfreeze()
    return Costs(pooled, raw, gate, one, every, forked, alone)


def _timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def _living(pool: Pool) -> int:
    return sum(worker in pool.supply.alive and worker.pid > 0 for worker in pool.supply.idle)


async def _whole(pool: Pool, ask: Ask) -> None:
    """Wait until as many workers as there should be are idle and have said who they are."""
    while _living(pool) < pool.size.ready:
        await ask()
        await asyncio.sleep(0.02)


async def _asked_after_kill(pool: Pool, ask: Ask, kill: int, heard: float) -> float:
    """Kill the idle workers that would be asked next, wait `heard` seconds, and ask."""
    await _whole(pool, ask)
    for worker in list(pool.supply.idle)[-kill:]:
        worker.tell(signal.SIGKILL)
    await asyncio.sleep(heard)
    begun = time.perf_counter()
    try:
        await ask()
    except NotAnswered:
        return float("inf")
    return time.perf_counter() - begun


async def _unasked(pool: Pool, ask: Ask) -> float:
    """Kill all idle workers, and wait until others are ready."""
    await _whole(pool, ask)
    for worker in list(pool.supply.idle):
        worker.tell(signal.SIGKILL)
    begun = time.perf_counter()
    await asyncio.sleep(HEARD)
    while _living(pool) < pool.size.ready:
        if time.perf_counter() - begun > ALONE:
            return float("inf")
        await asyncio.sleep(0.001)
    return time.perf_counter() - begun
