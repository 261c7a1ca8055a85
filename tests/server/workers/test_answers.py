"""Whatever happens to a worker, an answer is whole or there is none, and the reason is the right one."""

import asyncio
import json
import os
import random
import signal
from pathlib import Path

import pytest

from server.workers.body import IN_MEMORY
from server.workers.channel import HEAD, PART
from server.workers.outcome import (
    Crashed,
    Lost,
    NotAnswered,
    Outcome,
    Refused,
    TooLong,
    TooMuchMemory,
)
from tests.server.workers.pools import MEMORY, Bench, gone, in_loop, until, working

# The file of a large body closes when the last who has the body forgets it.
SIGNALS = (signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE)
ABOUT = len(json.dumps(["echo"]))
EDGES = [*range(3), *(edge + n for edge in (PART, 2 * PART, IN_MEMORY) for n in (-1, 0, 1))]
# The sizes at which the whole question is one message and just not.
EDGES += [PART - HEAD.size - ABOUT + n for n in (-1, 0, 1)]


def some(size: int) -> bytes:
    """Bytes that do not repeat, so that none can be lost, doubled or moved unseen."""
    return random.Random(size).randbytes(size)


@pytest.mark.usefixtures("both_loops")
@in_loop
async def test_a_question_of_any_size_comes_back_as_it_was(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        for size in EDGES:
            parts = [PART] * (max(0, size - 1) // PART)
            found = await bench.ask("echo", *parts, body=some(size))
            assert found.about == f"{size} bytes".encode()
            assert found.body.size == size
            assert found.body.read() == some(size), size
        assert bench.counts.born == 1


@pytest.mark.parametrize("sizes", [(1,) * 200, (PART,) * 40, (PART - 1, 1, PART, 0, 7), ()])
@in_loop
async def test_an_answer_is_its_parts_in_their_order(
    sizes: tuple[int, ...], tmp_path: Path
) -> None:
    body = some(sum(sizes) + PART)
    async with working(tmp_path) as bench:
        found = await bench.ask("echo", *sizes, body=body)
        assert found.body.read() == body


@pytest.mark.usefixtures("both_loops")
@in_loop
async def test_each_of_many_gets_its_own_answer(tmp_path: Path) -> None:
    sizes = [number * 997 % 100_000 for number in range(150)]
    async with working(tmp_path, workers=4, waiting=len(sizes)) as bench:
        asked = [bench.ask("echo", size // 2, body=some(size)) for size in sizes]
        for size, found in zip(sizes, await asyncio.gather(*asked), strict=True):
            assert found.body.read() == some(size)
        assert bench.counts == type(bench.counts)(born=4, zygotes=1)


@pytest.mark.parametrize("number", SIGNALS, ids=lambda one: one.name)
@in_loop
async def test_a_worker_that_dies_of_the_question_has_crashed(number: int, tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        with pytest.raises(Crashed):
            await bench.ask("die", number)
        assert (bench.counts.crashed, bench.counts.lost, bench.counts.born) == (1, 0, 2)


@pytest.mark.parametrize("told", [("die", int(signal.SIGABRT)), ("eat", 2 * MEMORY)])
@in_loop
async def test_a_worker_at_its_limit_of_memory_is_told_as_that(
    told: tuple[object, ...], tmp_path: Path
) -> None:
    async with working(tmp_path) as bench:
        before = await bench.who()
        with pytest.raises(TooMuchMemory):
            await bench.ask(*told)
        assert (bench.counts.memory, bench.counts.crashed, bench.counts.lost) == (1, 0, 0)
        assert await bench.who() != before


@in_loop
async def test_a_reason_comes_word_for_word_and_the_worker_goes_on(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        before = await bench.who()
        with pytest.raises(Refused, match=r"^to og\ntre – \N{SNOWMAN}$") as told:
            await bench.ask("refuse", "why", "to og\ntre – \N{SNOWMAN}")
        assert told.value.reason == "why"
        assert await bench.who() == before


@pytest.mark.parametrize(
    ("told", "message"),
    [(("fail", "not foreseen"), "LookupError('not foreseen')"), (("recurse",), "RecursionError(")],
)
@in_loop
async def test_what_nobody_foresaw_is_a_fault_and_the_worker_goes_on(
    told: tuple[object, ...], message: str, tmp_path: Path
) -> None:
    async with working(tmp_path) as bench:
        before = await bench.who()
        with pytest.raises(Refused) as found:
            await bench.ask(*told)
        assert found.value.reason == "fault"
        assert str(found.value).startswith(message)
        assert await bench.who() == before


@in_loop
async def test_a_message_of_any_length_is_cut_and_told(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        with pytest.raises(Refused) as told:
            await bench.ask("refuse", "why", "ø" * 100_000)
        assert str(told.value) == "ø" * 2_000
        assert await bench.who()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, 0])
@in_loop
async def test_a_worker_that_was_ended_is_replaced_and_the_answer_given(
    number: int, tmp_path: Path
) -> None:
    body = some(3 * PART)
    async with working(tmp_path) as bench:
        before = await bench.who()
        found = await bench.ask("die_once", number, str(tmp_path / "died"), body=body[:PART])
        assert found.body.read() == body[:PART]
        assert int(found.about) != before
        assert bench.counts.lost == 1


@pytest.mark.parametrize("number", [signal.SIGKILL, 0])
@in_loop
async def test_who_loses_two_workers_is_told_so(number: int, tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        with pytest.raises(Lost):
            await bench.ask("die", number, body=b"half of an answer")
        assert bench.counts.lost == 2
        assert (await bench.ask("echo", body=b"whole")).body.read() == b"whole"


@in_loop
async def test_what_a_worker_has_sent_before_it_died_is_no_answer(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        with pytest.raises(Crashed):
            await bench.ask("die", int(signal.SIGSEGV), body=some(PART))
        assert (await bench.ask("echo", body=b"mine")).body.read() == b"mine"


@in_loop
async def test_a_worker_killed_unseen_is_replaced_by_a_new_one(tmp_path: Path) -> None:
    async with working(tmp_path, workers=4, ready=4) as bench:
        await until(lambda: all(one.pid for one in bench.alive), "all have said who they are")
        old = {one.pid for one in bench.alive}
        for pid in old:
            os.kill(pid, signal.SIGKILL)
        while not all(map(gone, old)):
            pass  # the loop does not learn of it
        assert await bench.who() not in old
        assert bench.counts.lost == 4


async def _left(bench: Bench) -> None:
    asked = bench.waits("left")
    await bench.process("left")
    asked.cancel()
    await asked


WAYS = {
    "an answer": (lambda bench: bench.ask("echo"), None),
    "a refusal": (lambda bench: bench.ask("refuse", "a", "b"), Refused),
    "a fault": (lambda bench: bench.ask("fail", "a"), Refused),
    "the deadline": (lambda bench: bench.ask("sleep", 60, seconds=0.05), TooLong),
    "a crash": (lambda bench: bench.ask("die", int(signal.SIGSEGV)), Crashed),
    "too much memory": (lambda bench: bench.ask("eat", 2 * MEMORY), TooMuchMemory),
    "two lost workers": (lambda bench: bench.ask("die", int(signal.SIGKILL)), Lost),
    "no END": (lambda bench: bench.ask("die", 0), Lost),
    "somebody who leaves": (_left, asyncio.CancelledError),
}


@pytest.mark.parametrize("way", WAYS)
@in_loop
async def test_a_place_is_given_back_on_every_way_out(way: str, tmp_path: Path) -> None:
    ask, error = WAYS[way]
    async with working(tmp_path, workers=1, ready=0, waiting=0) as bench:
        if error is None:
            assert isinstance(await ask(bench), Outcome)
        else:
            with pytest.raises(error):
                await ask(bench)
        assert bench.taken == 0
        for name in ("once", "again"):  # neither a place too few nor, by the second, one too many
            held = bench.waits(name)
            await bench.process(name)
            with pytest.raises(NotAnswered):
                await bench.ask("echo")
            held.cancel()
            await asyncio.wait([held])
