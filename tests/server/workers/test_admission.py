"""Who works, who waits, for how long, and in which order."""

import asyncio
import time
from pathlib import Path

import pytest

from server.workers.admission import AdmissionQueue
from server.workers.handle import Counts, PoolSize
from server.workers.outcome import Busy, TooLong
from tests.server.workers.pools import in_loop, until, working


async def all_done(*asked: asyncio.Task[object]) -> None:
    for one in asked:
        one.cancel()
    await asyncio.wait(asked)


@in_loop
async def test_as_many_work_as_may_and_the_next_one_waits(tmp_path: Path) -> None:
    async with working(tmp_path, workers=3) as bench:
        three = [bench.waits(name) for name in "abc"]
        for name in "abc":
            await bench.process(name)
        fourth = bench.waits("d")
        await until(lambda: bench.waiting == 1, "the fourth waits")
        assert (bench.taken, len(bench.alive), bench.begun("d")) == (3, 3, [])
        bench.go_on("b")
        await three[1]
        await bench.process("d")
        await all_done(three[0], three[2], fourth)


@pytest.mark.parametrize("most", [0, 1, 3])
@in_loop
async def test_as_many_wait_as_may_and_one_more_is_refused(most: int, tmp_path: Path) -> None:
    async with working(tmp_path, workers=1, waiting=most) as bench:
        first = bench.waits("first")
        await bench.process("first")
        others = [bench.asks("echo") for _ in range(most)]
        await until(lambda: bench.waiting == most, "all wait that may")
        with pytest.raises(Busy):
            await bench.ask("echo")
        assert bench.counts.busy == 1
        bench.go_on("first")
        await asyncio.gather(first, *others)


@in_loop
async def test_who_has_waited_longest_goes_first(tmp_path: Path) -> None:
    order = list[str]()
    async with working(tmp_path, workers=1) as bench:

        async def asked(name: str) -> None:
            await bench.ask("echo")
            order.append(name)

        first = bench.waits("first")
        await bench.process("first")
        others = list[asyncio.Task[None]]()
        for number, name in enumerate("abcdef", 1):
            others.append(asyncio.create_task(asked(name)))
            await until(lambda number=number: bench.waiting == number, "it waits")  # type: ignore[misc]
        others[2].cancel()
        await asyncio.wait([others[2]])
        assert bench.waiting == 5
        bench.go_on("first")
        await asyncio.wait([first, *others])
    assert order == [*"abdef"]


@in_loop
async def test_nobody_waits_longer_than_the_patience_or_shorter(tmp_path: Path) -> None:
    async with working(tmp_path, workers=1, patience=0.3) as bench:
        first = bench.waits("first")
        await bench.process("first")
        begun = time.monotonic()
        with pytest.raises(Busy):
            await bench.ask("echo")
        assert time.monotonic() >= begun + 0.3
        assert (bench.waiting, bench.counts.busy) == (0, 1)
        await all_done(first)


@in_loop
async def test_nobody_waits_for_a_place_longer_than_his_own_deadline(tmp_path: Path) -> None:
    async with working(tmp_path, workers=1, patience=60) as bench:
        first = bench.waits("first")
        await bench.process("first")
        with pytest.raises(Busy):
            await bench.ask("echo", seconds=0.05)
        await all_done(first)


@in_loop
async def test_the_time_in_the_queue_is_part_of_the_deadline(tmp_path: Path) -> None:
    async with working(tmp_path, workers=1) as bench:
        first = bench.waits("first")
        await bench.process("first")
        begun = time.monotonic()
        second = bench.asks("confined", seconds=5)
        await until(lambda: bench.waiting == 1, "the second waits")
        await asyncio.sleep(0.3)
        bench.go_on("first")
        told = (await second).about.decode()
        left = float(told.partition('"alarm": ')[2].partition(",")[0])
        assert left < 5 + 0.5 - 0.3  # the grace of a worker's own alarm is half a second
        assert left > 5 + 0.5 - (time.monotonic() - begun) - 0.01
        await first


@in_loop
async def test_who_had_no_time_left_is_told_that_it_was_too_long(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        with pytest.raises(TooLong):
            await bench.ask("sleep", 60, seconds=0)


class Line:
    """An admission queue by itself, whose capacity can change."""

    def __init__(self, capacity: int) -> None:
        self.capacity, self.made_way, self.counts = capacity, 0, Counts()
        loop = asyncio.get_running_loop()
        size = PoolSize(waiting=10, patience=10)
        self.queue = AdmissionQueue(size, self.counts, loop, lambda: self.capacity, self._way)

    def _way(self) -> None:
        self.made_way += 1

    async def comes(self) -> asyncio.Task[None]:
        """Somebody who asks for a place, and has it or stands in the queue."""
        loop = asyncio.get_running_loop()
        task = asyncio.create_task(self.queue.take(loop.time() + 10))
        await asyncio.sleep(0)
        return task


@in_loop
async def test_a_place_given_to_somebody_who_leaves_just_then_goes_to_the_next() -> None:
    line = Line(1)
    first, second, third = [await line.comes() for _ in range(3)]
    assert (first.done(), second.done(), third.done(), line.made_way) == (True, False, False, 2)
    line.queue.give_back()  # the second has the place now, and does not know it yet
    second.cancel()
    await asyncio.wait([second, third])
    assert second.cancelled()
    assert third.exception() is None
    assert line.queue.taken == 1
    line.queue.give_back()
    assert (line.queue.taken, len(line.queue.queue)) == (0, 0)


@in_loop
async def test_who_leaves_the_queue_takes_no_place() -> None:
    line = Line(1)
    _, second, third = [await line.comes() for _ in range(3)]
    second.cancel()
    await asyncio.wait([second])
    assert (line.queue.taken, len(line.queue.queue)) == (1, 1)
    line.queue.give_back()
    await third
    assert line.queue.taken == 1


@in_loop
async def test_nobody_passes_those_who_wait() -> None:
    line = Line(1)
    _, second = [await line.comes() for _ in range(2)]
    line.capacity = 2  # nobody has told the queue yet
    third = await line.comes()
    assert not third.done()
    line.queue.wake()
    await second
    assert not third.done()
    line.queue.give_back()
    await third
    assert line.queue.taken == 2


@in_loop
async def test_one_place_wakes_one_and_two_wake_two() -> None:
    line = Line(0)
    waiting = [await line.comes() for _ in range(4)]
    for capacity, done in ((1, 1), (3, 3), (3, 3), (4, 4)):
        line.capacity = capacity
        line.queue.wake()
        await asyncio.sleep(0.01)
        assert [one.done() for one in waiting] == [True] * done + [False] * (4 - done)
