"""A deadline is kept by the pool, and by the worker itself when nobody watches."""

import asyncio
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.workers.channel import DIED, END, HELLO, Question, messages, receive
from server.workers.outcome import TooLong
from tests.server.workers.pools import Starts, gone, in_loop, until, working


@contextmanager
def channel() -> Iterator[socket.socket]:
    """The channel of a worker that no pool watches."""
    zygote = Starts()()
    with zygote.worker() as found:
        found.settimeout(10)
        assert receive(found)[0] == HELLO
        yield found
    zygote.end()


def ask(found: socket.socket, about: bytes, seconds: float) -> tuple[bytes, bytes]:
    for message in messages(Question(about, b"", seconds)):
        found.send(message)
    return receive(found)


@pytest.mark.parametrize("told", [("sleep", 60), ("spin", 60)], ids=["idle", "at work"])
@in_loop
async def test_the_deadline_ends_the_question_and_its_worker(
    told: tuple[object, ...], tmp_path: Path
) -> None:
    async with working(tmp_path) as bench:
        pid = await bench.who()
        begun = time.monotonic()
        with pytest.raises(TooLong):
            await bench.ask(*told, seconds=0.2)
        assert time.monotonic() >= begun + 0.2
        assert (bench.counts.deadline, bench.counts.lost, bench.counts.evicted) == (1, 0, 0)
        await until(lambda: gone(pid), "the worker is ended")
        assert await bench.who() != pid


@in_loop
async def test_a_question_just_within_its_deadline_is_answered(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        assert await bench.ask("sleep", 0.15, seconds=5)
        assert await bench.ask("spin", 0.15, seconds=5)
        assert bench.counts.deadline == 0


@in_loop
async def test_a_pool_that_was_held_up_past_the_deadline_tells_it_as_that(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        asked = bench.asks("sleep", 60, seconds=0.1)
        await until(lambda: bench.taken == 1, "it has its worker")
        await asyncio.sleep(0)
        time.sleep(0.8)  # meanwhile the worker's own alarm has ended it
        with pytest.raises(TooLong):
            await asked


@pytest.mark.parametrize("about", [b'["sleep", 60]', b'["spin", 60]'])
def test_a_worker_that_nobody_watches_ends_itself_some_time_after_the_deadline(
    about: bytes,
) -> None:
    with channel() as found:
        begun = time.monotonic()
        assert ask(found, about, 0.1) == (DIED, str(int(signal.SIGALRM)).encode())
        assert time.monotonic() > begun + 0.1 + 0.4


def test_the_alarm_of_a_question_does_not_ring_in_the_next() -> None:
    with channel() as found:
        assert ask(found, b'["echo"]', 0.01)[0] == END
        assert ask(found, b'["sleep", 0.7]', 10)[0] == END
        time.sleep(0.1)
        assert ask(found, b'["echo"]', 10)[0] == END
