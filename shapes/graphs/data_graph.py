"""The data graph of SHACL: the graph that is validated, as one, in the engine's store."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from shapes.graphs.properties import Properties
from shapes.graphs.terms import Term

Outgoing = tuple[tuple[NamedNode, Term | Triple], ...]


@dataclass(frozen=True)
class DataGraph(Properties):
    """The union of all graphs of a store; own terms stand under `base`."""

    store: Store

    @classmethod
    def of(cls, quads: Iterable[Quad | Triple], base: str) -> "DataGraph":
        """The data in a store of its own."""
        store = Store()
        store.extend(
            one if isinstance(one, Quad) else Quad(one.subject, one.predicate, one.object)
            for one in quads
        )
        return cls(base, store)

    def values(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """The values of a property, sorted, each once; a triple as a value (RDF 1.2) is left out."""
        if isinstance(subject, Literal):
            return []
        quads = self.store.quads_for_pattern(subject, predicate, None, None)
        found = {quad.object for quad in quads}
        return sorted((one for one in found if not isinstance(one, Triple)), key=str)

    def subjects(self, curie: str, value: Term) -> list[NamedNode]:
        """The IRIs that have a property with this value, sorted, each once."""
        quads = self.store.quads_for_pattern(None, self.term(curie), value, None)
        found = {quad.subject for quad in quads}
        return sorted((one for one in found if isinstance(one, NamedNode)), key=str)

    def describe(
        self, nodes: Iterable[NamedNode], follow: Iterable[str] = ()
    ) -> Mapping[NamedNode, Outgoing]:
        """Predicates and values of each node, by predicate and N-Triples text of the value, each once.

        `follow` names properties (prefixed) whose values, where they are IRIs, are described as
        well, and theirs, however far that leads: one question gives a statement with its claims
        and their words. A node that nothing is said of has no pairs. The nodes asked for come
        first, then those one step away, and so on.
        """
        onward = {self.term(curie) for curie in follow}
        # Breadth first, a round for each step; `found` is a dict, which keeps the order in which nodes
        # were met and is what stops the walk where the data leads in a circle.
        found = dict[NamedNode, Outgoing]()
        edge = list(dict.fromkeys(nodes))
        while edge:
            found |= {node: self._outgoing(node) for node in edge}
            further = (
                value
                for node in edge
                for predicate, value in found[node]
                if predicate in onward and isinstance(value, NamedNode)
            )
            edge = [node for node in dict.fromkeys(further) if node not in found]
        return found

    def _outgoing(self, node: NamedNode) -> Outgoing:
        quads = self.store.quads_for_pattern(node, None, None, None)
        pairs = {(one.predicate, one.object) for one in quads}
        return tuple(sorted(pairs, key=lambda pair: (pair[0].value, str(pair[1]))))
