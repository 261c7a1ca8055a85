"""What a worker may do: its memory, no network, no file, nothing of what its parents know."""

import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from server.workers.body import IN_MEMORY, Body
from server.workers.channel import PART, Question, messages, read_question
from server.workers.outcome import TooMuchMemory
from tests.server.workers.pools import MEMORY, Starts, in_loop, working

LEAVE = "import sys; from server.workers.zygote import leave_network; sys.exit(not leave_network())"


@pytest.mark.parametrize("descriptors", [0, 2])
@in_loop
async def test_a_worker_opens_as_many_files_as_its_task_says(
    descriptors: int, tmp_path: Path
) -> None:
    async with working(tmp_path, Starts(descriptors)) as bench:
        told = json.loads((await bench.ask("confined")).about)
        assert told["opened"] == descriptors
        pid = await bench.who()
        opened = sorted(Path(f"/proc/{pid}/fd").iterdir())
        assert [one.name for one in opened] == ["0", "1", "2", "3"]
        assert {str(one.readlink()) for one in opened[:3]} == {os.devnull}
        assert str(opened[3].readlink()).startswith("socket:")


@in_loop
async def test_a_worker_connects_to_nobody(tmp_path: Path) -> None:
    async with working(tmp_path, Starts(0)) as bench:
        told = json.loads((await bench.ask("confined")).about)["socket"]
        assert told in (
            "PermissionError 1",
            "OSError 24",
        )  # the call is forbidden; no descriptor is left for it
    if subprocess.run([sys.executable, "-c", LEAVE], timeout=30).returncode:
        pytest.skip("this system lets nobody leave its network")
    async with working(tmp_path, Starts(9)) as bench:  # no want of descriptors
        told = json.loads((await bench.ask("confined")).about)["socket"]
        assert told in (
            "PermissionError 1",
            "OSError 101",
        )  # the call is forbidden; there is no network
        pid = await bench.who()
        assert Path(f"/proc/{pid}/ns/net").readlink() != Path("/proc/self/ns/net").readlink()


@in_loop
async def test_a_worker_has_no_privilege_and_gets_none(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        pid = await bench.who()
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        found = dict(re.findall(r"^(\w+):\t(.*)$", status, re.MULTILINE))
        assert found["NoNewPrivs"] == "1"
        for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
            assert int(found[name], 16) == 0, name
        zygote = bench.starts.zygotes[-1]
        assert zygote.lacks == () or os.geteuid() != 0
        assert found["Seccomp"] == ("0" if "calls" in zygote.lacks else "2")


@pytest.mark.parametrize(
    "forbidden",
    [
        "os.kill(os.getppid(), 0)",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "socket.socket()",
        "socket.socketpair()[0].connect('/nowhere')",
        "os.symlink('/etc/passwd', sys.argv[1])",
        "os.link('/bin/true', sys.argv[1])",
        "os.chmod(sys.argv[1], 0o777)",
        "os.chroot('/')",
    ],
)
def test_calls_that_a_worker_never_needs_fail(forbidden: str, tmp_path: Path) -> None:
    code = (
        "import os, socket, sys; from server.workers.confinement import call_filter; load = call_filter()\n"
        "if load is None or not load(): sys.exit(3)\n"
        f"try: {forbidden}\n"
        "except PermissionError: sys.exit(7)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "there")]
    done = subprocess.run(command, timeout=30, check=False).returncode
    if done == 3:
        pytest.skip("there is no libseccomp on this machine, or it may not be used")
    assert done == 7


def test_threads_and_files_are_left_to_tasks_that_need_them(tmp_path: Path) -> None:
    code = (
        "import sys, threading; from server.workers.confinement import call_filter; load = call_filter()\n"
        "if load is None or not load(): sys.exit(3)\n"
        "thread = threading.Thread(target=lambda: open(sys.argv[1], 'w').write('x')); thread.start(); thread.join()\n"
        "sys.exit(open(sys.argv[1]).read() != 'x')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "there")], timeout=30, check=False
    )
    assert done.returncode in (0, 3)


@in_loop
async def test_a_worker_knows_nothing_of_our_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUSFELT_SECRET", "s")
    async with working(tmp_path) as bench:
        told = json.loads((await bench.ask("confined")).about)
        ours = {"PATH", "LANG", "GLIBC_TUNABLES", "LC_CTYPE"}
        assert set(told["environment"]) - {"PYTHONPATH", "PWD", "_", "SHLVL", "OLDPWD"} <= ours
        assert told["core"] == [0, 0]
        assert told["stops"]


@in_loop
async def test_a_worker_takes_the_memory_that_it_may_and_no_more(tmp_path: Path) -> None:
    async with working(tmp_path) as bench:
        assert (await bench.ask("eat", MEMORY // 2)).about
        pid = await bench.who()
        limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
        soft, hard = re.findall(r"Max address space +(\d+) +(\d+)", limits)[0]
        assert soft == hard
        size = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[0])
        assert int(soft) <= size * resource.getpagesize() + MEMORY
        with pytest.raises(TooMuchMemory):
            await bench.ask("eat", MEMORY * 11 // 10)


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 3 * PART, 3 * PART + 1])
def test_a_question_is_cut_into_messages_that_a_channel_takes(size: int) -> None:
    body = bytes(range(251)) * (size // 251 + 1)
    for about in (b"", b"{}", b"a" * 70_000):
        sent = list(messages(Question(about, body[:size], 1.5)))
        assert all(len(one) <= PART + 1 for one in sent)
        assert read_question([one[1:] for one in sent]) == Question(about, body[:size], 1.5)


@pytest.mark.parametrize("more", [-1, 0, 1, IN_MEMORY])
def test_a_body_is_in_memory_to_its_limit_and_in_a_file_beyond(more: int) -> None:
    body, content = Body(), bytes(range(256)) * (2 * IN_MEMORY // 256)
    size = IN_MEMORY + more
    for start in range(0, size, 1_000):
        body.add(content[start : min(start + 1_000, size)])
    assert body.stored == (more > 0)
    assert body.size == size
    for _ in range(2):
        assert body.read() == content[:size]
