"""Long questions give way to short ones, take turns, and the greediest makes way for a newcomer."""

import asyncio
import json
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from server.workers import pool, scheduler
from server.workers.outcome import Evicted, Outcome, TooLong
from server.workers.scheduler import Scheduler
from tests.server.workers.pools import STEP, Bench, gone, in_loop, state, until, working

# Processor seconds of a question: just a long one; below and above what makes way for a newcomer.
LONG, LITTLE, MUCH, MORE = 0.02, 0.25, 0.4, 0.6


Asked = asyncio.Task[Outcome]


@dataclass(eq=False)
class Runner:
    """A process as the scheduler sees it, which uses what the test says."""

    pid: int
    told: list[int] = field(default_factory=list)

    def tell(self, number: int) -> None:
        self.told.append(number)

    @property
    def stopped(self) -> bool:
        """Whether it is stopped."""
        return self.told[-1:] == [signal.SIGSTOP]


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> dict[int, float]:
    """The processor seconds of each runner, by its number."""
    found = dict[int, float]()
    monkeypatch.setattr(scheduler, "processor_seconds", lambda pid: found.get(pid, 0.0))
    monkeypatch.setattr(scheduler, "prefer_others", lambda _: None)
    monkeypatch.setattr(scheduler, "TURN", 0.01)
    return found


def running(runners: list[Runner]) -> list[int]:
    return [one.pid for one in runners if not one.stopped]


@in_loop
async def _turns(slots: int, number: int, check: Callable[..., None]) -> None:
    schedule = Scheduler(asyncio.get_running_loop(), slots)
    runners = [Runner(pid) for pid in range(number)]
    check(schedule, runners)
    for one in runners:
        schedule.leave(one)
    assert (schedule.long, schedule.stopped, schedule.timer) == ({}, set(), None)
    await asyncio.sleep(0)


@pytest.mark.usefixtures("used")
@pytest.mark.parametrize(("slots", "number"), [(1, 1), (1, 3), (2, 2), (2, 5)])
def test_as_many_long_ones_run_as_there_are_slots(slots: int, number: int) -> None:
    def check(schedule: Scheduler, runners: list[Runner]) -> None:
        for one in runners:
            schedule.join(one)
            known = runners[: one.pid + 1]
            assert len(running(known)) == min(slots, len(known))
        assert (schedule.timer is None) == (number <= slots)

    _turns(slots, number, check)


def test_those_run_that_have_used_the_least_since_they_became_long(used: dict[int, float]) -> None:
    async def turn(runners: list[Runner], expected: list[int]) -> None:
        await until(lambda: running(runners) == expected, f"{expected} run")

    @in_loop
    async def rounds() -> None:
        schedule = Scheduler(asyncio.get_running_loop(), 2)
        runners = [Runner(pid) for pid in range(4)]
        used.update({0: 100.0, 1: 0.0, 2: 50.0, 3: 0.0})  # what was before does not count
        for one in runners:
            schedule.join(one)
        assert running(runners) == [0, 1]
        for pid, seconds in ((0, 103.0), (1, 1.0)):
            used[pid] = seconds
        await turn(runners, [2, 3])
        used.update({2: 52.0, 3: 4.0})
        await turn(runners, [1, 2])
        used[1] = 2.5
        used[2] = 55.0
        await turn(runners, [0, 1])
        assert schedule.greediest() == (runners[2], 5.0)
        schedule.leave(runners[1])  # whose place the next one has at once
        assert running([runners[0], *runners[2:]]) == [0, 3]
        schedule.leave(runners[2])  # who was stopped, and may be used again
        assert not runners[2].stopped
        schedule.leave(runners[2])
        assert schedule.greediest() == (runners[3], 4.0)

    rounds()


@pytest.mark.usefixtures("used")
def test_who_is_no_long_one_is_told_nothing_when_it_leaves() -> None:
    def check(schedule: Scheduler, _: list[Runner]) -> None:
        other = Runner(99)
        schedule.leave(other)
        assert (other.told, schedule.greediest()) == ([], None)

    _turns(1, 2, check)


@in_loop
async def test_only_what_has_used_the_processor_gives_way(tmp_path: Path) -> None:
    async with working(tmp_path, workers=3) as bench:
        asleep, long = bench.waits("asleep"), bench.spins(2 * LONG, "long")
        quiet, loud = await bench.process("asleep"), await bench.process("long")
        await bench.longs(1)
        assert os.sched_getscheduler(loud) == os.SCHED_IDLE
        assert os.sched_getscheduler(quiet) == os.SCHED_BATCH
        bench.go_on("long")
        await long
        for _ in range(2):  # the worker that was long, or another one
            told = json.loads((await bench.ask("confined")).about)
            assert told["policy"] == os.SCHED_BATCH
        bench.go_on("asleep")
        await asleep
        assert bench.counts.evicted == 0


