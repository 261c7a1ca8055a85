"""All figures of a graph: one question about members, one about all that their statements lead to."""

from dataclasses import replace

from server.answers.check.graph_side.figure_reader import (
    FOLLOWED,
    NUMBERS,
    TIMES,
    FigureReader,
    whole_number,
)
from server.answers.check.graph_side.figure_series import apart, with_trends
from server.answers.check.graph_side.figures import Figure
from server.repository.interface import Repository
from shapes.graphs.properties import Description


def figures(repository: Repository) -> tuple[Figure, ...]:
    """All figures of a graph, in the order of their IRIs."""
    members = repository.members((*NUMBERS, *TIMES))
    nodes = [node for kind in (*NUMBERS, *TIMES) for node in members[kind]]
    told = Description(repository.base, repository.describe(nodes, FOLLOWED))
    misprints = _misprints(repository)
    found = [
        replace(
            figure,
            misprints=tuple(year for one in figure.claims for year in misprints.get(one.iri, ())),
        )
        for kind in (*NUMBERS, *TIMES)
        for node in members[kind]
        for figure in FigureReader(told, node, kind).figures()
    ]
    return tuple(with_trends(apart(sorted(found, key=lambda one: one.iri))))


def _misprints(repository: Repository) -> dict[str, list[int]]:
    """The years that claims have by a misprint, as the corrections say."""
    corrections = repository.members(("Correction",))["Correction"]
    told = Description(repository.base, repository.describe(corrections))
    found: dict[str, list[int]] = {}
    for one in corrections:
        year = whole_number(told.text(one, "rf:literalReading"))
        for claim in told.things(one, "rf:corrects") if year else ():
            found.setdefault(claim.value, []).append(year or 0)
    return found
