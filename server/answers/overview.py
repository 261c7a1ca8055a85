"""The front page: how much there is, the plan and its goals, the texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.answers.names import Named, Names
from server.repository.interface import Counts, Repository


@dataclass(frozen=True, slots=True)
class Overview:
    """What the graph has, and where to begin."""

    counts: Counts
    plans: tuple[Named, ...]
    goals: tuple[Named, ...]
    sources: tuple[Named, ...]


def overview(repository: Repository, languages: Sequence[str]) -> Overview:
    """The front page, in three questions."""
    members = repository.members(("Plan", "Goal", "Source"))
    names = Names.of(repository, [node for nodes in members.values() for node in nodes], languages)
    plans, goals, sources = (names.all(members[kind]) for kind in ("Plan", "Goal", "Source"))
    return Overview(repository.counts(), plans, goals, sources)
