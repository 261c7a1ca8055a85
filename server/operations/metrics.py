"""What happens, counted for /metrics in the text format of Prometheus."""

from collections.abc import Callable, Iterable, Iterator

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import Metric

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
Source = Callable[[], Iterator[Metric]]


class Metrics:
    """Requests as they are counted here, and what `sources` tell when somebody asks."""

    def __init__(self, sources: Iterable[Source]) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # a series more for each counter, of which nobody asks
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "rusfelt_requests",
            "Requests, by class and status",
            ["class", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "rusfelt_request_seconds",
            "Time until the reply was handed over",
            ["class"],
            buckets=SECONDS,
            registry=self.registry,
        )
        # labels() takes a lock and makes a tuple of strings each time; the few there are are kept.
        self._counters: dict[tuple[str, int], Counter] = {}
        self._histograms: dict[str, Histogram] = {}
        for source in sources:
            self.registry.register(_Collector(source))

    def add(self, kind: str, status: int, seconds: float) -> None:
        """One request of a class, and the seconds it took."""
        counter = self._counters.get((kind, status))
        if counter is None:
            counter = self._counters[kind, status] = self.requests.labels(kind, str(status))
        counter.inc()
        histogram = self._histograms.get(kind)
        if histogram is None:
            histogram = self._histograms[kind] = self.seconds.labels(kind)
        histogram.observe(seconds)

    def text(self) -> bytes:
        """All metrics."""
        return generate_latest(self.registry)


class _Collector:
    """What prometheus_client asks when somebody asks it."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def collect(self) -> Iterator[Metric]:
        return self.source()

    def describe(self) -> list[Metric]:
        # None yet: the registry would collect once to learn the names, before there is a snapshot.
        return []
