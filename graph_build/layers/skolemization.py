"""Turtle files as quads: rebased, and with an IRI for every blank node."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph_build.iris import Iris
from ontology import DEFAULT_BASE


@dataclass
class Skolemizer:
    """Names each blank node by what it says and by the node that points to it, so the name is stable."""

    iris: Iris
    triples: list[Triple]
    names: dict[BlankNode, NamedNode] = field(default_factory=dict)
    outgoing: dict[BlankNode, list[Triple]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[BlankNode, list[Triple]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for triple in self.triples:
            if isinstance(triple.subject, BlankNode):
                self.outgoing[triple.subject].append(triple)
            if isinstance(triple.object, BlankNode):
                self.parents[triple.object].append(triple)

    def content(self, node: BlankNode) -> str:
        """What a node says, without its label; nested nodes in brackets."""
        parts = (
            f"{t.predicate} {self.content(t.object) if isinstance(t.object, BlankNode) else t.object}"
            for t in self.outgoing[node]
        )
        return "[" + " ; ".join(sorted(parts)) + "]"

    def name(self, node: BlankNode) -> NamedNode:
        """The IRI of a blank node."""
        if node not in self.names:
            # The digest has what the node says, and all its parents by predicate: equal nodes under different
            # parents stay two.
            above = " ".join(sorted(self.owner(triple) for triple in self.parents[node]))
            # 16 hexadecimal digits, 64 bits: a collision among the few thousand nodes here is out of the question.
            digest = sha256(f"{above} {self.content(node)}".encode()).hexdigest()[:16]
            self.names[node] = self.iris.thing("node", digest)
        return self.names[node]

    def owner(self, triple: Triple) -> str:
        """The node above, and by which predicate."""
        above = triple.subject
        name = self.name(above).value if isinstance(above, BlankNode) else str(above)
        return f"{name} {triple.predicate}"


def rebased(iris: Iris, triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples under the base of `iris`, without blank nodes."""
    found = list(triples)
    skolem = Skolemizer(iris, found)
    anyuri = "http://www.w3.org/2001/XMLSchema#anyURI"

    def moved(node: object) -> NamedNode | Literal:
        if isinstance(node, BlankNode):
            return skolem.name(node)
        if isinstance(node, NamedNode):
            return NamedNode(iris.rebase(node.value))
        assert isinstance(node, Literal)
        namespace = node.datatype.value == anyuri or node.value.startswith(DEFAULT_BASE)
        if namespace and node.language is None:
            return Literal(iris.rebase(node.value), datatype=node.datatype)
        return node

    for subject, predicate, value in found:
        new_subject, new_predicate = moved(subject), moved(predicate)
        assert isinstance(new_subject, NamedNode)
        assert isinstance(new_predicate, NamedNode)
        yield Triple(new_subject, new_predicate, moved(value))
