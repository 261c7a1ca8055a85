"""What is served: one snapshot at a time, and the change to the next without a gap."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from graph_build.errors import RusfeltError, Unreadable
from graph_build.snapshot import MANIFEST
from server.repository.embedded import Repository
from server.repository.report_file import report_beside
from server.settings import MEGABYTE, Settings
from server.sparql.evaluator import Answering
from server.sparql.query_task import argument
from server.workers.handle import Counts, PoolSize
from server.workers.pool import Pool
from server.workers.spawner import NoStart, Zygote
from shapes.report import Report

WATCH = 1.0
Identity = tuple[int, int, int]


@dataclass(frozen=True)
class Snapshot:
    """A graph that is served: for the pages, for the workers, and the report of its validation.

    `digest` says which bytes it is of: the hash of the N-Quads file.
    """

    repository: Repository
    report: Report | None
    digest: str
    identity: Identity
    zygote: Zygote

    @classmethod
    def load(cls, settings: Settings) -> Self:
        """Read the graph that the settings name; Unreadable, RusfeltError where it cannot or should not be served."""
        path = settings.graph.resolve()
        identity = identify(path)
        if settings.conforming:
            refuse_unfit(path)
        repository = Repository.load(path, settings.base)
        digest, report = report_beside(path)
        try:
            zygote = start_zygote(repository, settings)
        except NoStart as error:
            raise Unreadable(f"{path}: the workers cannot load it ({error})") from error
        if identify(path) != identity:
            zygote.end()
            raise Unreadable(f"{path}: changed while it was read")
        return cls(repository, report, digest, identity, zygote)


def start_zygote(repository: Repository, settings: Settings) -> Zygote:
    """A process that forks workers over the graph of a repository; NoStart."""
    told = argument(repository.nquads, repository.base + "sparql", settings.query)
    return Zygote.started("server.sparql.query_task", told, settings.memory_mb * MEGABYTE)


def identify(path: Path) -> Identity:
    """What changes when a file is replaced; Unreadable where there is none."""
    try:
        found = path.stat()
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({error.strerror})") from error
    return found.st_ino, found.st_mtime_ns, found.st_size


def refuse_unfit(graph: Path) -> None:
    """RusfeltError where the manifest beside a graph does not say that it conforms."""
    manifest = graph.with_name(MANIFEST)
    try:
        about = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(f"{manifest}: cannot be read; build again") from error
    if not about.get("conforms"):
        raise RusfeltError(
            f"{graph} does not conform or was not validated (see report.ttl); "
            f"serve it by name with --graph {graph}"
        )


@dataclass(frozen=True)
class Served:
    """A snapshot with what answers questions about it."""

    snapshot: Snapshot
    answering: Answering


class Site:
    """The snapshot that is served now, and how it is replaced."""

    def __init__(self, settings: Settings, note: Callable[..., None]) -> None:
        self.settings, self.note = settings, note
        self.counts = Counts()
        self.reloads = self.refused = 0
        self.on_swap: list[Callable[[], None]] = []
        self._loading = asyncio.Lock()
        self._seen: Identity | None = None
        self._tried: Identity | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Load the first snapshot, before anything is served."""
        self.loop = loop
        self.now = self._served(Snapshot.load(self.settings))

    def _served(self, snapshot: Snapshot) -> Served:
        settings = self.settings
        size = PoolSize(settings.workers, 2, settings.waiting, settings.patience)
        start = partial(start_zygote, snapshot.repository, settings)
        pool = Pool(snapshot.zygote, start, size, self.counts, self.loop)
        return Served(snapshot, Answering(pool, settings))

    async def watch(self) -> None:
        """Follow the file: when it has changed, and not again for a while, serve what it has now."""
        while True:
            await asyncio.sleep(WATCH)
            try:
                identity = identify(self.settings.graph.resolve())
            except Unreadable:
                continue
            settled, self._seen = identity == self._seen, identity
            if settled and identity not in (self.now.snapshot.identity, self._tried):
                await self.reload()

    async def reload(self) -> None:
        """Serve what the file has now; a snapshot that cannot be loaded is refused, and the old one goes on."""
        async with self._loading:
            try:
                self._tried = identify(self.settings.graph.resolve())
                snapshot = await asyncio.to_thread(Snapshot.load, self.settings)
            except RusfeltError as error:
                self.refused += 1
                self.note("snapshot-refused", reason=str(error))
                return
            old, self.now = self.now, self._served(snapshot)
            self.reloads += 1
            self.note("snapshot-served", sha256=snapshot.digest)
            for forget in self.on_swap:
                forget()
            old.answering.cache.clear()
            await old.answering.pool.close(self.settings.timeout + 1)

    async def close(self) -> None:
        """End the workers."""
        await self.now.answering.pool.close(0)
