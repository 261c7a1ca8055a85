"""Point lookups and ordinary joins, beside clients that ask endless queries and ask again when they are ended.

Run: .venv/bin/python benchmarks/under_attack.py [--graph GRAPH.nq] [--observations N] [--greedy N] [--seconds S]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from urllib.parse import urlencode, urlsplit

HERE = Path(__file__).parent
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LOOKUP = "SELECT ?p ?o { <https://rusfelt.example/id/source/003> ?p ?o }"
JOIN = """PREFIX qb: <http://purl.org/linked-data/cube#> PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT (COUNT(*) AS ?n) { ?one a qb:Observation ; ?p ?v ; prov:wasDerivedFrom ?claim . ?claim ?q ?w }"""
number = count()


def main() -> None:
    """Print what lookups and joins took, alone and beside the greedy clients."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", type=Path)
    parser.add_argument(
        "--observations", type=int, default=6_000, help="generated; 0: the graph as it is"
    )
    parser.add_argument("--greedy", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--joins", type=int, default=50)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving(_graph(asked, Path(folder))) as address:
        for greedy in (0, asked.greedy):
            _measure(address, greedy, asked.seconds, asked.joins)


def _graph(asked: argparse.Namespace, folder: Path) -> Path:
    graph: Path | None = asked.graph
    if graph is None:
        graph = folder / "built" / "rusfelt.nq"
        _run("-c", "from rusfelt.cli import main; main()", "build", "--out", str(graph.parent))
    if not asked.observations:
        return graph
    large = folder / "large.nq"
    with large.open("wb") as file:
        command = [sys.executable, str(HERE / "generated.py"), str(graph), str(asked.observations)]
        subprocess.run(command, stdout=file, check=True)
    return large


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stderr=subprocess.DEVNULL)


@contextmanager
def serving(graph: Path) -> Iterator[str]:
    """The server over a graph, with its settings as they are by default but no answers kept; where it listens."""
    command = [sys.executable, "-c", "from rusfelt.cli import main; main()", "serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--graph", str(graph), "--cache-mb", "0"], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        address = process.stderr.readline().strip()
        get(HTTPConnection(urlsplit(address).netloc, timeout=60), "/readyz")
        yield urlsplit(address).netloc
    finally:
        process.terminate()
        process.wait(60)


def get(connection: HTTPConnection, path: str) -> tuple[int, bytes]:
    """One request on a connection that is kept."""
    connection.request("GET", path, headers={"Accept": "application/json, text/plain"})
    answer = connection.getresponse()
    return answer.status, answer.read()


def ask(connection: HTTPConnection, query: str) -> int:
    """The status of a query that was never asked before."""
    status, body = get(connection, "/sparql?" + urlencode({"query": f"{query} # {next(number)}"}))
    if status == 200:
        json.loads(body)
    return status


def _measure(address: str, greedy: int, seconds: float, joins: int) -> None:
    over, ended = threading.Event(), Counter[int]()

    def without_end() -> None:
        connection = HTTPConnection(address, timeout=120)
        while not over.is_set():
            ended[ask(connection, ENDLESS)] += 1

    threads = [threading.Thread(target=without_end) for _ in range(greedy)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    found: dict[str, list[tuple[int, float]]] = {"lookup": [], "join": []}
    until = time.monotonic() + seconds
    try:
        workers = [
            threading.Thread(target=_ask_often, args=(address, LOOKUP, found["lookup"], lambda _: time.monotonic() < until)),
            threading.Thread(target=_ask_often, args=(address, JOIN, found["join"], lambda n: n < joins)),
        ]  # fmt: skip
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    finally:
        over.set()
    for thread in threads:
        thread.join()
    print(
        f"beside {greedy} greedy clients ({dict(ended)} answers to them); {os.cpu_count()} processors"
    )
    for name, answers in found.items():
        times = sorted(taken * 1000 for _, taken in answers)
        p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
        failed = Counter(status for status, _ in answers if status != 200)
        print(
            f"  {name}: {len(times)} asked, median {statistics.median(times):.1f} ms, p99 {p99:.1f} ms, "
            f"not answered: {dict(failed) or 0}"
        )


def _ask_often(
    address: str, query: str, found: list[tuple[int, float]], again: Callable[[int], bool]
) -> None:
    connection = HTTPConnection(address, timeout=120)
    while again(len(found)):
        begun = time.perf_counter()
        found.append((ask(connection, query), time.perf_counter() - begun))
        time.sleep(0.002)


if __name__ == "__main__":
    main()
