"""Where workers come from: reused or not, kept ready, thinned out, and a zygote that is started again."""

import asyncio
import os
import signal
from itertools import pairwise
from pathlib import Path

import pytest

from server.workers import supply
from server.workers.outcome import Busy
from server.workers.spawner import NoStart, Spawner
from tests.server.workers.pools import TASK, Bench, Starts, gone, in_loop, until, working


async def zygote_dies(bench: Bench) -> None:
    """The zygote is killed, and the loop has not heard of it."""
    process = bench.starts.zygotes[-1].process
    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)


async def rush(bench: Bench, number: int) -> None:
    """So many questions at once, all answered."""
    names = [f"rush {one}" for one in range(number)]
    asked = [bench.waits(name) for name in names]
    for name in names:
        await bench.process(name)
        bench.go_on(name)
    await asyncio.gather(*asked)


@in_loop
async def test_a_worker_answers_one_question_after_another(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        assert len({await bench.who() for _ in range(5)}) == 1
        assert bench.counts.born == 1


@in_loop
async def test_without_reuse_each_question_has_a_worker_of_its_own(tmp_path: Path) -> None:
    async with working(tmp_path, reuse=False) as bench:
        found = [await bench.who() for _ in range(5)]
        assert len(set(found)) == 5
        await until(lambda: all(map(gone, found)), "those that have answered are ended")


@in_loop
async def test_some_are_kept_ready_and_the_last_used_is_used_again(tmp_path: Path) -> None:
    async with working(tmp_path, workers=4, ready=3) as bench:
        assert len(bench.alive) == 3
        assert len({await bench.who() for _ in range(4)}) == 1
        assert len(bench.alive) == 3


@in_loop
async def test_no_more_are_kept_ready_than_there_may_be(tmp_path: Path) -> None:
    async with working(tmp_path, workers=2, ready=5) as bench:
        await bench.who()
        assert len(bench.alive) == 2


@in_loop
async def test_one_that_dies_while_it_has_nothing_to_do_is_replaced(tmp_path: Path) -> None:
    async with working(tmp_path, ready=2) as bench:
        await until(lambda: all(one.pid for one in bench.alive), "they have said who they are")
        old = {one.pid for one in bench.alive}
        os.kill(min(old), signal.SIGKILL)
        await until(lambda: bench.counts.born == 3, "there is another")
        assert len(bench.alive) == 2
        assert await bench.who()


@in_loop
async def test_workers_of_a_rush_are_ended_when_they_are_not_needed_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supply, "UNUSED", 0.3)
    async with working(tmp_path, workers=6, ready=2) as bench:
        await rush(bench, 6)
        assert len(bench.alive) == 6
        pids = {one.pid for one in bench.alive}
        await until(lambda: len(bench.alive) < 6, "the first are ended")
        await until(lambda: len(bench.alive) == 2, "all are ended but two")
        await until(lambda: sum(map(gone, pids)) == 4, "their processes too")
        await asyncio.sleep(0.7)
        assert len(bench.alive) == 2
        assert bench.counts.born == 6


@in_loop
async def test_workers_that_are_needed_are_not_thinned_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with working(tmp_path, workers=4, ready=0) as bench:
        await rush(bench, 4)
        monkeypatch.setattr(supply, "UNUSED", 60.0)
        bench.pool.supply.thin_out()
        assert len(bench.alive) == 4
        bench.pool.supply.thinning.cancel()
        monkeypatch.setattr(supply, "UNUSED", -1.0)  # all are unused for longer than that
        bench.pool.supply.closed = True  # it does not call itself again
        bench.pool.supply.thin_out()
        assert len(bench.alive) == 0


@pytest.mark.usefixtures("both_loops")
@in_loop
async def test_a_zygote_that_dies_is_started_again_and_who_waits_is_answered(
    tmp_path: Path,
) -> None:
    async with working(tmp_path, ready=0) as bench:
        await zygote_dies(bench)
        assert await bench.who()  # who asks is the first to notice
        assert (bench.counts.zygotes, len(bench.starts.zygotes)) == (2, 2)
        assert bench.pool.ready


