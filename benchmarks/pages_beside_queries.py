"""How long pages take while browsers ask endless queries, and when those end.

Run: .venv/bin/python benchmarks/pages_beside_queries.py [--graph GRAPH.nq] [--endless 16] [--timeout 10]
[--serve NAME=COMMAND …]. Each COMMAND is run in turn with `--graph GRAPH --port PORT --timeout SECONDS` at
its end, and asked the same; without any, the accelerated server is held against the Flask application under
gunicorn. Pages are asked one after the other, each a new one, over one connection.
"""

import argparse
import os
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PAGES = ("/nb/sources/000", "/nb/def", "/nb/questions", "/nb/plan", "/nb/claims/004/frame-heading")  # fmt: skip
PORT = 8311
GUNICORN = f"{sys.executable} -m gunicorn --threads 24 --timeout 0 --no-control-socket server:create_app()"  # fmt: skip
RUSFELT = f"{sys.executable} -c 'from rusfelt.cli import main; main()' serve"
number = count()


def main() -> None:
    """Print a row for each server: pages alone, pages beside the queries, and how the queries ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--endless", type=int, default=16)
    parser.add_argument("--timeout", type=float, default=10)
    parser.add_argument("--serve", action="append", metavar="NAME=COMMAND")
    asked = parser.parse_args()
    given = asked.serve or [f"accelerated={RUSFELT}", f"flask={GUNICORN}"]
    servers = dict(one.split("=", 1) for one in given)
    with tempfile.TemporaryDirectory() as folder:
        graph = asked.graph or _built(Path(folder))
        for name, command in servers.items():
            with serving(command, graph.resolve(), asked.timeout):
                alone = pages(2, None)
                with Endless(asked.endless) as endless:
                    beside = pages(asked.timeout, endless.over)
            print(f"{name}: pages alone {told(alone)}; beside {asked.endless} {told(beside)}")
            print(f"{name}: queries ended with {endless.told(asked.timeout)}")


def _built(folder: Path) -> Path:
    build = [sys.executable, "-c", "from rusfelt.cli import main; main()", "build"]
    subprocess.run([*build, "--out", str(folder)], check=True, capture_output=True)
    return folder / "rusfelt.nq"


@contextmanager
def serving(command: str, graph: Path, timeout: float) -> Iterator[None]:
    """A server on PORT, until it is ready; settings as flags, or as variables for a server of others."""
    words, environment = shlex.split(command), dict(os.environ)
    if "gunicorn" in words:
        words += ["--bind", f"127.0.0.1:{PORT}"]
        environment |= {"RUSFELT_GRAPH": str(graph), "RUSFELT_TIMEOUT": str(timeout)}
    else:
        words += ["--graph", str(graph), "--port", str(PORT), "--timeout", str(timeout)]
    process = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                if _status(HTTPConnection("127.0.0.1", PORT, timeout=60), "/readyz", {}) == 200:
                    break
            except OSError:
                assert time.monotonic() < until, "the server does not start"
                time.sleep(0.1)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _status(connection: HTTPConnection, path: str, headers: dict[str, str]) -> int:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def pages(seconds: float, over: threading.Event | None) -> list[float]:
    """The milliseconds of each page, for some seconds or until it is over."""
    found, until = list[float](), time.monotonic() + seconds
    connection = HTTPConnection("127.0.0.1", PORT, timeout=120)
    while time.monotonic() < until and not (over and over.is_set()):
        begun = time.perf_counter()
        one = next(number)
        path = f"{PAGES[one % len(PAGES)]}?lang=nb&n={one}"
        assert _status(connection, path, BROWSER) == 200
        found.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.01)
    return found


class Endless:
    """Browsers that ask an endless query each; `ended` has the status and the seconds."""

    def __init__(self, browsers: int) -> None:
        self.ended, self.over = list[tuple[int, float]](), threading.Event()
        self.threads = [threading.Thread(target=self._ask) for _ in range(browsers)]

    def __enter__(self) -> "Endless":
        for thread in self.threads:
            thread.start()
        time.sleep(0.2)
        return self

    def __exit__(self, *_: object) -> None:
        for thread in self.threads:
            thread.join()

    def _ask(self) -> None:
        query = urlencode({"query": f"{ENDLESS} # {next(number)}"})
        begun = time.monotonic()
        connection = HTTPConnection("127.0.0.1", PORT, timeout=120)
        status = _status(connection, f"/nb/sparql?{query}", BROWSER)
        self.ended.append((status, time.monotonic() - begun))
        if len(self.ended) == len(self.threads):
            self.over.set()

    def told(self, timeout: float) -> str:
        """How many ended with which status, and how long after their deadline the last did."""
        statuses = ", ".join(f"{n} × {code}" for code, n in sorted(Counter(code for code, _ in self.ended).items()))  # fmt: skip
        last = max(seconds for _, seconds in self.ended)
        return f"{statuses}; the last {last - timeout:+.1f} s from its deadline"


def told(milliseconds: list[float]) -> str:
    """Median, 99th percentile and the longest."""
    if len(milliseconds) < 2:
        return f"{milliseconds} ms"
    p99 = statistics.quantiles(milliseconds, n=100)[98]
    return (
        f"{statistics.median(milliseconds):.0f} ms median, {p99:.0f} ms p99, "
        f"{max(milliseconds):.0f} ms longest of {len(milliseconds)}"
    )


if __name__ == "__main__":
    main()
