"""What happens, counted for /metrics and written to the access log."""

import json
import sys
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    HistogramMetricFamily,
    Metric,
)

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
MAX_PATH = 300


class Latency:
    """Requests by class of request and status, and how long each class took."""

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, int]] = Counter()
        self.seconds: dict[str, float] = {}
        self.buckets: dict[str, list[int]] = {}

    def add(self, kind: str, status: int, seconds: float) -> None:
        """One request."""
        self.requests[kind, status] += 1
        if kind not in self.buckets:
            self.buckets[kind], self.seconds[kind] = [0] * (len(SECONDS) + 1), 0.0
        self.seconds[kind] += seconds
        self.buckets[kind][bisect_left(SECONDS, seconds)] += 1

    def collect(self) -> Iterator[Metric]:
        """The metrics."""
        requests = CounterMetricFamily(
            "rusfelt_requests", "Requests, by class and status", labels=["class", "status"]
        )
        for (kind, status), count in sorted(self.requests.items()):
            requests.add_metric([kind, str(status)], count)
        latency = HistogramMetricFamily(
            "rusfelt_request_seconds", "Time until the reply was handed over", labels=["class"]
        )
        for kind, counts in sorted(self.buckets.items()):
            total, rows = 0, []
            for bound, count in zip((*map(str, SECONDS), "+Inf"), counts, strict=True):
                total += count
                rows.append((bound, total))
            latency.add_metric([kind], rows, self.seconds[kind])
        yield requests
        yield latency


class Metrics:
    """What /metrics shows: counted here, and read from the parts of the server when asked."""

    def __init__(self, sources: Iterable[Callable[[], Iterator[Metric]]]) -> None:
        self.sources = tuple(sources)
        self.registry = CollectorRegistry()
        self.registry.register(self)

    def collect(self) -> Iterator[Metric]:
        """All metrics."""
        for source in self.sources:
            yield from source()

    def text(self) -> bytes:
        """All metrics in the text format of Prometheus."""
        return generate_latest(self.registry)


class AccessLog:
    """One JSON object a line: JSON escapes whatever a client could forge a line with.

    Lines are collected and written together, by `flush`.
    """

    def __init__(self, place: str | None) -> None:
        self.place = place
        self.lines: list[str] = []
        self.file: IO[str] | None = None
        self.reopen()

    def reopen(self) -> None:
        """Open the file anew, for whoever has moved it away; where that fails, the old one is written on."""
        if self.place == "-":
            self.file = sys.stderr
        elif self.place is not None:
            old = self.file
            try:
                self.file = Path(self.place).open("a", encoding="utf-8")  # noqa: SIM115 - it stays open
            except OSError as error:
                self.event("log-not-reopened", reason=str(error.strerror))
                return
            if old is not None:
                old.close()

    def request(
        self,
        method: str,
        path: str,
        status: int,
        seconds: float,
        size: int,
        query: str | None = None,
        **more: Any,
    ) -> None:
        """One request that was answered; of a query, its hash is noted."""
        if self.file is None:
            return
        if query is not None:
            more["query"] = query_hash(query)
        self.event(
            "request",
            method=method,
            path=path[:MAX_PATH],
            status=status,
            ms=round(seconds * 1000, 3),
            bytes=size,
            **more,
        )

    def event(self, what: str, **more: Any) -> None:
        """Anything else that happened."""
        if self.file is not None:
            now = datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="milliseconds")
            self.lines.append(json.dumps({"time": now, "event": what, **more}))

    def flush(self) -> None:
        """Write what was collected."""
        if self.lines and self.file is not None:
            lines, self.lines = self.lines, []
            try:
                self.file.write("\n".join(lines) + "\n")
                self.file.flush()
            except OSError:
                return


def query_hash(query: str) -> str:
    """The hash by which a query is known in the log."""
    return sha256(query.encode("utf-8", "replace")).hexdigest()[:16]
