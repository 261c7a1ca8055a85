"""The merge of graphs, in which a triple is one however many of them have it (RDF 1.1 Semantics, 4.1).

The engine answers from the union of quads instead: it gives a triple once for each graph that has it, so every
count is wrong where graphs overlap. Where they do not, which is nearly always, nothing is done here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from server.sparql.limits import FORMS, matches

Result = QuerySolutions | QueryBoolean | QueryTriples
DEFAULT = DefaultGraph()
OVERLAPPING = (
    "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER(!sameTerm(?g, ?h)) }"
)
TWICE = "ASK { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }"


@dataclass(frozen=True)
class Dataset:
    """The graphs of which a query asks: merged as its default graph, and by name."""

    default: tuple[str, ...]
    named: tuple[str, ...]


class MergingStore:
    """Answers queries over the merge of all graphs of a store, or of those that a query names. `functions`: of IRIs."""

    def __init__(
        self, store: Store, functions: Mapping[NamedNode, Callable[..., Any]] | None = None
    ) -> None:
        self.store, self.functions = store, dict(functions or {})
        found = store.query(OVERLAPPING)
        assert isinstance(found, QuerySolutions)
        self.overlapping = frozenset(str(row["g"].value) for row in found)
        self.merged = bool(self.overlapping) or bool(store.query(TWICE))
        self.unnamed = [*store.quads_for_pattern(None, None, None, DEFAULT)] if self.merged else []
        if self.merged:  # no query sees the default graph of the store but as the merge of all
            store.bulk_extend(_into_default(store))

    def quads(self, graph: NamedNode | None) -> Iterator[Quad]:
        """The quads of a graph; of None, for each triple there is one of a graph that has it."""
        quads = self.store.quads_for_pattern(None, None, None, graph)
        if graph is not None or not self.merged:
            yield from quads
            return
        seen = set[Triple]()
        for quad in chain(self.unnamed, (one for one in quads if one.graph_name != DEFAULT)):
            if quad.triple not in seen:
                seen.add(quad.triple)
                yield quad

    def query(self, text: str, base: str, dataset: Dataset | None, *, own: bool) -> Result:
        """As `Store.query`. `dataset`: of the protocol, which goes before the query's own; `own`: it has FROM clauses."""
        if dataset is None and own:
            dataset = self._own(text, base)
        if dataset is None:
            union = not (own or self.merged)
            return self.store.query(
                text,
                base_iri=base,
                use_default_graph_as_union=union,
                custom_functions=self.functions,
            )
        default, named = _nodes(dataset.default), _nodes(dataset.named)
        store = self.store
        if sum(one.value in self.overlapping for one in default) > 1:
            store, default = self._merge(default, named), [DEFAULT]
        return store.query(
            text,
            base_iri=base,
            default_graph=default,
            named_graphs=named,
            custom_functions=self.functions,
        )

    def _own(self, text: str, base: str) -> Dataset | None:
        """The dataset of a query's own clauses where it has to be put right; None where the engine does as well."""
        prologue, default, named = _clauses(text)
        if len(default) < 2:
            return None
        asked = " ".join(f"({term} AS ?g{n})" for n, term in enumerate((*default, *named)))
        # The engine itself says which IRIs these are, with the prefixes and the base of the query.
        found = self.store.query(f"{prologue} SELECT {asked} {{}}", base_iri=base)
        assert isinstance(found, QuerySolutions)
        (row,) = found
        iris = [str(row[n].value) for n in range(len(default) + len(named))]
        return Dataset(tuple(iris[: len(default)]), tuple(iris[len(default) :]))

    def _merge(self, default: Sequence[NamedNode], named: Sequence[NamedNode]) -> Store:
        merge = Store()
        for graph in default:
            merge.bulk_extend(_into_default(self.store.quads_for_pattern(None, None, None, graph)))
        for graph in named:
            merge.bulk_extend(self.store.quads_for_pattern(None, None, None, graph))
        return merge


def _into_default(quads: Iterable[Quad]) -> Iterable[Quad]:
    return (Quad(one.subject, one.predicate, one.object, DEFAULT) for one in quads)


def _nodes(graphs: Sequence[str]) -> list[Any]:
    return [NamedNode(graph) for graph in dict.fromkeys(graphs)]


def _clauses(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The prologue, and the graphs of FROM and of FROM NAMED as they are written."""
    prologue, default, named = None, list[str](), list[str]()
    before = list[str]()
    for match in matches(text):
        if match.lastgroup == "blank":
            continue
        word = match[0].upper() if match.lastgroup == "word" else ""
        if prologue is None and word in FORMS:
            prologue = text[: match.start()]
        elif match.lastgroup in ("iri", "name") and before[-1:] == ["FROM"]:
            default.append(match[0])
        elif match.lastgroup in ("iri", "name") and before == ["FROM", "NAMED"]:
            named.append(match[0])
        elif match[0] == "{":
            break
        before = [*before[-1:], word]
    return prologue or "", tuple(default), tuple(named)
