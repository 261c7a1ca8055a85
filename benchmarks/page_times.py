"""What a page of each kind takes, and weighs: kept by the server, made anew, and of a graph of 200,000 quads.

Run: .venv/bin/python benchmarks/page_times.py [--graph GRAPH.nq] [--rounds 40] [--quads 200000] [--first]

Milliseconds from the request to the last byte over one connection, median and 95th percentile; bytes as they are and
as brotli. "anew" has another parameter each time, so that nothing kept can answer. The large graph is the real one
with generated observations beside it; its times are also given as ratios to those of the real one in the same run.
`--first`: instead, what the first GET of each page takes, each of a server that has just become ready, and all of one
that has rested for some seconds.
"""

import argparse
import statistics
import sys
import tempfile
import time
from http.client import HTTPConnection
from itertools import count
from pathlib import Path

from generated import generated_lines
from pages_beside_queries import BROWSER, PORT, RUSFELT, _built, serving

PAGES = (
    "/nb/", "/nb/plan", "/nb/goals/2", "/nb/measures/centres-teams-low-threshold", "/nb/indicators",
    "/nb/indicators/share-early-identification", "/nb/indicators/fte-total", "/nb/indicators/fte-total?page=2", "/nb/compare", "/nb/check?text=896",
    "/nb/search?q=kommuner", "/nb/sources/002", "/nb/sources/003", "/nb/sources/004", "/nb/people/sintef", "/nb/timeline/2020", "/nb/claims/003/new-fte-from-plan", "/nb/people", "/nb/timeline",
    "/nb/questions", "/nb/questions/cq07-early-identification-share", "/nb/questions/cq32-all-figures", "/nb/sparql",
    "/nb/data", "/nb/def", "/nb/def/Claim", "/nb/doc/source/003", "/nb/about", "/nb/accessibility",
)  # fmt: skip
Times = dict[str, tuple[list[float], list[float], int, int]]
RESTED = 10  # seconds
number = count()


def main() -> None:
    """Print a row for each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--quads", type=int, default=200_000)
    parser.add_argument("--first", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        graph = (asked.graph or _built(Path(folder))).resolve()
        large = _grown(graph, Path(folder) / "large.nq", asked.quads)
        if asked.first:
            _print_first(graph)
            return
        real, grown = (_measured(one, asked.rounds) for one in (graph, large))
    print(f"{'page':48} {'kept p50':>8} {'p95':>6} {'anew p50':>8} {'p95':>6} {'large p95':>9} {'ratio':>6} {'bytes':>8} {'brotli':>7}")  # fmt: skip
    for path, (kept, anew, size, wire) in real.items():
        more = grown[path][1]
        ratio = statistics.median(more) / statistics.median(anew)
        print(
            f"{path:48} {statistics.median(kept):8.1f} {_p95(kept):6.1f} {statistics.median(anew):8.1f} "
            f"{_p95(anew):6.1f} {_p95(more):9.1f} {ratio:6.2f} {size:8,} {wire:7,}"
        )
    every = [one for _, anew, _, _ in real.values() for one in anew]
    print(f"all pages made anew: p95 {_p95(every):.1f} ms; kept: {_p95([one for kept, *_ in real.values() for one in kept]):.1f} ms")  # fmt: skip


def _print_first(graph: Path) -> None:
    """Print a row for each page: its first GET of a new server, and of one that has rested."""
    fresh = dict[str, float]()
    for path in PAGES:
        with serving(RUSFELT, graph, 10):
            fresh[path] = _asked(HTTPConnection("127.0.0.1", PORT, timeout=120), path, "br")[0]
    with serving(RUSFELT, graph, 10):
        time.sleep(RESTED)
        connection = HTTPConnection("127.0.0.1", PORT, timeout=120)
        rested = {path: _asked(connection, path, "br")[0] for path in PAGES}
    print(f"{'first GET, ms':48} {'at once':>8} {f'after {RESTED} s':>10}")
    for path in PAGES:
        print(f"{path:48} {fresh[path]:8.1f} {rested[path]:10.1f}")


def _grown(graph: Path, large: Path, quads: int) -> Path:
    lines = graph.read_text(encoding="utf-8").splitlines(keepends=True)
    base = "https://rusfelt.example/"
    # About twenty-five quads an observation, with its claim and passage.
    with large.open("w", encoding="utf-8") as file:
        file.writelines(lines)
        written = len(lines)
        for line in generated_lines(lines, (quads - len(lines)) // 20, base):
            file.write(line)
            written += 1
            if written >= quads:
                break
    return large


def _measured(graph: Path, rounds: int) -> Times:
    found: Times = {}
    with serving(RUSFELT, graph, 10):
        connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
        for path in PAGES:
            _, size = _asked(connection, path, "identity")
            _, wire = _asked(connection, path, "br")
            kept = [_asked(connection, path, "br")[0] for _ in range(rounds)]
            join = "&" if "?" in path else "?"
            anew = [
                _asked(connection, f"{path}{join}n={next(number)}", "br")[0] for _ in range(rounds)
            ]
            found[path] = (kept, anew, size, wire)
    return found


def _asked(connection: HTTPConnection, path: str, coding: str) -> tuple[float, int]:
    start = time.perf_counter()
    connection.request("GET", path, headers={**BROWSER, "Accept-Encoding": coding})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status}")
    return (time.perf_counter() - start) * 1000, len(body)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
