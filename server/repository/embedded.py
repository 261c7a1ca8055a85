"""The seam between the engine and the pages: one read-only graph and what is asked of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
)

from graph_build.errors import Unreadable
from graph_build.iris import Iris
from ontology import DEFAULT_BASE
from ontology.vocabulary import PREFIXES
from server.answers.table import Result

Node = NamedNode | BlankNode | Literal | Triple
LABELS = tuple(
    NamedNode(PREFIXES[prefix] + local)
    for prefix, local in (("skos", "prefLabel"), ("rdfs", "label"), ("dct", "title"))
)
TYPE = NamedNode(PREFIXES["rdf"] + "type")
CUBE = NamedNode(PREFIXES["qb"] + "DataSet")


@dataclass(frozen=True)
class Repository:
    """A graph in the engine. Its default graph is the union of all its graphs."""

    store: Store
    base: str
    nquads: Path

    @classmethod
    def load(cls, path: Path, base: str | None = None) -> "Repository":
        """Read an N-Quads file; Unreadable with its line where it is none."""
        store = Store()
        try:
            store.bulk_load(path=path, format=RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise Unreadable(f"{path}:{error.lineno or 1}: is no N-Quads: {error.msg}") from error
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise Unreadable(f"{path}: cannot be read ({reason})") from error
        return cls(store, base or _base_of(store), path)

    def query(self, text: str, own_dataset: bool = False) -> Result:
        """Evaluate a query; SyntaxError where it is none. `own_dataset`: it has FROM clauses."""
        base = self.base + "sparql"
        return self.store.query(text, base_iri=base, use_default_graph_as_union=not own_dataset)

    def outgoing(self, node: NamedNode) -> Iterator[tuple[NamedNode, Node]]:
        """Predicates and values of a thing, without repetition, in stable order."""
        found = {(quad.predicate, quad.object) for quad in self._quads(node, None, None)}
        return iter(sorted(found, key=lambda pair: (pair[0].value, str(pair[1]))))

    def incoming(self, node: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Things that point to a thing, with the predicate, in stable order."""
        found = {
            (quad.predicate, quad.subject)
            for quad in self._quads(None, None, node)
            if isinstance(quad.subject, NamedNode)
        }
        return iter(sorted(found, key=lambda pair: (pair[0].value, pair[1].value)))

    def values(self, node: NamedNode, property: str) -> list[Node]:
        """The values of one property (a prefixed name), sorted."""
        prefix, _, local = property.partition(":")
        predicate = NamedNode(Iris(self.base).rebase(PREFIXES[prefix] + local))
        return sorted({quad.object for quad in self._quads(node, predicate, None)}, key=str)

    def triples_about(self, node: NamedNode) -> list[Triple]:
        """All triples in which a thing is the subject."""
        return [Triple(node, predicate, value) for predicate, value in self.outgoing(node)]

    def graph(self, name: str) -> list[Triple]:
        """All triples of one named graph, sorted."""
        graph = NamedNode(f"{self.base}graph/{name}")
        quads = self.store.quads_for_pattern(None, None, None, graph)
        return sorted((quad.triple for quad in quads), key=str)

    def known(self, node: NamedNode) -> bool:
        """Whether the graph says anything about a thing."""
        return next(iter(self._quads(node, None, None)), None) is not None

    def label(self, node: NamedNode, languages: Iterable[str]) -> tuple[str, str] | None:
        """The label in the first language that has one, with that language."""
        wanted = tuple(languages)
        for predicate in LABELS:
            texts = {
                quad.object.language or "": quad.object.value
                for quad in self._quads(node, predicate, None)
                if isinstance(quad.object, Literal)
            }
            for language in (*wanted, ""):
                if language in texts:
                    return texts[language], language
        return None

    def members(self, kind: str) -> list[NamedNode]:
        """The things of an own class, by its local name, sorted."""
        term = NamedNode(f"{self.base}def#{kind}")
        found = {
            quad.subject
            for quad in self._quads(None, TYPE, term)
            if isinstance(quad.subject, NamedNode)
        }
        return sorted(found, key=lambda node: node.value)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many claims, statements, sources, quads and distinct triples the graph has."""
        found = {kind.lower(): len(self.members(kind)) for kind in ("Claim", "Statement", "Source")}
        triples = len({quad.triple for quad in self.store})
        return {**found, "quad": len(self.store), "triple": triples}

    @cached_property
    def graph_sizes(self) -> Mapping[str, int]:
        """The named graphs and how many triples each has, by name."""
        sizes = Counter(
            quad.graph_name.value for quad in self.store if isinstance(quad.graph_name, NamedNode)
        )
        return dict(sorted(sizes.items()))

    def _quads(self, s: NamedNode | None, p: NamedNode | None, o: Node | None) -> Iterator[Quad]:
        return self.store.quads_for_pattern(s, p, o, None)


def _base_of(store: Store) -> str:
    for quad in store.quads_for_pattern(None, TYPE, CUBE, None):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.endswith("id/cube/claims"):
            return quad.subject.value.removesuffix("id/cube/claims")
    return DEFAULT_BASE
