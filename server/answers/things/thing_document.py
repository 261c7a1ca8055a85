"""What the RDF document about a thing says: the thing as the graph has it, and what a reader of it alone would miss.

Beside what the graph says of the thing: what points to it, the names of all that is near, both in the graphs that say
so; and, in the default graph, whose document it is, under which licence and of which version.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from ontology.vocabulary import expanded
from server.repository.interface import LABELS, Incoming, Repository, Term

MOST = 150  # things that point to a thing, of which a document tells
NEIGHBOURS = 1_000  # things near it whose names it tells
Edge = tuple[NamedNode, NamedNode]
Graph = NamedNode | DefaultGraph
# Of a triple outside all named graphs ?graph stays free. FILTER, since the engine reads all of the graph where both are VALUES.
NAMED = """SELECT ?graph ?thing ?predicate ?label WHERE {{
  VALUES ?thing {{ {things} }}
  {{ GRAPH ?graph {{ ?thing ?predicate ?label }} FILTER(?predicate IN ({predicates})) }}
  UNION {{ ?thing ?predicate ?label FILTER(?predicate IN ({predicates})) }} }}"""
POINTING = """SELECT ?graph ?thing ?predicate WHERE {{
  VALUES (?thing ?predicate) {{ {edges} }} GRAPH ?graph {{ ?thing ?predicate {node} }} }}"""
REST = "SELECT ?thing ?property WHERE {{ ?thing ?property {node} }} ORDER BY ?property ?thing"


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its address, the data set it is of, that one's licence and version, where queries are asked."""

    address: str
    dataset: str
    license: str
    version: str
    endpoint: str


def thing_statements(
    repository: Repository, node: NamedNode, document: Document | None
) -> tuple[Quad, ...]:
    """The statements, in four questions; none where the graph says nothing of the thing.

    `document`: None of a foreign graph, which is given as it is: nobody here knows its licence.
    """
    own = repository.quads(node)
    if not own or document is None:
        return own
    found = repository.incoming(node, MOST)
    edges = tuple(islice(_edges(found), MOST))
    pointing = _pointing(repository, node, edges)
    near = dict.fromkeys(_near(own, edges))
    near.pop(node, None)
    labels = _labels(repository, tuple(islice(near, NEIGHBOURS)))
    about = _about(node, document, _cut(found, edges))
    return tuple(dict.fromkeys([*own, *pointing, *labels, *about]))


def _edges(found: Mapping[NamedNode, Incoming]) -> Iterator[Edge]:
    return ((subject, predicate) for predicate, one in found.items() for subject in one.subjects)


def _cut(found: Mapping[NamedNode, Incoming], edges: tuple[Edge, ...]) -> bool:
    """Whether more points to the thing than the document tells."""
    return sum(one.count for one in found.values()) > len(edges) or any(
        one.more for one in found.values()
    )


def _near(own: Iterable[Quad], edges: Iterable[Edge]) -> Iterator[NamedNode]:
    yield from (quad.object for quad in own if isinstance(quad.object, NamedNode))
    yield from (subject for subject, _ in edges)


def _pointing(repository: Repository, node: NamedNode, edges: tuple[Edge, ...]) -> Iterator[Quad]:
    if not edges:
        return
    listed = " ".join(f"({subject} {predicate})" for subject, predicate in edges)
    graphs = dict[Edge, list[NamedNode]]()
    for row in repository.select(POINTING.format(edges=listed, node=node)):
        subject, predicate, graph = row["thing"], row["predicate"], row["graph"]
        graphs.setdefault((subject, predicate), []).append(graph)  # type: ignore[arg-type]
    for edge in edges:
        for where in _sorted(graphs.get(edge, ())):
            yield Quad(edge[0], edge[1], node, where)


def _labels(repository: Repository, nodes: tuple[NamedNode, ...]) -> Iterator[Quad]:
    if not nodes:
        return
    predicates = ", ".join(str(_term(name)) for name in LABELS)
    query = NAMED.format(things=" ".join(map(str, nodes)), predicates=predicates)
    found = dict[Triple, list[NamedNode]]()
    for row in repository.select(query):
        label = row["label"]
        if isinstance(label, Literal):
            graphs = found.setdefault(Triple(row["thing"], row["predicate"], label), [])  # type: ignore[arg-type]
            graphs += [row["graph"]] if "graph" in row else []  # type: ignore[list-item]
    for one in sorted(found, key=str):
        for graph in _sorted(found[one]):
            yield Quad(one.subject, one.predicate, one.object, graph)


def _sorted(graphs: Iterable[NamedNode]) -> list[Graph]:
    """The graphs in their order; the default graph where there is none."""
    return [*sorted(graphs, key=str)] or [DefaultGraph()]


def _about(node: NamedNode, document: Document, cut: bool) -> Iterator[Quad]:
    here = NamedNode(document.address)
    said: list[tuple[str, Term]] = [
        ("rdf:type", _term("foaf:Document")),
        ("foaf:primaryTopic", node),
        ("dct:license", NamedNode(document.license)),
        ("dct:isPartOf", NamedNode(document.dataset)),
        ("dcat:version", Literal(document.version)),
    ]
    if cut:
        query = urlencode({"query": REST.format(node=node)})
        said.append(("rdfs:seeAlso", NamedNode(f"{document.endpoint}?{query}")))
    yield from (Quad(here, _term(name), value, DefaultGraph()) for name, value in said)


def _term(name: str) -> NamedNode:
    return NamedNode(expanded(name))