@in_loop
async def test_without_a_zygote_questions_wait_and_are_woken(tmp_path: Path) -> None:
    async with working(tmp_path, Starts(), ready=0) as bench:
        bench.starts.faults = 1
        await zygote_dies(bench)
        await until(lambda: not bench.pool.ready, "it is noticed")
        asked = [bench.asks("echo") for _ in range(4)]
        await until(lambda: bench.waiting == 4, "all wait")
        assert bench.taken == 0
        await asyncio.gather(*asked)


@in_loop
async def test_without_a_zygote_the_living_workers_go_on(tmp_path: Path) -> None:
    starts = Starts()
    async with working(tmp_path, starts, workers=3, ready=2) as bench:
        asked = bench.waits("flight")
        pid = await bench.process("flight")
        starts.faults = 1_000
        await zygote_dies(bench)
        await until(lambda: not bench.pool.ready, "it is noticed")
        assert len(bench.alive) == 2
        assert await bench.who() != pid
        bench.go_on("flight")
        assert int((await asked).about) == pid
        assert await bench.who()
        starts.faults = 0


@in_loop
async def test_a_zygote_that_cannot_be_started_is_tried_again_less_and_less_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = (0.0, 0.05, 0.15, 0.3)
    monkeypatch.setattr(supply, "BACKOFF", waits)
    starts = Starts()
    async with working(tmp_path, starts, ready=0) as bench:
        starts.faults = 4
        await zygote_dies(bench)
        await until(lambda: bench.counts.zygotes == 2, "there is another")
        assert await bench.who()
    gaps = [after - before for before, after in pairwise(starts.at[1:])]
    assert len(gaps) == 4
    for gap, least in zip(gaps, (0.15, 0.3, 0.3, 0.3), strict=True):
        assert gap >= least - 0.01


@pytest.mark.parametrize(("steady", "waits"), [(0.0, (0.0, 3600.0)), (60.0, (3600.0, 0.0))])
@in_loop
async def test_a_zygote_that_has_lived_is_replaced_at_once_and_a_new_one_with_patience(
    steady: float, waits: tuple[float, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supply, "STEADY", steady)
    monkeypatch.setattr(supply, "BACKOFF", waits)
    async with working(tmp_path) as bench:
        await zygote_dies(bench)
        await until(lambda: bench.counts.zygotes == 2, "there is another")


@in_loop
async def test_a_pool_that_is_closed_waits_for_what_is_in_flight(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        asked = bench.waits("flight")
        pid = await bench.process("flight")
        closing = asyncio.create_task(bench.pool.close(10))
        await asyncio.sleep(0.1)
        assert not closing.done()
        bench.go_on("flight")
        assert int((await asked).about) == pid
        await closing
        assert gone(pid)
        assert gone(bench.starts.zygotes[0].process.pid)


@in_loop
async def test_a_pool_that_is_closed_ends_what_lasts_too_long(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        asked = bench.waits("flight")
        pid = await bench.process("flight")
        await bench.pool.close(0.1)
        with pytest.raises(Busy, match="stops"):
            await asked
        await until(lambda: gone(pid), "the worker is ended")
        assert bench.alive == set()
        assert len(bench.starts.zygotes) == 1


@pytest.mark.parametrize(
    ("module", "argument", "told"),
    [
        (TASK, "no number", "^no number$"),
        (TASK, "exit", "ended at its start"),
        ("tests.server.workers.no_such_task", "", "ended at its start"),
    ],
)
def test_a_zygote_that_cannot_load_its_task_says_why(module: str, argument: str, told: str) -> None:
    with pytest.raises(NoStart, match=told):
        Spawner.started(module, argument, 1_000_000)


def test_with_the_zygote_its_workers_end() -> None:
    zygote = Starts()()
    with zygote.worker() as channel:
        channel.settimeout(10)
        pid = int(channel.recv(100)[1:])
        assert not gone(pid)
        os.kill(pid, signal.SIGSTOP)  # it cannot end itself
        zygote.end()
        channel.recv(100)  # returns when nobody has the other end any more
    assert gone(pid)
    assert zygote.process.returncode == 0
