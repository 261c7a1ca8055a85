"""Ctrl-C, and its like for services: a command ends at once, whenever it comes, and leaves no process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands import RUSFELT, rusfelt_apart
from tests.some import some

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
MARK = "RUSFELT_TEST_MARK"
# Seconds: a second is long at a terminal, and a busy machine is no fault.
AT_ONCE = 3.0


def deep(after: float) -> object:
    """A moment that is tried in `make test-deep` only."""
    return pytest.param(after, marks=pytest.mark.deep)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("snapshot")
    lines = [f"<urn:{number}> <urn:p> <urn:o> .\n" for number in range(200)]
    (folder / "rusfelt.nq").write_text("".join(lines), encoding="ascii")
    (folder / "manifest.json").write_text('{"conforms": true}', encoding="ascii")
    return folder


def descendants(pid: int) -> set[int]:
    """All processes that came from one, also those of other sessions."""
    found = {pid}
    parents = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(place.parent.name)] = int(place.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def alive(pids: set[int]) -> set[int]:
    """Those that have not ended; a zombie has."""
    found = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (OSError, IndexError):
            continue
        found |= {pid} - ({pid} if state in "ZX" else set())
    return found


@contextmanager
def running(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """A command as a terminal has it: with a process group of its own."""
    with subprocess.Popen(
        [RUSFELT, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def ended(process: subprocess.Popen[str], number: int) -> str:
    """What it says on standard error, once all of the group have got the signal; it and all its own are over soon."""
    family = descendants(process.pid)
    begun = time.monotonic()
    os.killpg(process.pid, number)
    told = process.communicate(timeout=60)[1]
    assert time.monotonic() - begun < AT_ONCE
    while left := alive(family):
        assert time.monotonic() - begun < AT_ONCE, left
        time.sleep(0.02)
    return told


@pytest.mark.parametrize("after", [deep(0.1), deep(0.3), deep(0.5), 0.8, deep(1.5)])
def test_a_query_that_is_interrupted_ends_at_once_with_130(
    after: float, out: Path, tmp_path: Path
) -> None:
    (tmp_path / "endless.rq").write_text(ENDLESS, encoding="ascii")
    with running("query", tmp_path / "endless.rq", "--out", out) as process:
        time.sleep(after)
        told = ended(process, signal.SIGINT)
    # Before the first line of ours is read, Python itself ends by the signal.
    assert process.returncode == 130 or (after < 0.5 and process.returncode == -signal.SIGINT)
    assert after < 0.5 or told.strip() == ""


@pytest.mark.deep
@pytest.mark.parametrize("number", some([signal.SIGTERM, signal.SIGINT]))
@pytest.mark.parametrize(
    "after", [deep(0.0), deep(0.02), 0.05, deep(0.1), deep(0.2), 0.4, deep(0.8)]
)
def test_a_server_that_is_told_to_stop_while_it_starts_stops_at_once(
    after: float, number: int, out: Path
) -> None:
    with running("serve", "--out", out, "--port", "0") as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("http://")
        time.sleep(after)
        told = ended(process, number)
    assert process.returncode in ({0, 130} if number == signal.SIGINT else {0, -number})
    assert told.strip() == ""


FORKED = """
import signal
from server.accelerator.granian_server import Server
forked = Server.__new__(Server)
forked.pid = 0  # the process that it was forked from
forked.signal_handler_interrupt(signal.{number}, None)
raise SystemExit(3)
"""


@pytest.mark.deep
@pytest.mark.parametrize(("number", "status"), [("SIGTERM", 0), ("SIGINT", 3)])
def test_a_serving_process_ends_by_sigterm_before_it_has_a_handler_of_its_own(
    number: str, status: int
) -> None:
    done = subprocess.run([sys.executable, "-c", FORKED.format(number=number)], timeout=60)
    assert done.returncode == status


STARTING = """
import sys
from server.sparql import query_task
from server.sparql.limits import LIMITS
from server.workers.spawner import Spawner
Spawner.started(query_task.__name__, query_task.argument(sys.argv[1], "urn:x", LIMITS), 1 << 29)
"""


def opened(pipe: Path) -> int:
    """A pipe, opened to write as soon as somebody reads it."""
    until = time.monotonic() + 30
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.02)


def test_a_process_that_loads_a_graph_ends_with_whoever_started_it(tmp_path: Path) -> None:
    # A pipe to which nothing is written: what loads it would wait for ever.
    pipe = tmp_path / "graph.nq"
    os.mkfifo(pipe)
    command = [RUSFELT.with_name("python"), "-c", STARTING, str(pipe)]
    with subprocess.Popen(command) as process:
        writing = opened(pipe)
        family = descendants(process.pid)
        assert len(family) == 2
        process.kill()
        process.wait()
        until = time.monotonic() + AT_ONCE
        while left := alive(family):
            assert time.monotonic() < until, left
            time.sleep(0.02)
        os.close(writing)


def test_a_build_that_is_interrupted_is_130(tmp_path: Path) -> None:
    with running("build", "--out", tmp_path / "out") as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "reading facts\n"
        ended(process, signal.SIGINT)
    assert process.returncode == 130
    assert not (tmp_path / "out").exists()


def test_a_query_that_is_not_interrupted_leaves_nothing_either(out: Path) -> None:
    before = alive(descendants(os.getpid()))
    assert rusfelt_apart("query", "cq07", "--out", out).returncode == 0
    assert alive(descendants(os.getpid())) <= before
