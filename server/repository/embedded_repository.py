"""The engine in this process."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest
from itertools import islice
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
)

from graph_build.errors import Unreadable
from ontology import DEFAULT_BASE
from ontology.vocabulary import PREFIXES, expanded
from server.repository.interface import LABELS, Counts, Description, Incoming, Label, Pairs, Term
from server.repository.written_forms import WrittenForms
from shapes.graphs.data_graph import DataGraph

NAMING = tuple(NamedNode(expanded(name)) for name in LABELS)
TYPE = NamedNode(PREFIXES["rdf"] + "type")
CUBE = NamedNode(PREFIXES["qb"] + "DataSet")
# Quads that point to a thing: more would hold up whoever waits for another page.
LOOKED_AT = 20_000
Result = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True)
class EmbeddedRepository:
    """A graph in a store of this process; `server.repository.interface.Repository` says what it answers.

    `written` has the literals that the store holds otherwise than the file has them.
    """

    data: DataGraph
    written: WrittenForms = field(default_factory=WrittenForms)

    @property
    def base(self) -> str:
        """See Repository."""
        return self.data.base

    @cached_property
    def foreign(self) -> bool:
        """See Repository."""
        return not self._members("Claim")

    @cached_property
    def limited(self) -> frozenset[str]:
        """See Repository."""
        found, derived = set[str](), NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
        caveat = NamedNode(f"{self.base}def#caveat")
        edge = [quad.subject for quad in self.store.quads_for_pattern(None, caveat, None, None)]
        while edge:
            one = edge.pop()
            if isinstance(one, NamedNode) and one.value not in found:
                found.add(one.value)
                behind = self.store.quads_for_pattern(None, derived, one, None)
                edge.extend(quad.subject for quad in behind)
        return frozenset(found)

    @property
    def store(self) -> Store:
        """The engine's store."""
        return self.data.store

    @classmethod
    def load(cls, path: Path, base: str | None = None, name: str = "") -> "EmbeddedRepository":
        """Read an N-Quads file, called `name` in messages; Unreadable with its line where it is none."""
        store, name = Store(), name or str(path)
        try:
            store.bulk_load(path=path, format=RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise Unreadable(f"{name}:{error.lineno or 1}: is no N-Quads: {error.msg}") from error
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise Unreadable(f"{name}: cannot be read ({reason})") from error
        return cls(DataGraph(base or _base_of(store), store), WrittenForms.of(path))

    def query(self, text: str, own_dataset: bool = False) -> Result:
        """Evaluate any query; SyntaxError where it is none. `own_dataset`: it has FROM clauses."""
        base = self.base + "sparql"
        return self.store.query(text, base_iri=base, use_default_graph_as_union=not own_dataset)

    def describe(self, nodes: Iterable[NamedNode], follow: Sequence[str] = ()) -> Description:
        """See Repository."""
        found = self.data.describe(nodes, follow)
        return {node: self._as_written(node, pairs) for node, pairs in found.items() if pairs}

    def labels(
        self, nodes: Iterable[NamedNode], languages: Sequence[str]
    ) -> Mapping[NamedNode, Label]:
        """See Repository."""
        named = ((node, self._label(node, (*languages, ""))) for node in dict.fromkeys(nodes))
        return {node: label for node, label in named if label is not None}

    def members(self, kinds: Iterable[str]) -> Mapping[str, tuple[NamedNode, ...]]:
        """See Repository."""
        return {kind: self._members(kind) for kind in kinds}

    def incoming(self, node: NamedNode, limit: int) -> Mapping[NamedNode, Incoming]:
        """See Repository."""
        found = dict[NamedNode, set[NamedNode]]()
        quads = self.store.quads_for_pattern(None, None, node, None)
        for quad in islice(quads, LOOKED_AT):
            if isinstance(quad.subject, NamedNode):
                found.setdefault(quad.predicate, set()).add(quad.subject)
        more = next(quads, None) is not None
        return {
            predicate: Incoming(
                tuple(nsmallest(limit, found[predicate], key=lambda one: one.value)),
                len(found[predicate]),
                more,
            )
            for predicate in sorted(found, key=lambda one: one.value)
        }

    def select(self, query: str) -> tuple[Mapping[str, Term], ...]:
        """See Repository."""
        result = self.query(query)
        if not isinstance(result, QuerySolutions):
            raise ValueError("is no SELECT")
        names = [variable.value for variable in result.variables]
        return tuple({name: row[name] for name in names if row[name] is not None} for row in result)

    def quads(self, node: NamedNode) -> tuple[Quad, ...]:
        """See Repository."""
        found, met = set[Quad](), set[BlankNode]()
        edge: list[NamedNode | BlankNode] = [node]
        while edge and len(found) < LOOKED_AT:
            quads = self.store.quads_for_pattern(edge.pop(), None, None, None)
            for quad in self.written.quads(quads):
                found.add(quad)
                if isinstance(quad.object, BlankNode) and quad.object not in met:
                    met.add(quad.object)
                    edge.append(quad.object)
        return tuple(sorted(found, key=str))

    def graph(self, name: str) -> tuple[Triple, ...]:
        """See Repository."""
        quads = self.store.quads_for_pattern(None, None, None, NamedNode(name))
        return tuple(sorted(self.written.triples(quads), key=str))

    def graph_sizes(self) -> Mapping[str, int]:
        """See Repository."""
        return self._graph_sizes

    def counts(self) -> Counts:
        """See Repository."""
        return self._counts

    def _as_written(self, node: NamedNode, pairs: Pairs) -> Pairs:
        if node not in self.written.subjects:
            return pairs
        quads = self.store.quads_for_pattern(node, None, None, None)
        found = {(one.predicate, one.object) for one in self.written.triples(quads)}
        return tuple(sorted(found, key=lambda pair: (pair[0].value, str(pair[1]))))

    @cached_property
    def _counts(self) -> Counts:
        claims, statements, sources = (
            len(self._members(kind)) for kind in ("Claim", "Statement", "Source")
        )
        triples = len({quad.triple for quad in self.store})
        return Counts(claims, statements, sources, len(self.store), triples, len(self.written))

    @cached_property
    def _graph_sizes(self) -> Mapping[str, int]:
        sizes = Counter(
            quad.graph_name.value for quad in self.store if isinstance(quad.graph_name, NamedNode)
        )
        return dict(sorted(sizes.items()))

    def _label(self, node: NamedNode, languages: Sequence[str]) -> Label | None:
        for predicate in NAMING:
            texts = {
                quad.object.language or "": quad.object.value
                for quad in self.store.quads_for_pattern(node, predicate, None, None)
                if isinstance(quad.object, Literal)
            }
            for language in languages:
                if language in texts:
                    return Label(texts[language], language)
        return None

    def _members(self, kind: str) -> tuple[NamedNode, ...]:
        quads = self.store.quads_for_pattern(None, TYPE, NamedNode(f"{self.base}def#{kind}"), None)
        found = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
        return tuple(sorted(found, key=lambda node: node.value))


def _base_of(store: Store) -> str:
    """The base under which a graph has its cube, which every built graph has; else the default one."""
    for quad in store.quads_for_pattern(None, TYPE, CUBE, None):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.endswith("id/cube/claims"):
            return quad.subject.value.removesuffix("id/cube/claims")
    return DEFAULT_BASE
