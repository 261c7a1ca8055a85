"""The raw engine: what is left when there is no server at all.

Run as `python floor.py GRAPH`: reads a line of JSON for each round (`text`, `new`, `threads`, `seconds`,
`first`), writes a line with what it has given. It is a process of its own, so that nothing else is in it.
"""

import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store


def answered(store: Store, text: str) -> bytes:
    """The whole answer to a query, as the servers give it."""
    result = store.query(text, use_default_graph_as_union=True)
    if isinstance(result, QueryTriples):
        return result.serialize(format=RdfFormat.N_TRIPLES) or b""
    return result.serialize(format=QueryResultsFormat.JSON) or b""


def loaded(graph: Path) -> Store:
    """The engine, in memory."""
    store = Store()
    store.bulk_load(path=graph, format=RdfFormat.N_QUADS)
    return store


class Floor:
    """The process, seen from the benchmark."""

    def __init__(self, graph: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(graph)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def round(self, **asked: Any) -> Mapping[str, float]:
        """One round: `rate`, `median` and `p99` in milliseconds."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps(asked), file=self.process.stdin, flush=True)
        found: Mapping[str, float] = json.loads(self.process.stdout.readline())
        return found

    def stop(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()


def _round(store: Store, asked: Mapping[str, Any]) -> dict[str, float]:
    times: list[float] = []

    def ask(number: int) -> None:
        while (begun := time.perf_counter()) < until:
            number += 1
            answered(store, f"{asked['text']}\n#{number}")
            times.append(time.perf_counter() - begun)

    started = time.perf_counter()
    until = started + asked["seconds"]
    threads = [
        threading.Thread(target=ask, args=(asked["first"] + number * 1_000_000,))
        for number in range(asked["threads"])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - started
    p99 = statistics.quantiles(times, n=100)[98] if len(times) > 1 else times[0]
    return {
        "rate": len(times) / took,
        "median": statistics.median(times) * 1000,
        "p99": p99 * 1000,
    }


if __name__ == "__main__":
    engine = loaded(Path(sys.argv[1]))
    for line in sys.stdin:
        print(json.dumps(_round(engine, json.loads(line))), flush=True)
