"""What is served: one snapshot at a time, and the change to the next without a gap."""

import asyncio
import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Self

from graph_build.errors import RusfeltError, Unreadable
from server.answers.offers import Offers, offers
from server.http.cache import Cache
from server.http.messages import Note, Reply
from server.publication.distributions import Distributions
from server.publication.graph_file import Identity, OwnCopy, identify, refuse_unfit, report_beside
from server.publication.memo import Memo
from server.publication.search import Search
from server.publication.source_texts import SourceTexts
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

logger = logging.getLogger("rusfelt")
# Seconds between two looks at the file; it is loaded when it was the same at two of them, so not while it is written.
WATCH = 1.0
# Seconds until a file that was refused is tried again, though it has not changed: the disk may have been full, or
# the workers slow to start. Then twice as many, up to the last.
AGAIN, SELDOM = 5.0, 300.0
READY = 2  # workers that wait for a question


@dataclass(frozen=True)
class Snapshot:
    """A graph that is served: for the pages, for the workers, and the report of its validation.

    Everything is read from `copy`, the bytes that the file had when it was loaded: whatever stands in its place
    later, what is served, downloaded and forked stays one.
    """

    repository: Repository
    report: Report | None
    offers: Offers
    copy: OwnCopy
    spawner: Spawner
    distributions: Distributions
    search: Search
    memo: Memo
    texts: SourceTexts

    @classmethod
    def load(cls, settings: Settings) -> Self:
        """Read the graph that the settings name; Unreadable, RusfeltError where it cannot or should not be served."""
        path = settings.served.resolve()
        if settings.conforming:
            refuse_unfit(path)
        copy = OwnCopy.of(path)
        repository = EmbeddedRepository.load(copy.path, settings.base, name=str(path))
        texts = SourceTexts.read(settings.sources, repository)
        try:
            spawner = start_workers(copy, repository.base, settings)
        except NoStart as error:
            raise Unreadable(f"{path}: the workers cannot load it ({error})") from error
        report = report_beside(path, copy.digest)
        offered = offers(repository, validated=report is not None)
        files = Distributions(copy, repository)
        search, memo = Search(repository), Memo(repository)
        return cls(repository, report, offered, copy, spawner, files, search, memo, texts)


def query_limits(settings: Settings) -> QueryLimits:
    """What the settings say that a query may be at most."""
    return QueryLimits(**{one.name: getattr(settings, one.name) for one in fields(QueryLimits)})


def start_workers(graph: OwnCopy, base: str, settings: Settings) -> Spawner:
    """A process that forks workers over a graph; NoStart."""
    told = query_task.argument(graph.path, base + "sparql", query_limits(settings))
    memory = settings.memory_mb * MEGABYTE
    return Spawner.started(query_task.__name__, told, memory, (graph.descriptor,))


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


@dataclass(frozen=True)
class Refused:
    """A file that could not be served, and when it is tried again."""

    identity: Identity
    pause: float
    after: float


class Site:
    """The snapshot that is served now, and how it is replaced.

    `size`: how many queries are worked on and wait; `spool`: the room on disk for large answers.
    """

    def __init__(
        self, settings: Settings, size: PoolSize, spool: Budget, note: Callable[..., None]
    ) -> None:
        self.settings, self.size, self.spool, self.note = settings, size, spool, note
        self.counts = SiteCounts()
        # Called in the loop when another snapshot is served.
        self.changed: Callable[[], object] = lambda: None
        self._loading = asyncio.Lock()
        self._seen: Identity | None = None
        self._refused: Refused | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Load the first snapshot, before anything is served; as `Snapshot.load`."""
        self.loop = loop
        snapshot = Snapshot.load(self.settings)
        if lacks := snapshot.spawner.lacks:
            logger.warning(
                "this system lets workers keep what they should give up: %s", ", ".join(lacks)
            )
        self.now = self._served(snapshot)

    def _served(self, snapshot: Snapshot) -> Served:
        base, share = snapshot.repository.base, self.settings.cache_mb * MEGABYTE // 2
        start = partial(start_workers, snapshot.copy, base, self.settings)
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
            if settled and identity != self.now.snapshot.copy.identity and self._may_try(identity):
                await self.reload()

    def _may_try(self, identity: Identity) -> bool:
        """False for a file that was refused a short while ago."""
        refused = self._refused
        if refused is None or refused.identity != identity:
            return True
        return self.loop.time() >= refused.after

    async def reload(self) -> None:
        """Serve what the file has now; a snapshot that cannot be loaded is refused, and the old one goes on."""
        async with self._loading:
            try:
                snapshot = await asyncio.to_thread(Snapshot.load, self.settings)
            except RusfeltError as error:
                self._refuse(str(error))
                return
            except (
                Exception
            ) as error:  # whatever it is, what is served goes on, and the file is looked at again
                logger.exception("unforeseen")
                self._refuse(f"could not be loaded ({type(error).__name__})")
                return
            self._refused = None
            old, self.now = self.now, self._served(snapshot)
            self.counts.reloads += 1
            self.changed()
            by_value = snapshot.repository.counts().by_value
            self.note("snapshot-served", sha256=snapshot.copy.digest, literals_by_value=by_value)
            old.evaluator.cache.clear()
            old.replies.clear()
            # What is in flight may take until its deadline; new queries go to the new pool already.
            await old.evaluator.pool.close(self.settings.timeout + 1)
            del old
            # A pool and what belongs to it refer to each other: only the collector frees that.
            gc.collect()

    def _refuse(self, reason: str) -> None:
        self.counts.refused += 1
        self.note("snapshot-refused", reason=reason)
        try:
            identity = identify(self.settings.served.resolve())
        except Unreadable:
            return
        before, pause = self._refused, AGAIN
        if before is not None and before.identity == identity:
            pause = min(2 * before.pause, SELDOM)
        self._refused = Refused(identity, pause, self.loop.time() + pause)

    async def close(self) -> None:
        """End the workers, and close the file."""
        await self.now.evaluator.pool.close(0)
        self.now.snapshot.copy.file.close()
