"""Whether the server lives and can answer, and its metrics."""

from collections.abc import Callable
from dataclasses import dataclass

from server.http.messages import Request, Response, Route, text
from server.operations.metrics import PROMETHEUS, Metrics
from server.publication.site import Site
from server.workers.body import Body

KIND = "operations"


@dataclass(frozen=True)
class Operations:
    """What whoever runs the server asks it; `site` and `metrics` tell those of this process."""

    site: Callable[[], Site]
    metrics: Callable[[], Metrics]

    def routes(self) -> tuple[Route, ...]:
        """Their paths."""
        return (
            Route("/healthz", self.healthy, KIND, lasting=False),
            Route("/readyz", self.ready, KIND, lasting=False),
            Route("/metrics", self.measured, KIND, lasting=False),
        )

    async def healthy(self, _: Request) -> Response:
        """The process answers."""
        return text(200, "ok")

    async def ready(self, _: Request) -> Response:
        """It has a graph, and can have workers; else 503."""
        now = self.site().now
        if not now.evaluator.pool.ready:
            return text(503, "the workers are being started", ("retry-after", "1"))
        return text(200, f"ready {now.snapshot.repository.counts().quads} quads")

    async def measured(self, _: Request) -> Response:
        """All metrics."""
        return Response(200, PROMETHEUS, Body.of(self.metrics().text()))
