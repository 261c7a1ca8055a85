"""What there is of the graph that is served: nobody is led to a page that has nothing to say."""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ontology.vocabulary import PREFIXES
from server.repository.interface import Repository


@dataclass(frozen=True, slots=True)
class Offers:
    """The parts of the site that have something to show.

    `foreign`: the graph is none of Rusfelt's own; `issued`: the day on which its data set was, empty where it does not say.
    """

    questions: bool
    ontology: bool
    validation: bool
    description: bool
    foreign: bool
    issued: str = ""


def offers(repository: Repository, *, validated: bool) -> Offers:
    """Of a graph, by the named graphs it has; `validated`: there is a report on it."""
    graphs, base = repository.graph_sizes(), repository.base
    return Offers(
        questions=base + "graph/plan" in graphs,
        ontology=base + "graph/ontology" in graphs,
        validation=validated,
        description=base + "graph/meta" in graphs,
        foreign=repository.foreign,
        issued=_issued(repository),
    )


def _issued(repository: Repository) -> str:
    node, issued = NamedNode(repository.base + "id/dataset/rusfelt"), PREFIXES["dct"] + "issued"
    pairs = repository.describe([node]).get(node, ())
    days = (
        value.value for one, value in pairs if one.value == issued and isinstance(value, Literal)
    )
    return next(days, "")
