"""Workers that are asked for and not there yet: bounded, counted until they are there, and never waited for in the loop."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.workers import supply
from server.workers.outcome import Busy, NotAnswered
from server.workers.spawner import NoStart, Spawner
from tests.server.workers.pools import Bench, gone, in_loop, state, until, working


@contextmanager
def stopped(bench: Bench) -> Iterator[int]:
    """The zygote does nothing meanwhile, as on a machine that has no time for it."""
    pid = bench.starts.zygotes[-1].process.pid
    os.kill(pid, signal.SIGSTOP)
    try:
        yield pid
    finally:
        os.kill(pid, signal.SIGCONT)


@in_loop
async def test_questions_that_are_left_at_once_ask_for_a_few_workers_only(tmp_path: Path) -> None:
    async with working(tmp_path, workers=16, ready=2, patience=0.2) as bench:
        await bench.who()
        with stopped(bench) as pid:
            for number in range(300):
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.001):
                        await bench.waits(f"left {number}")
            births = len(bench.pool.supply.births)
            assert births <= supply.BIRTHS
            assert state(pid) == "T"
        await until(lambda: not bench.pool.supply.births, "all have said who they are")
        await until(lambda: len(bench.alive) == 2, "as many are there as are kept ready")
        assert await bench.who()
        assert bench.counts.zygotes == 1
        assert bench.counts.born < 50


@in_loop
async def test_who_waits_for_a_birth_is_answered_when_there_is_one(tmp_path: Path) -> None:
    async with working(tmp_path, workers=16, ready=0, waiting=40) as bench:
        with stopped(bench):
            asked = [bench.asks("who") for _ in range(16)]
            await asyncio.sleep(0.1)
            assert len(bench.pool.supply.births) == supply.BIRTHS
        found = await asyncio.gather(*asked)
        assert len({one.about for one in found}) <= 16
        assert bench.counts.born <= 16


@in_loop
async def test_who_waits_for_a_birth_in_vain_is_told_so_and_gives_the_place_back(
    tmp_path: Path,
) -> None:
    async with working(tmp_path, workers=16, ready=0, patience=0.2) as bench:
        with stopped(bench):
            asked = [bench.asks("who", seconds=1) for _ in range(16)]
            found = await asyncio.gather(*asked, return_exceptions=True)
        assert all(isinstance(one, NotAnswered) for one in found)
        assert sum(type(one) is Busy for one in found) == 16 - supply.BIRTHS
        assert bench.counts.busy == 16 - supply.BIRTHS
        assert bench.taken == 0
        await until(lambda: not bench.pool.supply.births, "those that were given up are ended")
        assert await bench.who()


@in_loop
async def test_a_worker_that_is_ended_before_it_is_there_does_not_live_on(tmp_path: Path) -> None:
    async with working(tmp_path, workers=2, ready=0) as bench:
        with stopped(bench):
            asked = bench.waits("never")
            await until(lambda: bench.pool.supply.births, "one is asked for")
            (worker,) = bench.alive
            asked.cancel()
            await until(lambda: not bench.alive, "it is ended")
            assert worker in bench.pool.supply.births
        await until(lambda: worker.pid, "it is there")
        await until(lambda: gone(worker.pid), "it is gone")


@in_loop
async def test_a_zygote_that_is_stuck_is_replaced_and_its_workers_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supply, "LATE", 0.1)
    monkeypatch.setattr(supply, "STUCK", 0.5)
    async with working(tmp_path, workers=4, ready=0) as bench:
        asked = bench.waits("flight")
        pid = await bench.process("flight")
        stuck = bench.starts.zygotes[-1].process.pid
        os.kill(stuck, signal.SIGSTOP)
        assert bench.pool.ready
        another = bench.asks("who")
        await until(lambda: not bench.pool.ready, "it is noticed")
        await until(lambda: bench.counts.zygotes == 2, "there is another")
        assert int((await another).about) != pid
        assert gone(stuck)
        assert bench.pool.ready
        bench.go_on("flight")
        assert int((await asked).about) == pid


@in_loop
async def test_nothing_waits_in_the_loop_for_a_zygote_to_end(tmp_path: Path) -> None:
    async with working(tmp_path, workers=4, ready=0) as bench:
        with stopped(bench):
            begun = time.monotonic()
            bench.pool.supply.zygote_ended()
            assert time.monotonic() - begun < 0.5
            assert await bench.who()  # of the next one
        assert bench.counts.zygotes == 2


def test_a_process_that_cannot_be_made_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(NoStart, match="No such file"):
        Spawner.started("server.sparql.query_task", "", 1 << 29)
