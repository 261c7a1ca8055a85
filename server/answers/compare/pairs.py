"""Pairs of figures that a reader could confuse or connect: what each shows, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.elements.chronology import chronological
from server.answers.elements.figures import Figure, Reader
from server.answers.elements.names import Named
from server.answers.elements.said import Text
from server.repository.interface import Repository

PAIR = ("rf:aligns", "rf:outcome", "rf:differsIn")
# What tells a reader most comes first.
ORDER = (
    "possible-conflict",
    "same-fact",
    "same-within-rounding",
    "agrees-with",
    "same-series",
    "part-of",
    "unknown",
    "differs-in",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures, what putting them side by side shows (`code`: of the outcome), a sentence of reason, what differs."""

    iri: str
    outcome: Named
    code: str
    reason: Text | None
    differs: tuple[Named, ...]
    figures: tuple[Figure, ...]


def pairs(
    repository: Repository, nodes: Iterable[NamedNode], languages: Sequence[str]
) -> tuple[Pair, ...]:
    """Alignments as pairs, what tells most first; two questions."""
    wanted = tuple(dict.fromkeys(nodes))
    reader = Reader.of(repository, wanted, languages, PAIR)
    found = (_pair(reader, one) for one in wanted if one in reader.said.description)
    return tuple(sorted((one for one in found if one is not None), key=_rank))


def _pair(reader: Reader, node: NamedNode) -> Pair | None:
    one = reader.said.of(node)
    outcome = one.node("rf:outcome")
    sides = one.nodes("rf:aligns")
    if outcome is None or not sides:
        return None
    return Pair(
        node.value,
        reader.names.named(outcome),
        reader.said.notation(outcome),
        one.text("rf:reason", reader.languages),
        reader.all_named(node, "rf:differsIn"),
        chronological(reader.figure(side) for side in sides),
    )


def _rank(one: Pair) -> tuple[int, int, str]:
    order = ORDER.index(one.code) if one.code in ORDER else len(ORDER)
    return (order, len(one.differs), one.iri)
