"""Where large answers lie until they are sent: whole, within the room there is, or not at all."""

import asyncio
import errno
import gc
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.workers import body as bodies
from server.workers.body import IN_MEMORY, Body
from server.workers.budget import Budget, NoRoom
from server.workers.channel import PART
from server.workers.outcome import NotStored
from tests.server.workers.pools import in_loop, working

LARGE = bytes(range(256)) * (IN_MEMORY // 128)  # twice what stays in memory


class Disk(bodies.Nameless):
    """A file on a disk with so much room: takes a part where it is nearly full, then nothing, and says so by the number."""

    room = 0
    takes = PART

    def write(self, data: object) -> int:
        view = memoryview(data)[: self.takes]  # type: ignore[call-overload]
        if view and type(self).room <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = super().write(view[: type(self).room])
        type(self).room -= written
        return written


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[Disk]:
    """The disk on which bodies lie."""
    monkeypatch.setattr(Disk, "room", 0)
    made = iter(range(1_000))
    monkeypatch.setattr(bodies, "nameless", lambda: Disk(tmp_path / str(next(made)), "w+"))
    return Disk


@pytest.mark.parametrize("takes", [1_000, PART - 1, PART, 1 << 30])
def test_a_write_that_takes_a_part_is_gone_on_with(
    takes: int, disk: type[Disk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "takes", takes)
    disk.room = len(LARGE)
    body = Body()
    for start in range(0, len(LARGE), PART):
        body.add(LARGE[start : start + PART])
    body.complete()
    assert body.read() == LARGE


def test_a_full_disk_is_told_and_room_that_comes_back_later_does_not_hide_it(
    disk: type[Disk],
) -> None:
    disk.room = IN_MEMORY + 1_000
    body = Body()
    kept = LARGE[:IN_MEMORY]
    body.add(kept)
    with pytest.raises(NoRoom) as told:
        body.add(LARGE)
    assert told.value.full
    disk.room = len(LARGE)
    body.add(LARGE[:PART])
    with pytest.raises(NoRoom):
        body.complete()


@in_loop
async def test_an_answer_that_finds_no_room_ends_at_once_and_the_next_is_whole(
    tmp_path: Path, disk: type[Disk]
) -> None:
    parts = [PART] * (len(LARGE) // PART - 1)
    async with working(tmp_path) as bench:
        for room in (0, 1, IN_MEMORY, len(LARGE) - 1):
            disk.room = room
            with pytest.raises(NotStored) as told:
                await bench.ask("echo", *parts, body=LARGE)
            assert told.value.full, room
            disk.room = len(LARGE)
            assert (await bench.ask("echo", *parts, body=LARGE)).body.read() == LARGE
        assert bench.counts.no_room == 4
        assert bench.counts.deadline == 0


@in_loop
async def test_answers_that_are_held_have_a_room_together_and_give_it_back(tmp_path: Path) -> None:
    spool = Budget(2 * len(LARGE))
    parts = [PART] * (len(LARGE) // PART - 1)
    async with working(tmp_path, spool=spool) as bench:
        held = [await bench.ask("echo", *parts, body=LARGE) for _ in range(2)]
        assert spool.used == spool.most
        with pytest.raises(NotStored) as told:
            await bench.ask("echo", *parts, body=LARGE)
        assert not told.value.full
        assert (await bench.ask("echo", body=b"small")).body.read() == b"small"
        held.pop()
        del told
        await asyncio.sleep(0)
        gc.collect()
        assert spool.used == len(LARGE)
        assert (await bench.ask("echo", *parts, body=LARGE)).body.read() == LARGE
    del held
    gc.collect()
    assert spool.used == 0


@given(st.lists(st.integers(0, 3 * PART), max_size=20))
def test_what_is_counted_is_what_lies_in_the_file(sizes: list[int]) -> None:
    spool = Budget(1 << 30)
    body = Body(spool)
    for size in sizes:
        body.add(bytes(size))
    body.complete()
    assert spool.used == (body.size if body.stored else 0)
    del body
    assert spool.used == 0
