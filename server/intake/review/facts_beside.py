"""The facts beside which a proposal is read: the folder's own and the shipped ones, whatever is wrong with them."""

from functools import lru_cache
from pathlib import Path

from graph_build.iris import Iris
from graph_build.reading.own_facts import OwnFacts, load_facts
from graph_build.reading.resolver import Resolver
from ontology import DEFAULT_BASE, load_vocabulary


def facts_beside(folder: Path) -> Resolver:
    """The facts of a folder as they are now; Unreadable where it has none."""
    return _read(folder, stamp(folder))


def stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells that a file of facts or registers has changed: name, time, size of each."""
    states = [(path, path.stat()) for path in sorted(folder.glob("*/*.toml"))]
    return tuple((str(path), one.st_mtime_ns, one.st_size) for path, one in states)


@lru_cache(1)
def _read(folder: Path, _: tuple[tuple[str, int, int], ...]) -> Resolver:
    return Resolver(Iris(DEFAULT_BASE), load_vocabulary(), load_facts(OwnFacts(folder)))