@in_loop
async def test_what_a_worker_used_for_others_is_not_held_against_a_question(tmp_path: Path) -> None:
    async with working(tmp_path, workers=1) as bench:
        await bench.ask("spin", 2 * LONG)
        short = bench.waits("short")
        await bench.process("short")
        await asyncio.sleep(0.1)  # it is looked at some times
        assert not bench.pool.scheduler.long
        bench.go_on("short")
        await short


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> dict[int, float]:
    """The processor seconds of real workers, which the test tells: a long one gets none while others want them."""
    found = dict[int, float]()
    for module in (pool, scheduler):
        monkeypatch.setattr(module, "processor_seconds", lambda pid: found.get(pid, 0.0))
    return found


async def long_one(bench: Bench, clock: dict[int, float], name: str, seconds: float) -> Asked:
    """A question that has used so many seconds since it became a long one."""
    asked, number = bench.waits(name), len(bench.pool.scheduler.long)
    pid = await bench.process(name)
    clock[pid] = LONG
    await bench.longs(number + 1)
    clock[pid] += seconds
    return asked


async def all_go_on(bench: Bench, **asked: Asked) -> None:
    for name in asked:
        bench.go_on(name)
    await asyncio.gather(*asked.values())


@in_loop
async def test_long_ones_are_stopped_in_turn_and_all_get_theirs(
    clock: dict[int, float], tmp_path: Path
) -> None:
    async with working(tmp_path, workers=5, ready=0) as bench:
        bench.pool.scheduler.slots = 1
        asked = [await long_one(bench, clock, name, 0) for name in "abc"]
        pids = [bench.begun(name)[0] for name in "abc"]
        turns = set[int]()
        while len(turns) < 3:
            await until(lambda: [state(pid) for pid in pids].count("T") == 2, "two are stopped")
            for pid in pids:
                if state(pid) != "T":
                    turns.add(pid)
                    clock[pid] += 1
            await asyncio.sleep(STEP)  # the loop of the pool is this one: it must come to its turn
        assert await bench.who()  # beside all of them
        for one in asked:
            one.cancel()
        await asyncio.wait(asked)
        await until(lambda: all(map(gone, pids)), "the stopped ones end too")


@in_loop
async def test_the_greediest_makes_way_for_a_newcomer(
    clock: dict[int, float], tmp_path: Path
) -> None:
    async with working(tmp_path, workers=4, ready=0) as bench:
        much = await long_one(bench, clock, "much", MUCH)
        more = await long_one(bench, clock, "more", MORE)
        little = await long_one(bench, clock, "little", LITTLE)
        idle = bench.waits("idle")
        await bench.process("idle")
        assert bench.counts.evicted == 0  # nobody has come
        assert await bench.who()
        with pytest.raises(Evicted, match=f"{MORE} s") as told:
            await more
        assert told.value.used == pytest.approx(MORE)
        assert bench.counts.evicted == 1
        await all_go_on(bench, much=much, little=little, idle=idle)


@pytest.mark.parametrize(("seconds", "makes_way"), [(LITTLE, True), (MUCH, False)])
@pytest.mark.parametrize("workers", [1, 2])
@in_loop
async def test_nobody_is_ended_who_has_used_little_or_where_nobody_makes_way(
    workers: int, seconds: float, makes_way: bool, clock: dict[int, float], tmp_path: Path
) -> None:
    async with working(tmp_path, workers=workers, ready=0, makes_way=makes_way) as bench:
        first = await long_one(bench, clock, "first", seconds)
        idle = {f"idle {one}": bench.waits(f"idle {one}") for one in range(workers - 1)}
        for name in idle:
            await bench.process(name)
        second = bench.asks("echo")
        await until(lambda: bench.waiting == 1, "the second waits")
        await all_go_on(bench, first=first, **idle)
        assert await second
        assert bench.counts.evicted == 0


@in_loop
async def test_a_newcomer_ends_who_has_used_just_too_much(
    clock: dict[int, float], tmp_path: Path
) -> None:
    async with working(tmp_path, workers=1, ready=0) as bench:
        first = await long_one(bench, clock, "first", 0.31)
        assert await bench.who()
        with pytest.raises(Evicted):
            await first


@in_loop
async def test_long_questions_hold_at_most_three_places_in_four(
    clock: dict[int, float], tmp_path: Path
) -> None:
    async with working(tmp_path, workers=4, ready=0) as bench:
        first = await long_one(bench, clock, "first", 0.01)
        greediest = await long_one(bench, clock, "greediest", LITTLE)
        third = await long_one(bench, clock, "third", 0.02)
        await asyncio.sleep(0.1)  # they are looked at some times
        assert bench.counts.evicted == 0
        fourth = bench.waits("fourth")
        clock[await bench.process("fourth")] = LONG
        with pytest.raises(Evicted):
            await greediest
        assert (bench.counts.evicted, len(bench.pool.scheduler.long)) == (1, 3)
        await all_go_on(bench, first=first, third=third, fourth=fourth)


@in_loop
async def test_the_deadline_of_a_long_question_holds(
    clock: dict[int, float], tmp_path: Path
) -> None:
    async with working(tmp_path) as bench:
        asked = bench.waits("long", seconds=0.5)
        clock[await bench.process("long")] = LONG
        await bench.longs(1)
        with pytest.raises(TooLong):
            await asked
        assert (bench.counts.deadline, bench.counts.lost) == (1, 0)
