"""The Flask application under web servers of others: the same answers, the same limits, threads left for pages."""

import os
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph_build.errors import RusfeltError
from graph_build.layers.builder import BuiltGraph
from server import create_app
from server.settings import Settings, from_environment
from tests.server.served import ACCELERATED, FLASK, Served, serving
from tests.some import some

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?s{i} ?p{i} ?o{i} .' for i in range(4))} }}"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
# What web servers add of their own, and what differs from one answer to the next.
TIME = re.compile("Svart på (under )?[0-9,]+ sekund(er)?".encode())
OWN_HEADERS = {"server", "date", "connection", "content-length", "transfer-encoding"}
SAME = (
    ("GET", "/", {"Accept": BROWSER}),
    ("GET", "/", {"Accept": BROWSER, "Accept-Language": "en", "Accept-Encoding": "br"}),
    ("HEAD", "/nb/questions", {}),
    ("GET", "/doc/claim/004-frame-heading", {"Accept": "text/turtle", "Accept-Encoding": "gzip"}),
    ("GET", "/id/claim/004-frame-heading", {}),
    ("GET", "/sparql?query=" + COUNT, {"Accept": "text/csv"}),
    ("GET", "/sparql?query=" + COUNT, {"Accept": BROWSER}),
    ("GET", "/sparql?query=SELECT", {"Accept": "text/csv"}),
    ("GET", "/sparql?query=SELECT", {"Accept": BROWSER}),
    ("GET", "/sparql?query=SELECT(NOW()AS?n){}", {"Accept": "text/csv"}),
    ("GET", "/sparql", {"Accept": "text/turtle"}),
    ("GET", "/graphs?default", {"Accept": "application/n-triples", "Accept-Encoding": "br"}),
    ("GET", "/download/rusfelt.nq", {"Range": "bytes=10-99"}),
    ("GET", "/download/rusfelt.nq", {"Range": "bytes=99999999-"}),
    ("HEAD", "/download/rusfelt.nq", {}),
    ("GET", "/download/rusfelt.nq", {}),
    ("OPTIONS", "/sparql", {}),
    ("OPTIONS", "/validate", {}),
    ("OPTIONS", "/def", {}),
    ("DELETE", "/sparql", {}),
    ("POST", "/def", {}),
    ("GET", "/nowhere", {"Accept": BROWSER}),
    ("GET", "/nowhere", {}),
    ("GET", "/static/rusfelt.css", {"Accept-Encoding": "gzip"}),
    ("GET", "/static/none.css", {}),
    ("GET", "/nn", {}),
    ("GET", "/questions", {"Accept-Language": "nn"}),
    ("GET", "/healthz", {}),
    ("GET", "/.well-known/void", {"Accept": "image/png"}),
    ("GET", "/sitemap.xml", {}),
    ("GET", "/def.json", {"Accept-Encoding": "gzip"}),
)


