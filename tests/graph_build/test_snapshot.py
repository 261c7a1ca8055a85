"""The snapshot changes from one state to the next whole, wherever its writing is cut off."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_build.errors import Unreadable
from graph_build.snapshot import CURRENT, VERSIONS, write_snapshot

SIZE = 300_000
FILES = ("manifest.json", "rusfelt.nq")
# Writes a snapshot of nines; is killed before its n-th change of a folder or file, or as a file of it grows too large.
WRITER = """
import os, resource, signal, sys
from pathlib import Path
from graph_build.snapshot import write_snapshot
folder, step, largest, size = Path(sys.argv[1]), *map(int, sys.argv[2:])
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
left = step
def cut(event, arguments):
    global left
    changes = event in {"os.mkdir", "os.rename", "os.symlink", "os.remove", "os.rmdir", "shutil.rmtree"}
    if changes or event == "open" and isinstance(arguments[1], str) and set("wax+") & set(arguments[1]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
if largest:
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
sys.addaudithook(cut)
write_snapshot(folder, {name: b"9" * size for name in ("manifest.json", "rusfelt.nq")})
"""


def write(folder: Path, step: int = 0, largest: int = 0) -> int:
    """Write nines in a process that is killed before the step, or in the write that goes beyond the size."""
    command = [sys.executable, "-c", WRITER, str(folder), str(step), str(largest), str(SIZE)]
    return subprocess.run(command, check=False).returncode


def contents(folder: Path) -> set[bytes]:
    """The different contents of the files of a snapshot."""
    return {(folder / name).read_bytes() for name in FILES}


def left(folder: Path) -> list[str]:
    """What stands where the versions are."""
    return sorted(one.name for one in (folder / VERSIONS).iterdir())


def of(mark: bytes) -> dict[str, bytes]:
    return dict.fromkeys(FILES, mark * SIZE)


def killed(folder: Path) -> Iterator[int]:
    """Each step at which a build over the snapshot of ones is killed, until one is not."""
    for step in range(1, 100):
        write_snapshot(folder, of(b"1"))
        if write(folder, step) == 0:
            return
        yield step
    raise AssertionError("the writing has no end")


def test_a_build_killed_at_any_step_leaves_the_old_snapshot_or_the_new_one_whole(
    tmp_path: Path,
) -> None:
    seen = [contents(tmp_path) for _ in killed(tmp_path)]
    assert len(seen) > 5
    assert {b"1" * SIZE} in seen
    assert {b"9" * SIZE} in seen
    assert all(one in ({b"1" * SIZE}, {b"9" * SIZE}) for one in seen)


def test_a_build_killed_in_the_write_of_a_file_leaves_the_old_snapshot_whole(
    tmp_path: Path,
) -> None:
    write_snapshot(tmp_path, of(b"1"))
    assert write(tmp_path, largest=SIZE // 2) == -signal.SIGXFSZ
    assert contents(tmp_path) == {b"1" * SIZE}


def test_the_build_after_a_killed_one_is_whole_and_keeps_two_versions(tmp_path: Path) -> None:
    for step in killed(tmp_path):
        write_snapshot(tmp_path, of(b"2"))
        assert contents(tmp_path) == {b"2" * SIZE}, step
        write_snapshot(tmp_path, of(b"3"))
        versions = [one.name for one in (tmp_path / VERSIONS).iterdir() if one.name.isdigit()]
        assert len(versions) == 2, step
        assert left(tmp_path) == sorted(versions), step
        assert [one.name for one in tmp_path.iterdir() if "-" in one.name] == [], step


def test_a_first_build_that_was_killed_shows_no_file_that_is_not_whole(tmp_path: Path) -> None:
    for step in range(1, 100):
        folder = tmp_path / str(step)
        if write(folder, step) == 0:
            assert contents(folder) == {b"9" * SIZE}
            return
        there = [folder / name for name in FILES if (folder / name).exists()]
        assert {one.read_bytes() for one in there} <= {b"9" * SIZE}
    raise AssertionError("the writing has no end")


def test_a_full_disk_is_told_and_leaves_the_old_snapshot_whole(tmp_path: Path) -> None:
    write_snapshot(tmp_path, of(b"1"))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE // 2, before[1]))
    try:
        with pytest.raises(Unreadable, match="cannot be written"):
            write_snapshot(tmp_path, of(b"9"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert contents(tmp_path) == {b"1" * SIZE}
    assert left(tmp_path) == ["1"]


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be written"):
        write_snapshot(tmp_path / "new", {"no/such/folder": b"1"})
    assert not (tmp_path / "new").exists()
    with pytest.raises(Unreadable, match="cannot be written"):
        write_snapshot(tmp_path, {"no/such/folder": b"1"})
    assert [*tmp_path.iterdir()] == []


class Interrupting(dict[str, bytes]):
    """Files of which the last is never written."""

    def items(self) -> Any:
        yield "manifest.json", b"9" * SIZE
        raise KeyboardInterrupt


def test_a_build_that_is_interrupted_leaves_the_old_snapshot_and_nothing_else(
    tmp_path: Path,
) -> None:
    write_snapshot(tmp_path, of(b"1"))
    with pytest.raises(KeyboardInterrupt):
        write_snapshot(tmp_path, Interrupting(of(b"9")))
    assert contents(tmp_path) == {b"1" * SIZE}
    assert left(tmp_path) == ["1"]


def test_what_another_build_is_writing_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / VERSIONS / f"new-{os.getppid()}"
    other.mkdir(parents=True)
    write_snapshot(tmp_path, of(b"1"))
    assert other.exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes; only root can make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", folder]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_disk_without_room_for_a_second_snapshot_keeps_the_first_and_its_room(
    small_disk: Path,
) -> None:
    write_snapshot(small_disk / "out", of(b"1"))
    free = shutil.disk_usage(small_disk).free
    for _ in range(3):
        with pytest.raises(Unreadable, match="No space left"):
            write_snapshot(small_disk / "out", {**of(b"9"), "large": bytes(free)})
    assert contents(small_disk / "out") == {b"1" * SIZE}
    assert left(small_disk / "out") == ["1"]
    assert shutil.disk_usage(small_disk).free == free
    write_snapshot(small_disk / "out", of(b"2"))
    assert contents(small_disk / "out") == {b"2" * SIZE}


def test_snapshot_is_switched_whole(tmp_path: Path) -> None:
    write_snapshot(tmp_path, of(b"1"))
    write_snapshot(tmp_path, of(b"2"))
    assert contents(tmp_path) == {b"2" * SIZE}
    assert len({(tmp_path / name).resolve().parent for name in FILES}) == 1


def test_who_reads_the_old_snapshot_can_go_on_reading_it(tmp_path: Path) -> None:
    write_snapshot(tmp_path, of(b"1"))
    old = (tmp_path / "rusfelt.nq").resolve()
    write_snapshot(tmp_path, of(b"2"))
    assert old.read_bytes() == b"1" * SIZE


def test_older_snapshots_than_the_one_before_are_removed(tmp_path: Path) -> None:
    for mark in (b"1", b"2", b"3"):
        write_snapshot(tmp_path, of(mark))
    versions = sorted(one.name for one in (tmp_path / VERSIONS).iterdir())
    assert versions == ["2", "3"]
    assert (tmp_path / CURRENT).readlink() == Path(VERSIONS) / "3"


def test_the_tenth_snapshot_comes_after_the_ninth(tmp_path: Path) -> None:
    for number in range(11):
        write_snapshot(tmp_path, of(b"%d" % (number % 10)))
    assert contents(tmp_path) == {b"0" * SIZE}
    assert (tmp_path / CURRENT).readlink() == Path(VERSIONS) / "11"


def test_a_file_that_the_new_snapshot_has_not_is_gone(tmp_path: Path) -> None:
    write_snapshot(tmp_path, {**of(b"1"), "report.ttl": b"1"})
    write_snapshot(tmp_path, of(b"2"))
    assert not (tmp_path / "report.ttl").exists()


def test_snapshot_that_cannot_be_written_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"file.*cannot be written"):
        write_snapshot(tmp_path / "file", {"a": b"1"})
