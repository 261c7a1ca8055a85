"""What is served: one snapshot at a time, and the change to the next without a gap."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import IO, Self

from graph_build.errors import RusfeltError, Unreadable
from server.http.cache import Cache
from server.http.messages import Note, Reply
from server.publication.graph_file import Identity, identify, refuse_unfit, report_beside
from server.repository.embedded_repository import EmbeddedRepository
from server.repository.interface import Repository
from server.settings import MEGABYTE, Settings
from server.sparql import query_task
from server.sparql.evaluator import Evaluator
from server.sparql.limits import QueryLimits
from server.workers.budget import Budget
from server.workers.handle import Counts, PoolSize
from server.workers.pool import Pool
from server.workers.spawner import NoStart, Spawner
from shapes.findings.report import Report

# Seconds between two looks at the file; it is loaded when it was the same at two of them, so not while it is written.
WATCH = 1.0
READY = 2  # workers that wait for a question


@dataclass(frozen=True)
class Snapshot:
    """A graph that is served: for the pages, for the workers, and the report of its validation.

    `digest` says which bytes it is of: the hash of the N-Quads file, which is open as `file`, so that it can
    be sent though another may stand in its place.
    """

    repository: Repository
    report: Report | None
    path: Path
    file: IO[bytes]
    digest: str
    identity: Identity
    spawner: Spawner

    @classmethod
    def load(cls, settings: Settings) -> Self:
        """Read the graph that the settings name; Unreadable, RusfeltError where it cannot or should not be served."""
        path = settings.served.resolve()
        identity = identify(path)
        if settings.conforming:
            refuse_unfit(path)
        repository = EmbeddedRepository.load(path, settings.base)
        digest, report = report_beside(path)
        try:
            spawner = start_workers(path, repository.base, settings)
        except NoStart as error:
            raise Unreadable(f"{path}: the workers cannot load it ({error})") from error
        file = path.open("rb")
        if identify(path) != identity:
            spawner.end()
            raise Unreadable(f"{path}: changed while it was read")
        return cls(repository, report, path, file, digest, identity, spawner)


def start_workers(graph: Path, base: str, settings: Settings) -> Spawner:
    """A process that forks workers over a graph; NoStart."""
    limits = QueryLimits(**{one.name: getattr(settings, one.name) for one in fields(QueryLimits)})
    told = query_task.argument(graph, base + "sparql", limits)
    return Spawner.started(query_task.__name__, told, settings.memory_mb * MEGABYTE)


@dataclass(frozen=True, slots=True)
class Kept:
    """A complete reply that is given again, and what is noted of a request that gets it."""

    reply: Reply
    note: Note


@dataclass(frozen=True)
class Served:
    """A snapshot with what answers queries about it, and the replies that were made of it."""

    snapshot: Snapshot
    evaluator: Evaluator
    replies: Cache[Kept]


@dataclass
class SiteCounts:
    """What has happened to workers and snapshots since the start."""

    workers: Counts = field(default_factory=Counts)
    reloads: int = 0
    refused: int = 0


class Site:
    """The snapshot that is served now, and how it is replaced.

    `size`: how many queries are worked on and wait; `spool`: the room on disk for large answers.
    """

    def __init__(
        self, settings: Settings, size: PoolSize, spool: Budget, note: Callable[..., None]
    ) -> None:
        self.settings, self.size, self.spool, self.note = settings, size, spool, note
        self.counts = SiteCounts()
        self._loading = asyncio.Lock()
        self._seen: Identity | None = None
        self._tried: Identity | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Load the first snapshot, before anything is served; as `Snapshot.load`."""
        self.loop = loop
        self.now = self._served(Snapshot.load(self.settings))

    def _served(self, snapshot: Snapshot) -> Served:
        base, share = snapshot.repository.base, self.settings.cache_mb * MEGABYTE // 2
        start = partial(start_workers, snapshot.path, base, self.settings)
        counts = self.counts.workers
        pool = Pool(snapshot.spawner, start, self.size, counts, self.loop, self.spool)
        return Served(snapshot, Evaluator(snapshot.repository, pool, share), Cache(share))

    async def watch(self) -> None:
        """Follow the file: when it has changed, and not again for a while, serve what it has now."""
        while True:
            await asyncio.sleep(WATCH)
            try:
                identity = identify(self.settings.served.resolve())
            except Unreadable:
                continue
            settled, self._seen = identity == self._seen, identity
            if settled and identity not in (self.now.snapshot.identity, self._tried):
                await self.reload()

    async def reload(self) -> None:
        """Serve what the file has now; a snapshot that cannot be loaded is refused, and the old one goes on."""
        async with self._loading:
            try:
                self._tried = identify(self.settings.served.resolve())
                snapshot = await asyncio.to_thread(Snapshot.load, self.settings)
            except RusfeltError as error:
                self.counts.refused += 1
                self.note("snapshot-refused", reason=str(error))
                return
            old, self.now = self.now, self._served(snapshot)
            self.counts.reloads += 1
            self.note("snapshot-served", sha256=snapshot.digest)
            old.evaluator.cache.clear()
            old.replies.clear()
            # What is in flight may take until its deadline; new queries go to the new pool already.
            await old.evaluator.pool.close(self.settings.timeout + 1)

    async def close(self) -> None:
        """End the workers, and close the file."""
        await self.now.evaluator.pool.close(0)
        self.now.snapshot.file.close()