@pytest.fixture(scope="module")
def graph(built: BuiltGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hosted") / "rusfelt.nq"
    path.write_bytes(built.nquads)
    return path


@pytest.fixture(scope="module")
def both(graph: Path) -> Iterator[tuple[Served, Served]]:
    """The accelerated server, and the application alone."""
    with (
        serving("--graph", str(graph)) as first,
        serving("--graph", str(graph), kind=FLASK) as other,
    ):
        yield first, other


def told(server: Served, method: str, path: str, headers: dict[str, str]) -> dict[str, object]:
    """Everything that a client sees of an answer, but what web servers add; addresses of the server as #, the time as …."""
    answer = server.client.request(method, path, headers={"Accept-Encoding": "identity", **headers})
    kept = {
        name: value.replace(server.address, "#")
        for name, value in answer.headers.items()
        if name not in OWN_HEADERS
    }
    tag = kept.pop("etag", None)
    body = answer.content.replace(server.address.encode(), b"#")
    body = TIME.sub(b"Svart p\xc3\xa5 \xe2\x80\xa6", body)
    # A page with the address of the server in it has other bytes on another port, and so another tag.
    return {"status": answer.status_code, "body": body, "tagged": tag is not None, **kept}


@pytest.mark.parametrize(("method", "path", "headers"), some(SAME, first=4))
def test_both_servers_give_the_same_answer(
    method: str, path: str, headers: dict[str, str], both: tuple[Served, Served]
) -> None:
    if "NOW()" in path:
        first, second = (both[n].client.get(path, headers=headers).headers for n in (0, 1))
        assert first["Cache-Control"] == second["Cache-Control"] == "no-store"
        return
    accelerated, alone = (told(server, method, path, headers) for server in both)
    assert accelerated == alone


@pytest.mark.parametrize("path", ["/", "/def", "/sparql?query=ASK{}", "/download/rusfelt.nq", "/static/rusfelt.css"])  # fmt: skip
@pytest.mark.parametrize("encoding", some(["br", "identity", "gzip"]))
def test_a_client_that_has_an_answer_gets_304_from_both(
    path: str, encoding: str, both: tuple[Served, Served]
) -> None:
    for server in both:
        for _ in range(2):  # made, and kept
            headers = {"Accept": BROWSER if path in "/def" else "*/*", "Accept-Encoding": encoding}
            first = server.client.get(path, headers=headers)
            assert first.status_code == 200
            tag = first.headers["ETag"]
            for known in (tag, f'W/{tag}, "x"', f'"x", {tag}', "*"):
                again = server.client.get(path, headers={**headers, "If-None-Match": known})
                assert (again.status_code, again.content) == (304, b"")
                assert again.headers["ETag"] == tag
                assert "Content-Security-Policy" in again.headers
            other = server.client.get(path, headers={**headers, "If-None-Match": '"x"'})
            assert (other.status_code, other.content) == (200, first.content)


@pytest.mark.parametrize("value", ["bytes=0-9", "bytes=-10", "bytes=5953000-"])
def test_a_part_of_the_download_is_those_bytes(value: str, both: tuple[Served, Served], graph: Path) -> None:  # fmt: skip
    content = graph.read_bytes()
    start, _, end = value.removeprefix("bytes=").partition("-")
    expected = (
        content[int(start) : int(end) + 1 if end else None] if start else content[-int(end) :]
    )
    for server in both:
        tag = server.client.get("/healthz") and server.client.head("/download/rusfelt.nq").headers["ETag"]  # fmt: skip
        for condition in ({}, {"If-Range": tag}):
            answer = server.client.get("/download/rusfelt.nq", headers={"Range": value, **condition})  # fmt: skip
            assert (answer.status_code, answer.content) == (206, expected)
            assert answer.headers["Content-Range"].endswith(f"/{len(content)}")
        for whole in ({"If-Range": '"x"'}, {"Range": "bytes=0-1,4-5"}, {"Range": "lines=1-2"}):
            answer = server.client.get("/download/rusfelt.nq", headers={"Range": value, **whole})
            assert (answer.status_code, len(answer.content)) == (200, len(content))


def test_a_body_is_held_to_its_limit_however_it_is_sent(both: tuple[Served, Served]) -> None:
    def parts(size: int) -> Iterator[bytes]:
        yield b"query=" + b"+" * (size - 6)

    for server in both:
        for size, status in ((1_000_000, 400), (1_000_001, 413)):
            for content in (b"query=" + b"+" * (size - 6), parts(size)):
                answer = httpx.post(
                    server.address + "/sparql",
                    content=content,
                    headers={"Content-Type": "application/x-www-form-urlencoded"},
                )
                assert answer.status_code == status, (server.kind, size)


class Asking:
    """Browsers that ask endless queries; `ended` has the status and the seconds of each."""

    def __init__(self, address: str, number: int, accept: str = BROWSER) -> None:
        self.address, self.accept, self.ended = address, accept, list[tuple[int, float]]()
        self.threads = [threading.Thread(target=self._ask, args=(n,)) for n in range(number)]

    def __enter__(self) -> "Asking":
        for thread in self.threads:
            thread.start()
        time.sleep(0.3)
        return self

    def __exit__(self, *_: object) -> None:
        for thread in self.threads:
            thread.join()

    def _ask(self, number: int) -> None:
        started = time.monotonic()
        query = f"{ENDLESS} # {number}"
        answer = httpx.get(
            self.address + "/nb/sparql",
            params={"query": query},
            headers={"Accept": self.accept},
            timeout=60,
        )
        self.ended.append((answer.status_code, time.monotonic() - started))


@pytest.mark.alone
@pytest.mark.parametrize("host", [ACCELERATED, FLASK])
def test_no_page_waits_for_somebody_elses_query(host: str, graph: Path) -> None:
    with (
        serving("--graph", str(graph), "--timeout", "3", kind=host) as server,
        httpx.Client(base_url=server.address, timeout=60) as reader,
    ):
        seconds = list[float]()
        with Asking(server.address, 16) as asking:
            for number in range(100):
                started = time.monotonic()
                path = f"/nb/sources/00{number % 5}?n={number}"
                assert reader.get(path, headers={"Accept": BROWSER}).status_code == 200
                seconds.append(time.monotonic() - started)
        statuses = {status for status, _ in asking.ended}
        assert len(asking.ended) == 16
        assert statuses <= {503, 504}
        assert 504 in statuses
        assert max(taken for _, taken in asking.ended) < 3 + 2
        # Far below a deadline: a page that waited for a query would take the seconds of one.
        assert statistics.median(seconds) < 0.5
        assert max(seconds) < 2


@pytest.mark.deep
def test_more_queries_than_threads_are_refused_and_not_queued(graph: Path) -> None:
    options = ("--graph", str(graph), "--timeout", "2", "--threads", "4")
    with serving(*options, kind=FLASK) as server:
        # The same query nine times: one is evaluated, and the others would wait for it in a thread each.
        answers = list[int]()

        def ask() -> None:
            answers.append(
                httpx.get(
                    server.address + "/sparql", params={"query": ENDLESS}, timeout=60
                ).status_code
            )

        threads = [threading.Thread(target=ask) for _ in range(9)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        for path in ("/healthz", "/readyz", "/metrics", "/nb/questions", "/graphs?graph=urn:none"):
            assert server.client.get(path).status_code == (503 if "graphs" in path else 200)
        for thread in threads:
            thread.join()
    assert sorted(answers) == [503] * 5 + [504] * 4


@pytest.mark.deep
def test_a_server_that_forks_after_loading_answers_from_each_process(graph: Path) -> None:
    environment = {"RUSFELT_GRAPH": str(graph), "GUNICORN_CMD_ARGS": "--preload --workers 2"}
    with serving(kind=FLASK, **environment) as server:
        for _ in range(20):
            answer = httpx.get(server.address + "/sparql", params={"query": COUNT, "format": "csv"})
            assert answer.status_code == 200
            assert int(answer.text.split()[1]) > 20_000


@pytest.mark.deep
def test_flask_run_finds_the_application(graph: Path) -> None:
    command = [sys.executable, "-m", "flask", "--app", "server", "run", "--port", "0"]
    process = subprocess.Popen(
        command,
        env={**os.environ, "RUSFELT_GRAPH": str(graph), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = next(
            found[0]
            for line in process.stdout
            if (found := re.search(r"http://127\.0\.0\.1:\d+", line))
        )
        answer = httpx.get(address + "/sparql", params={"query": COUNT, "format": "csv"})
        assert answer.status_code == 200
        assert httpx.get(address + "/doc/source/003").status_code == 200
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def test_settings_come_from_the_environment(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSFELT_GRAPH", str(graph))
    monkeypatch.setenv("RUSFELT_ROWS", "7")
    assert from_environment().rows == 7
    monkeypatch.setenv("RUSFELT_ROWS", "0")
    monkeypatch.setenv("RUSFELT_TIMEOUT", "soon")
    with pytest.raises(RusfeltError, match=r"RUSFELT_TIMEOUT: .*RUSFELT_ROWS: .*1"):
        from_environment()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "cannot be read"),
        ({"rusfelt.nq": "<urn:a> <urn:b> <urn:c> .\n"}, "manifest"),
        (
            {"rusfelt.nq": "<urn:a> <urn:b> <urn:c> .\n", "manifest.json": '{"conforms": null}'},
            "not validated",
        ),
        (
            {"rusfelt.nq": "<urn:a> <urn:b> <urn:c> .\n", "manifest.json": '{"conforms": false}'},
            "does not conform",
        ),
        ({"rusfelt.nq": "<urn:a> <urn:b> .\n", "manifest.json": '{"conforms": true}'}, "N-Quads"),
    ],
)
def test_what_should_not_be_served_is_refused_at_the_start(
    files: dict[str, str], message: str, tmp_path: Path
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(RusfeltError, match=message):
        create_app(Settings(out=tmp_path))
