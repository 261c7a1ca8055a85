"""The figures of the site for /metrics, read when they are asked for."""

from collections.abc import Iterator, Mapping

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from server.publication.site import Site
from server.workers.budget import Budget
from server.workers.handle import Counts


def figures(site: Site, bodies: Budget) -> Iterator[Metric]:
    """Workers, queries, answers that are kept, snapshots."""
    counts, now = site.counts.workers, site.now
    pool, cache, replies = now.evaluator.pool, now.evaluator.cache, now.replies
    yield from _counters({
        "rusfelt_workers_started": ("Workers forked since the start", counts.born),
        "rusfelt_zygotes_started": ("Processes that fork workers, started since the start", counts.zygotes),
        "rusfelt_cache_hits": ("Answers and pages given from memory", cache.hits + replies.hits),
        "rusfelt_cache_misses": ("Answers not found in memory", cache.misses),
        "rusfelt_queries_joined": ("Queries that waited for an identical one", now.evaluator.joined),
        "rusfelt_snapshots_served": ("Snapshots swapped in since the start", site.counts.reloads),
        "rusfelt_snapshots_refused": ("Snapshots that could not be loaded", site.counts.refused),
    })  # fmt: skip
    yield _ended(counts)
    yield _confined(now.snapshot.spawner.lacks)
    yield from _gauges({
        "rusfelt_queries_active": ("Queries that have a worker", pool.admission.taken),
        "rusfelt_queries_waiting": ("Queries that wait for a worker", len(pool.admission.queue)),
        "rusfelt_workers": ("Workers alive", len(pool.supply.alive)),
        "rusfelt_cache_bytes": ("Bytes of the answers and pages that are kept", cache.size + replies.size),
        "rusfelt_spool_bytes": ("Bytes of answers on their way that lie on disk", site.spool.used),
        "rusfelt_bodies_bytes": ("Bytes of requests' bodies that are held", bodies.used),
        "rusfelt_literals_by_value": (
            "Literals that queries meet as the engine writes them, and not as the file does",
            now.snapshot.repository.counts().by_value,
        ),
        "rusfelt_quads": ("Quads of the graph", now.snapshot.repository.counts().quads),
    })  # fmt: skip


def _confined(lacks: tuple[str, ...]) -> Metric:
    metric = GaugeMetricFamily(
        "rusfelt_workers_confined", "Whether workers have given it up", labels=["what"]
    )
    for what in ("network", "privileges", "calls"):
        metric.add_metric([what], float(what not in lacks))
    return metric


def _ended(counts: Counts) -> Metric:
    family = CounterMetricFamily(
        "rusfelt_queries_ended", "Queries ended without an answer", labels=["reason"]
    )
    reasons = {
        "deadline": counts.deadline,
        "memory": counts.memory,
        "crash": counts.crashed,
        "killed": counts.lost,
        "client-left": counts.left,
        "evicted": counts.evicted,
        "no-room": counts.no_room,
        "busy": counts.busy,
    }
    for reason, count in reasons.items():
        family.add_metric([reason], count)
    return family


def _counters(values: Mapping[str, tuple[str, float]]) -> Iterator[Metric]:
    for name, (text, value) in values.items():
        yield CounterMetricFamily(name, text, value=value)


def _gauges(values: Mapping[str, tuple[str, float]]) -> Iterator[Metric]:
    for name, (text, value) in values.items():
        yield GaugeMetricFamily(name, text, value=value)
