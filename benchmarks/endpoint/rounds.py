"""Rounds of every query and every peer, taken in turn, so that a slow moment of the machine meets all."""

import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from endpoint.floor import Floor
from endpoint.load import Load, Round
from endpoint.peers import Peer
from endpoint.processes import settled
from endpoint.queries import CONDITIONAL, NEW, QUERIES, Query, rows

SLOW, LONGEST = "rdflib", 20.0
FLOOR, FIRST, OURS = "engine", "oxigraph", "ours"


@dataclass
class Cell:
    """What one peer has given for one query: rounds, or why there are none."""

    rounds: list[Round] = field(default_factory=list)
    why: str = ""

    @property
    def middle(self) -> Round | None:
        """The medians of all rounds; None where any answer was none, for that is no figure."""
        if self.why or not self.rounds or self.errors:
            return None
        return Round(
            statistics.median(one.rate for one in self.rounds),
            0,
            statistics.median(one.median for one in self.rounds),
            statistics.median(one.p99 for one in self.rounds),
        )

    @property
    def errors(self) -> int:
        """Requests without an answer."""
        return sum(one.errors for one in self.rounds)


class Numbers:
    """The numbers of requests: none is given twice in a run."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        """The first of ten million."""
        self.last += 10_000_000
        return self.last


class Rounds:
    """All rounds over one graph."""

    def __init__(
        self, peers: Sequence[Peer], floor: Floor, folder: Path, rounds: int, seconds: float
    ) -> None:
        self.peers, self.floor, self.folder = peers, floor, folder
        self.count, self.seconds = rounds, seconds
        self.numbers, self.kept = Numbers(), dict[str, str]()
        self.slow: dict[str, str] = {}

    def of(self, query: Query, connections: int) -> dict[str, Cell]:
        """The cells of one line of the table."""
        print(f"  {query.name}, {connections} at a time", file=sys.stderr, flush=True)
        same = self.numbers.next()
        cells = {peer.name: Cell() for peer in self.peers} | {FLOOR: Cell()}
        loads, found = {}, {}
        for peer in self.peers:
            loads[peer.name], answer = self._checked(peer, query, same, cells[peer.name])
            if answer is not None:
                found[peer.name] = answer
        for name, answer in found.items():
            if answer != found.get(FIRST):
                cells[name].why = f"{answer} rows for {found.get(FIRST)}"
        hits = self._hits()
        for _ in range(self.count):
            for peer in self.peers:
                if peer.name != SLOW and not cells[peer.name].why:
                    self._round(peer, loads[peer.name], connections, same, cells[peer.name])
            if query.asked == NEW:
                self._raw(query, connections, cells[FLOOR])
        if query.asked != NEW and cells[OURS].rounds:
            asked = sum(one.rate for one in cells[OURS].rounds) * self.seconds
            self.kept[query.name] = f"{min(1.0, (self._hits() - hits) / max(1, asked)):.0%}"
        for peer in self.peers:
            if peer.name == SLOW and not cells[SLOW].why:
                self._round(peer, loads[SLOW], connections, same, cells[SLOW])
        return cells

    def _checked(
        self, peer: Peer, query: Query, same: int, cell: Cell
    ) -> tuple[Load, int | bool | None]:
        """The load for a peer, and the rows of its answer: None where it gives none in time."""
        target, headers = query.target_path(peer.path), {"Accept": query.accept}
        load = Load(peer.port, target, headers, query.asked == NEW)
        if query.text in self.slow and peer.name == SLOW:
            cell.why = self.slow[query.text]
            return load, None
        seconds = LONGEST if peer.name == SLOW else 60.0
        try:
            status, told, body = peer.get(f"{target}{same}", headers, seconds)
        except TimeoutError:
            cell.why = self.slow[query.text] = f"over {seconds:.0f} s"
            peer.stop()
            peer.start()
            return load, None
        if status != 200:
            cell.why = f"status {status}"
            return load, None
        if query.asked == CONDITIONAL:
            headers["If-None-Match"] = told.get("etag", '"none"')
            again = peer.get(f"{target}{same}", headers, seconds)[0]
            if again != 304 and "etag" in told:
                cell.why = f"status {again}, not 304"
        return load, rows(body)

    def _round(self, peer: Peer, load: Load, connections: int, same: int, cell: Cell) -> None:
        first = self.numbers.next() if load.new else same
        cell.rounds.append(load.round(connections, self.seconds, first, self.folder))
        if not settled(peer.pid, LONGEST):
            peer.stop()
            peer.start()

    def _raw(self, query: Query, threads: int, cell: Cell) -> None:
        asked = {"text": query.text, "threads": threads, "seconds": self.seconds}
        found = self.floor.round(first=self.numbers.next(), **asked)
        cell.rounds.append(Round(found["rate"], 0, found["median"], found["p99"]))

    def _hits(self) -> float:
        ours = next(peer for peer in self.peers if peer.name == OURS)
        lines = ours.get("/metrics", {}, 60)[2].decode().splitlines()
        name = "rusfelt_cache_hits_total "
        return next((float(line.split()[1]) for line in lines if line.startswith(name)), 0.0)


def table(rounds: Rounds, connections: int, only: Sequence[str]) -> dict[str, dict[str, Cell]]:
    """The cells of all queries, or of those that are named, by query and by peer."""
    return {
        query.name: rounds.of(query, connections)
        for query in QUERIES
        if not only or query.name in only
    }
