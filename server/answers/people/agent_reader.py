"""Reads who says something: the roles of a text, and how it is known who speaks."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.elements.figures import Period, Reader
from server.answers.elements.names import Named
from server.answers.elements.said import Text
from server.answers.sources.source_page import INFERRED

FOLLOW = ("rf:heldDuring",)


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role as a text gives it: who has it (None: the text does not name anybody), where, when, in which words.

    `inferred`: the text does not say all of it.
    """

    member: Named | None
    role: Named | None
    organisation: Named | None
    source: Named
    period: Period | None
    words: Text | None
    claim: Named
    inferred: bool


@dataclass(frozen=True, slots=True)
class Utterance:
    """A claim as somebody's: how it is said, with which hedge, what limits it, how it is known who says it."""

    claim: Named
    mode: Named | None
    hedge: Text | None
    caveats: tuple[Named, ...]
    basis: Named | None
    inferred: bool
    reason: Text | None


def held_role(reader: Reader, node: NamedNode) -> HeldRole | None:
    """A role holding that is described with its claim; None where it has none."""
    said = reader.said.of(node)
    claim = said.node("prov:wasDerivedFrom")
    source = reader.said.of(claim).node("prov:wasDerivedFrom")
    if claim is None or source is None:
        return None
    return HeldRole(
        reader.named(said.node("org:member")),
        reader.named(said.node("org:role")),
        reader.named(said.node("org:organization")),
        reader.names.named(source),
        reader.period(said.node("rf:heldDuring")),
        said.text("rf:asStated"),
        reader.names.named(claim),
        reader.said.notation(said.node("rf:assertionMode")) == "inferred",
    )


def utterance(reader: Reader, node: NamedNode) -> Utterance:
    """A claim that is described."""
    said = reader.said.of(node)
    basis = said.node("rf:attributionBasis")
    return Utterance(
        reader.names.named(node),
        reader.named(said.node("rf:assertionMode")),
        said.text("rf:hedge"),
        reader.all_named(node, "rf:caveat"),
        reader.named(basis),
        basis is not None and basis.value.rsplit("/", 1)[-1] in INFERRED,
        said.text("rf:attributionReason", reader.languages),
    )


def counted(found: Sequence[Named]) -> tuple[tuple[Named, int], ...]:
    """Things and how often each is there, the most frequent first."""
    times: dict[Named, int] = {}
    for one in found:
        times[one] = times.get(one, 0) + 1
    return tuple(sorted(times.items(), key=lambda pair: (-pair[1], pair[0].iri)))
