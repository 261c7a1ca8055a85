"""The seam between the engine and all that is said about a graph.

A page is made of a few batch questions: what many things say is one question, what they are called is
another. So an engine on the other side of a network costs a page a few round trips, however large its
graph is. `tests/server/test_repository.py` holds for every implementation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Term = NamedNode | BlankNode | Literal | Triple
Pairs = tuple[tuple[NamedNode, Term], ...]
Description = Mapping[NamedNode, Pairs]
# What things are called by: the first of these properties that a thing has.
LABELS = ("skos:prefLabel", "rdfs:label", "dct:title")


@dataclass(frozen=True, slots=True)
class Label:
    """What a thing is called, and the language of that (empty: none)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """The first things that point to a thing by one predicate, sorted, and how many there are in all.

    Of a thing to which very many point, the first of those that were looked at; `more`: there are others.
    """

    subjects: tuple[NamedNode, ...]
    count: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims, statements, sources, quads and distinct triples a graph has; `by_value`: literals held otherwise than written."""

    claims: int
    statements: int
    sources: int
    quads: int
    triples: int
    by_value: int = 0


class Repository(Protocol):
    """A graph that is read, and not written. Own terms and things stand under `base`; all its graphs count as one."""

    @property
    def base(self) -> str:
        """The base IRI of the things."""

    @property
    def foreign(self) -> bool:
        """Whether it is somebody's graph, with things under any IRI, and none that Rusfelt has built."""

    def describe(self, nodes: Iterable[NamedNode], follow: Sequence[str] = ()) -> Description:
        """Predicates and values of each thing, without repetition, by predicate and then by value as N-Triples.

        Things at the end of the predicates in `follow` (prefixed names) are described as well, and so on.
        A thing of which nothing is said is left out.
        """

    def labels(
        self, nodes: Iterable[NamedNode], languages: Sequence[str]
    ) -> Mapping[NamedNode, Label]:
        """The label of each thing in the first of the languages that has one, else without a language.

        By the first of `LABELS` that it has. A thing without one is left out.
        """

    def members(self, kinds: Iterable[str]) -> Mapping[str, tuple[NamedNode, ...]]:
        """The things of each class of the model, which is given by its local name, sorted."""

    def incoming(self, node: NamedNode, limit: int) -> Mapping[NamedNode, Incoming]:
        """What points to a thing, by predicate; at most `limit` subjects of each, the first in order."""

    @property
    def limited(self) -> frozenset[str]:
        """The IRIs of claims that another claim limits (rf:caveat), and of all that is derived from one."""

    def select(self, query: str) -> tuple[Mapping[str, Term], ...]:
        """The rows of a SELECT, each the bound variables; SyntaxError where it is none, ValueError where it is no SELECT."""

    def quads(self, node: NamedNode) -> tuple[Quad, ...]:
        """What the graph says of a thing, and of the blank nodes that belong to it, once for each graph that says it; sorted."""

    def graph(self, name: str) -> tuple[Triple, ...]:
        """All triples of the graph of that IRI, sorted; none where there is no such graph."""

    def graph_sizes(self) -> Mapping[str, int]:
        """The named graphs, by IRI, and how many triples each has; sorted."""

    def counts(self) -> Counts:
        """What the graph has in all."""
