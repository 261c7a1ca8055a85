"""The shapes as they stand in the Turtle files, under any base."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import rdflib
from rdflib.namespace import SH

from graph_build.iris import Iris
from graph_build.layers.skolemization import rebased
from ontology import LANGUAGES
from ontology.vocabulary import read_turtle
from shapes.graphs.rdflib_graphs import rdflib_graph

FOLDER = Path(__file__).parents[1] / "constraints"


def shape_files() -> tuple[Path, ...]:
    """The Turtle files of the shapes, sorted."""
    return tuple(sorted(FOLDER.glob("*.ttl")))


@dataclass(frozen=True)
class SparqlConstraint:
    """A SHACL-SPARQL constraint: its shape, its own node, the SELECT with its prefixes, severity."""

    shape: str
    node: str
    select: str
    severity: str


@dataclass(frozen=True)
class Shapes:
    """A shapes graph, and what is asked of it."""

    graph: rdflib.Graph

    def messages(self, node: str) -> dict[str, str]:
        """The message templates of a shape (of its SPARQL constraint, where it has one) by language."""
        holders = [rdflib.URIRef(node), *self.graph.objects(rdflib.URIRef(node), SH.sparql)]
        return {
            text.language: str(text)
            for holder in holders
            for text in self.graph.objects(holder, SH.message)
            if isinstance(text, rdflib.Literal) and text.language in LANGUAGES
        }

    @cached_property
    def sparql(self) -> tuple[SparqlConstraint, ...]:
        """The SHACL-SPARQL constraints, sorted by shape."""
        return tuple(sorted(self._sparql(), key=lambda one: (one.shape, one.node)))

    def _sparql(self) -> Iterator[SparqlConstraint]:
        graph = self.graph
        for shape, node in graph.subject_objects(SH.sparql):
            severity = graph.value(shape, SH.severity) or SH.Violation
            # sh:declare is data: it has to be written into the query that stands beside it.
            prefixes = [
                f"PREFIX {graph.value(one, SH.prefix)}: <{graph.value(one, SH.namespace)}>\n"
                for holder in graph.objects(node, SH.prefixes)
                for one in graph.objects(holder, SH.declare)
            ]
            yield SparqlConstraint(
                shape=str(shape),
                node=str(node),
                select="".join(sorted(prefixes)) + str(graph.value(node, SH.select)),
                severity=str(severity).rsplit("#", 1)[1],
            )


# One graph for each base; a process seldom has two. Who gets it must not change it.
@cache
def load_shapes(base: str) -> Shapes:
    """All shapes, targeting the terms under `base`; read once."""
    iris = Iris(base)
    triples = (triple for path in shape_files() for triple in rebased(iris, read_turtle(path)))
    return Shapes(rdflib_graph(triples))
