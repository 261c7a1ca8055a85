"""The server as it runs: its snapshot is replaced, its processes die, its log and its metrics tell."""

import contextlib
import itertools
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from click.testing import CliRunner
from prometheus_client.parser import text_string_to_metric_families

from rusfelt.commands.serve import LIMITS, serve
from server.operations.access_log import MAX_PATH
from tests.server.served import ACCELERATED, FLASK, Served, serving
from tests.some import some

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?s{i} ?p{i} ?o{i} .' for i in range(12))} }}"
LINE = "<urn:a{}> <urn:b> <urn:c> .\n"


def until(found: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something is so; AssertionError where it is not in time."""
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)


def count(client: httpx.Client) -> int:
    answer = client.get("/sparql", params={"query": COUNT, "format": "csv"})
    assert answer.status_code == 200, answer.text
    return int(answer.text.split()[1])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    graph = tmp_path / "small.nq"
    graph.write_text("".join(LINE.format(number) for number in range(10)), encoding="utf-8")
    return graph


@pytest.fixture
def running(small: Path) -> Iterator[Served]:
    with serving("--graph", str(small), "--timeout", "3", "--access-log", "-") as found:
        yield found


def replace(graph: Path, text: str) -> None:
    beside = graph.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(graph)


class Load:
    """Clients that ask without end; `failed` has what was not answered with 200."""

    def __init__(self, address: str, clients: int = 4) -> None:
        self.address, self.answered, self.failed = address, 0, list[str]()
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._ask) for _ in range(clients)]

    def __enter__(self) -> "Load":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _ask(self) -> None:
        with httpx.Client(base_url=self.address, timeout=30) as client:
            while not self.over.is_set():
                query = f"{COUNT} # {self.answered} {threading.get_ident()}"
                try:
                    answer = client.get("/sparql", params={"query": query})
                    if answer.status_code != 200:
                        self.failed.append(f"{answer.status_code} {answer.text}")
                except httpx.HTTPError as error:
                    self.failed.append(repr(error))
                self.answered += 1


def test_a_new_snapshot_is_served_without_a_failed_request(running: Served, small: Path) -> None:
    with Load(running.address) as load:
        for round_ in range(1, 4):
            replace(small, "".join(LINE.format(number) for number in range(10 + round_)))
            if round_ == 3:  # at once, without waiting for somebody to look
                running.process.send_signal(signal.SIGHUP)
            until(lambda expected=10 + round_: count(running.client) == expected)  # type: ignore[misc]
    assert load.failed == []
    assert load.answered > 100
    assert running.metric("rusfelt_snapshots_served_total") == 3
    until(lambda: list(running.processes().values()).count("zygote") == 1)


@pytest.mark.deep
def test_a_broken_snapshot_is_refused_and_the_old_one_goes_on(running: Served, small: Path) -> None:
    with Load(running.address) as load:
        replace(small, "this is no N-Quads\n")
        until(lambda: running.metric("rusfelt_snapshots_refused_total") == 1)
        assert count(running.client) == 10
        small.unlink()
        running.process.send_signal(signal.SIGHUP)
        until(lambda: running.metric("rusfelt_snapshots_refused_total") == 2)
        assert count(running.client) == 10
    assert load.failed == []
    refused = [event for event in events(running) if event["event"] == "snapshot-refused"]
    assert "is no N-Quads" in refused[0]["reason"]


@pytest.mark.deep
def test_whatever_happens_to_the_file_what_is_served_stays_one(small: Path) -> None:
    before = small.read_bytes()
    with serving("--graph", str(small), "--patience", "2") as running:
        tag = running.client.head("/download/rusfelt.nq").headers["ETag"]
        with small.open("r+b") as file:  # in its place, not beside it
            file.write(b"this is no N-Quads")
            file.truncate()
        until(lambda: running.metric("rusfelt_snapshots_refused_total") >= 1)
        zygotes = running.metric("rusfelt_zygotes_started_total")
        for pid in [pid for pid, kind in running.processes().items() if kind == "zygote"]:
            os.kill(pid, signal.SIGKILL)
        until(lambda: running.metric("rusfelt_zygotes_started_total") == zygotes + 1)
        for _ in range(5):  # more than were ready
            for pid in [pid for pid, kind in running.processes().items() if kind == "worker"]:
                os.kill(pid, signal.SIGKILL)
            assert count(running.client) == 10
        given = running.client.get("/download/rusfelt.nq")
        assert (given.content, given.headers["ETag"]) == (before, tag)
        small.unlink()
        assert running.client.get("/download/rusfelt.nq").content == before
        assert running.client.get("/readyz").status_code == 200


@pytest.mark.deep
def test_each_download_during_swaps_has_the_tag_of_its_own_bytes(
    running: Served, small: Path
) -> None:
    over, end = threading.Event(), time.monotonic() + 30

    def swap() -> None:
        for number in itertools.count(1):
            if over.wait(0.05):
                return
            replace(small, "".join(LINE.format(one) for one in range(10 * number)))
            running.process.send_signal(signal.SIGHUP)

    thread = threading.Thread(target=swap)
    thread.start()
    found = dict[str, bytes]()
    try:
        while len(found) < 8 and time.monotonic() < end:
            answer = running.client.get("/download/rusfelt.nq")
            assert answer.status_code == 200
            assert found.setdefault(answer.headers["ETag"], answer.content) == answer.content
    finally:
        over.set()
        thread.join()
    assert len(found) >= 8
    assert len({*found.values()}) == len(found)


@pytest.mark.deep  # it waits for the second try
def test_a_snapshot_refused_for_a_passing_reason_is_tried_again(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    with serving("--graph", str(small)) as running:
        (tmp_path / "scratch").rmdir()  # no copy can be made
        replace(small, LINE.format(0))
        until(lambda: running.metric("rusfelt_snapshots_refused_total") >= 1)
        assert count(running.client) == 10
        (tmp_path / "scratch").mkdir()
        until(lambda: count(running.client) == 1)


@pytest.mark.deep
@pytest.mark.parametrize("reloads", [8, 50])
def test_each_reload_lets_the_old_graph_go(reloads: int, tmp_path: Path) -> None:
    def lines(version: int) -> str:
        return "".join(
            f'<urn:{version}:{n}> <urn:p> "{n}" <urn:g{n % 9}> .\n' for n in range(40_000)
        )

    graph = tmp_path / "large.nq"
    graph.write_text(lines(0), encoding="utf-8")
    with serving("--graph", str(graph), "--timeout", "2") as running:
        (pid,) = [pid for pid, kind in running.processes().items() if kind == "serving"]

        def memory() -> int:
            running.client.get("/", headers={"Accept": "text/html"})
            status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
            return int(status.split("VmRSS:")[1].split()[0])

        sizes = [memory()]
        for version in range(1, reloads + 1):
            replace(graph, lines(version))
            running.process.send_signal(signal.SIGHUP)
            until(lambda count=version: running.metric("rusfelt_snapshots_served_total") == count)  # type: ignore[misc]
            sizes.append(memory())
        # As many as one store, three times over, are between two of them; a store more with each would be far above.
        assert max(sizes[-3:]) < 1.5 * max(sizes[2:5]), sizes
        zygotes = [kind for kind in running.processes().values() if kind == "zygote"]
        assert len(zygotes) <= 3


@pytest.mark.deep
def test_an_answer_of_the_old_snapshot_is_not_given_for_the_new(
    running: Served, small: Path
) -> None:
    first = running.client.get("/sparql", params={"query": COUNT})
    replace(small, LINE.format(0))
    until(lambda: running.metric("rusfelt_snapshots_served_total") == 1)
    known = {"If-None-Match": first.headers["ETag"]}
    second = running.client.get("/sparql", params={"query": COUNT}, headers=known)
    assert second.status_code == 200
    assert second.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("kind", some(["worker", "zygote"]))
def test_a_killed_worker_or_zygote_takes_no_answer_with_it(kind: str, running: Served) -> None:
    with Load(running.address) as load:
        for _ in range(5):
            victims = [pid for pid, found in running.processes().items() if found == kind]
            for pid in victims[:1]:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.15)
    assert load.failed == []


def test_a_killed_serving_process_is_started_again(running: Served) -> None:
    def serving_process() -> int:
        return next(pid for pid, kind in running.processes().items() if kind == "serving")

    first = serving_process()
    with httpx.Client(base_url=running.address) as client:
        assert count(client) == 10
        os.kill(first, signal.SIGKILL)
        until(lambda: not Path(f"/proc/{first}").exists() or not _alive(first))
    with httpx.Client(base_url=running.address, timeout=30) as client:
        assert count(client) == 10  # a new one waits until it is answered
    assert serving_process() != first


@pytest.mark.deep
def test_a_killed_watching_process_leaves_no_orphan_behind(running: Served) -> None:
    all_of_them = running.processes()
    with Load(running.address, 1):
        running.process.kill()
        until(lambda: not any(Path(f"/proc/{pid}").exists() and _alive(pid) for pid in all_of_them))
    address = urlsplit(running.address)
    socket.create_server((address.hostname or "", address.port or 0)).close()


def _alive(pid: int) -> bool:
    return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")


def test_what_is_in_flight_is_answered_before_the_server_stops(small: Path) -> None:
    slow = ENDLESS.replace("?s7 ?p7 ?o7 .", "}#")  # ten million solutions: some seconds
    with serving("--graph", str(small)) as running:
        answers = list[httpx.Response]()

        def ask() -> None:
            answers.append(running.client.get("/sparql", params={"query": slow}))

        thread = threading.Thread(target=ask)
        thread.start()
        time.sleep(0.05)
        running.process.send_signal(signal.SIGTERM)
        thread.join()
        assert running.process.wait(20) == 0
    assert [answer.status_code for answer in answers] == [200]


@pytest.mark.deep
def test_nothing_is_left_of_a_server_that_has_stopped(small: Path) -> None:
    with serving("--graph", str(small), "--timeout", "2") as running:
        count(running.client)
        pids = set(running.processes())
        threading.Thread(target=_ask_without_end, args=(running.address,)).start()
        time.sleep(0.3)
        pids |= set(running.processes())
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))


def _ask_without_end(address: str) -> None:
    with contextlib.suppress(httpx.HTTPError):
        httpx.get(address + "/sparql", params={"query": ENDLESS}, timeout=60)


def events(running: Served) -> list[dict[str, object]]:
    """What the access log on standard error has, once it is written."""
    time.sleep(0.5)
    lines = running.said.read_text(encoding="utf-8").splitlines()[1:]
    return [json.loads(line) for line in lines]


def test_the_access_log_has_a_line_for_each_request_that_nobody_can_forge(running: Served) -> None:
    forged = '/nothing%0A{"event":"request","status":200}%0D%1B[31m'
    assert running.client.get(forged).status_code == 404
    query = {"query": COUNT}
    running.client.get("/sparql", params=query, headers={"User-Agent": "one\ttwo"})
    running.client.get("/sparql", params={"query": "SELECT"})
    found = [event for event in events(running) if event["event"] == "request"]
    *_, first, second, third = found
    assert first["path"] == '/nothing\n{"event":"request","status":200}\r\x1b[31m'
    assert [first["status"], second["status"], third["status"]] == [404, 200, 400]
    assert re.fullmatch(r"[0-9a-f]{16}", str(second["query"]))
    assert COUNT not in running.said.read_text(encoding="utf-8")
    assert second["client"] == "127.0.0.1"
    assert second["answer"] == "miss"


@pytest.mark.deep
@pytest.mark.parametrize("kind", some([ACCELERATED, FLASK]))
def test_of_several_forwarding_lines_the_last_is_believed(
    kind: str, small: Path, tmp_path: Path
) -> None:
    log = tmp_path / "access.log"
    options = ("--graph", str(small), "--behind-proxy", "--access-log", str(log))
    with serving(*options, kind=kind) as running:
        lines = [("X-Forwarded-For", "192.0.2.1, 192.0.2.2"), ("X-Forwarded-For", "192.0.2.3")]
        assert running.client.get("/healthz", headers=lines).status_code == 200
        until(lambda: "healthz" in log.read_text(encoding="utf-8"))
    (asked,) = [line for line in log.read_text(encoding="utf-8").splitlines() if "healthz" in line]
    assert json.loads(asked)["client"] == "192.0.2.3"


@pytest.mark.deep
def test_a_line_of_the_access_log_has_a_length_whatever_is_asked(running: Served) -> None:
    for length in (MAX_PATH - 1, MAX_PATH, 8_000):
        assert running.client.get("/".ljust(length, "a")).status_code == 404
    paths = [event["path"] for event in events(running) if event["event"] == "request"][-3:]
    assert [len(str(path)) for path in paths] == [MAX_PATH - 1, MAX_PATH, MAX_PATH]


@pytest.mark.deep
def test_the_access_log_can_be_moved_away(small: Path, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    with serving("--graph", str(small), RUSFELT_ACCESS_LOG=str(log)) as running:
        count(running.client)
        until(lambda: '"path": "/sparql"' in log.read_text(encoding="utf-8"))
        log.rename(tmp_path / "old.log")
        running.process.send_signal(signal.SIGHUP)
        until(log.exists)
        count(running.client)
        until(lambda: '"path": "/sparql"' in log.read_text(encoding="utf-8"))


@pytest.mark.deep
def test_metrics_are_what_prometheus_reads(running: Served) -> None:
    count(running.client)
    assert count(running.client) == 10
    running.client.get("/sparql", params={"query": ENDLESS, "timeout": "0.3"})
    families = {
        family.name: family
        for family in text_string_to_metric_families(running.client.get("/metrics").text)
    }
    ended = {one.labels["reason"]: one.value for one in families["rusfelt_queries_ended"].samples}
    assert ended["deadline"] == 1
    assert families["rusfelt_cache_hits"].samples[0].value == 1
    kinds = {one.labels["class"] for one in families["rusfelt_requests"].samples}
    assert {"query", "kept-query", "operations"} <= kinds
    buckets = [
        one for one in families["rusfelt_request_seconds"].samples
        if one.name.endswith("_bucket") and one.labels["class"] == "query"
    ]  # fmt: skip
    assert buckets[-1].labels["le"] == "+Inf"
    assert buckets[-1].value == 2


@pytest.mark.deep
def test_readiness_is_told(running: Served) -> None:
    assert running.client.get("/healthz").text == "ok\n"
    assert running.client.get("/readyz").text.startswith("ready 10 quads")


@pytest.mark.parametrize("name", LIMITS)
def test_every_limit_has_a_flag_and_a_variable_that_help_and_docs_tell(
    name: str, project: Path
) -> None:
    told = CliRunner().invoke(serve, ["--help"], terminal_width=200).output
    docs = (project / "docs/running.md").read_text(encoding="utf-8")
    flag, variable = "--" + name.replace("_", "-"), "RUSFELT_" + name.upper()
    for place in (told, docs):
        assert flag in place
        assert variable in place


def test_a_limit_out_of_range_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from rusfelt.cli import main; main()", "serve", "--graph", "x.nq"],
        env={**os.environ, "RUSFELT_TIMEOUT": "1000000"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "1000000" in done.stderr
    assert "Traceback" not in done.stderr
