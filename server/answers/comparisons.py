"""Whether another place agrees with a figure: the pairs that it stands in, what each shows, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.names import Named, Names
from server.answers.rows import Value, in_language, value_shown
from server.repository.interface import Description, Incoming, Term

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
class Comparison:
    """A pair: what it shows, the other figure, and the reason in the reader's language."""

    pair: Named
    outcome: Named | None
    other: Named | None
    reason: tuple[Value, ...]


def aligned(pointing: Mapping[NamedNode, Incoming], base: str) -> tuple[NamedNode, ...]:
    """The pairs among what points to a thing."""
    found = pointing.get(NamedNode(base + "def#aligns"))
    return found.subjects if found is not None else ()


def comparisons(
    described: Description, node: NamedNode, names: Names, languages: Sequence[str]
) -> tuple[Comparison, ...]:
    """The pairs of a thing; `described` has what the graph says of each."""
    found = [
        _comparison(pair, _said(pairs), node, names, languages) for pair, pairs in described.items()
    ]
    return tuple(sorted(found, key=_rank))


def _said(pairs: Sequence[tuple[NamedNode, Term]]) -> Mapping[str, tuple[Term, ...]]:
    said: dict[str, tuple[Term, ...]] = {}
    for predicate, value in pairs:
        name = predicate.value.rpartition("#")[2]
        said[name] = (*said.get(name, ()), value)
    return said


def _comparison(
    pair: NamedNode,
    said: Mapping[str, tuple[Term, ...]],
    node: NamedNode,
    names: Names,
    languages: Sequence[str],
) -> Comparison:
    reasons = in_language(said.get("reason", ()), languages)
    others = (one for one in _nodes(said.get("aligns", ())) if one != node)
    outcome, other = next(_nodes(said.get("outcome", ())), None), next(others, None)
    return Comparison(
        names.named(pair),
        None if outcome is None else names.named(outcome),
        None if other is None else names.named(other),
        tuple(value_shown(one, names) for one in reasons),
    )


def _nodes(values: Sequence[Term]) -> Iterator[NamedNode]:
    return (one for one in values if isinstance(one, NamedNode))


def _rank(one: Comparison) -> tuple[int, str]:
    code = one.outcome.iri.rpartition("/")[2] if one.outcome else ""
    return (ORDER.index(code) if code in ORDER else len(ORDER), one.pair.iri)
