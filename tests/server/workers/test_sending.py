"""A question longer than its channel takes at once: who reads it may stop, die or be late, and who asks may leave."""

import asyncio
import os
import random
import signal
from pathlib import Path

import pytest

from server.workers.channel import PART
from server.workers.outcome import TooLong, TooMuchMemory
from tests.server.workers.pools import Starts, gone, in_loop, until, working

# The file of a large body closes when the last who has the body forgets it.
LONG = random.Random(1).randbytes(8_000_000)
PARTS = [PART] * (len(LONG) // PART)


@in_loop
async def test_a_question_longer_than_the_channel_takes_is_sent_whole(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        found = await bench.ask("echo", *PARTS, body=LONG)
        assert found.body.read() == LONG


@in_loop
async def test_a_question_that_takes_the_memory_of_the_worker_is_told_as_that(
    tmp_path: Path,
) -> None:
    async with working(tmp_path, Starts(memory=6_000_000)) as bench:
        for _ in range(10):  # what it has said must be heard before that it has not read all
            with pytest.raises(TooMuchMemory):
                await bench.ask("echo", body=LONG)
        assert (bench.counts.memory, bench.counts.lost) == (10, 0)


@pytest.mark.usefixtures("both_loops")
@in_loop
async def test_a_worker_killed_while_it_is_sent_a_question_is_replaced(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        pid = await bench.who()
        os.kill(pid, signal.SIGSTOP)  # it reads nothing, so the channel fills
        asked = bench.asks("echo", *PARTS, body=LONG)
        await until(lambda: bench.taken == 1, "it has its worker")
        os.kill(pid, signal.SIGKILL)
        assert (await asked).body.read() == LONG
        assert bench.counts.lost == 1


@pytest.mark.usefixtures("both_loops")
@in_loop
async def test_the_deadline_holds_while_a_question_is_sent(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        pid = await bench.who()
        os.kill(pid, signal.SIGSTOP)
        with pytest.raises(TooLong):
            await bench.ask("echo", body=LONG, seconds=0.1)
        await until(lambda: gone(pid), "it is ended")
        assert await bench.who()


@pytest.mark.usefixtures("both_loops")
@in_loop
async def test_who_leaves_while_his_question_is_sent_frees_the_place(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        pid = await bench.who()
        os.kill(pid, signal.SIGSTOP)
        asked = bench.asks("echo", body=LONG)
        await until(lambda: bench.taken == 1, "it has its worker")
        asked.cancel()
        await asyncio.wait([asked])
        assert asked.cancelled()
        await until(lambda: gone(pid), "it is ended")
        assert (await bench.ask("echo", body=b"next")).body.read() == b"next"
