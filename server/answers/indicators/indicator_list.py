"""All indicators with their figures, by family."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.elements.chronology import chronological
from server.answers.elements.figures import Figure, Reader
from server.answers.elements.names import Named, kind_of
from server.repository.interface import Repository

STATEMENTS = """PREFIX rf: <{base}def#>
SELECT ?indicator ?figure WHERE {{ ?figure rf:indicator ?indicator . }}
ORDER BY ?indicator ?figure
"""


# Figures of one indicator that the list shows.
MOST = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator and its first figures; `words` counts directions and comparisons, `calculated` derived values.

    `left_out` figures stand on the page of the indicator only.
    """

    indicator: Named
    figures: tuple[Figure, ...]
    words: int
    calculated: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Group:
    """A family of indicators."""

    family: Named | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """All families, those with the most figures first; `query` asks for the statements."""

    groups: tuple[Group, ...]
    query: str


def indicator_list(repository: Repository, languages: Sequence[str]) -> IndicatorList:
    """The indicators, in four questions."""
    query = STATEMENTS.format(base=repository.base)
    of: dict[NamedNode, list[NamedNode]] = {
        one: [] for one in repository.members(["Indicator"])["Indicator"]
    }
    for row in repository.select(query):
        indicator, figure = row["indicator"], row["figure"]
        if isinstance(indicator, NamedNode) and isinstance(figure, NamedNode):
            of.setdefault(indicator, []).append(figure)
    nodes = [*of, *(one for figures in of.values() for one in _measured(figures)[:MOST])]
    reader = Reader.of(repository, nodes, languages)
    groups: dict[NamedNode | None, list[Entry]] = {}
    for node, statements in of.items():
        family = reader.said.of(node).node("rf:family")
        groups.setdefault(family, []).append(_entry(reader, node, statements))
    found = [
        Group(reader.named(family), tuple(sorted(one, key=_rank))) for family, one in groups.items()
    ]
    found.sort(
        key=lambda one: (
            -sum(len(each.figures) for each in one.entries),
            one.family.iri if one.family else "",
        )
    )
    return IndicatorList(tuple(found), query)


def _entry(reader: Reader, node: NamedNode, statements: Sequence[NamedNode]) -> Entry:
    kinds = [kind_of(one.value) for one in statements]
    measured = _measured(statements)
    figures = [reader.figure(one) for one in measured[:MOST]]
    figures.sort(
        key=lambda one: (
            one.population.iri if one.population else "",
            one.iri,
        )
    )
    return Entry(
        reader.names.named(node),
        chronological(figures),
        kinds.count("trend") + kinds.count("comparison"),
        kinds.count("derived"),
        len(measured) - len(figures),
    )


def _measured(statements: Sequence[NamedNode]) -> list[NamedNode]:
    return [one for one in statements if kind_of(one.value) in ("observation", "target")]


def _rank(one: Entry) -> tuple[int, str]:
    return (-len(one.figures), one.indicator.iri)
