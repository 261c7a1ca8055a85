"""What the endpoint is and can do (https://www.w3.org/TR/sparql11-service-description/).

What is fixed stands in `description.ttl`; counts, limits and the address are added here.
"""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from ontology.vocabulary import PREFIXES
from server.http.formats import Format
from server.http.messages import Response
from server.repository.interface import Repository
from server.settings import Settings
from server.workers.body import Body

FIXED = Path(__file__).with_name("description.ttl")
SCHEMA = "https://schema.org/"
NAMES = {
    **{name: PREFIXES[name] for name in ("dct", "rdf", "sd", "void", "xsd")},
    "formats": "http://www.w3.org/ns/formats/",
    "schema": SCHEMA,
}
# The limits that the description calls otherwise than the settings do.
SETTING = {"memory": "memory_mb", "answer": "answer_mb"}


def described(repository: Repository, settings: Settings, form: Format, root: str) -> Response:
    """The description in a format, for a client that knows the server as `root`."""
    assert isinstance(form.engine, RdfFormat)
    named = form.name in ("ttl", "trig", "rdf", "jsonld")
    body = serialize(
        description(repository, settings, root),
        format=form.engine,
        prefixes=NAMES if named else None,
    )
    assert body is not None
    return Response(200, form.content_type, Body.of(body), vary=("Accept",), steady=True)


def description(repository: Repository, settings: Settings, root: str) -> Iterator[Triple]:
    """The triples of the description."""
    base = repository.base
    property_id, max_value = NamedNode(SCHEMA + "propertyID"), NamedNode(SCHEMA + "maxValue")
    for quad in parse(path=FIXED, format=RdfFormat.TURTLE, base_iri=base):
        yield quad.triple
        if quad.predicate == property_id and isinstance(quad.object, Literal):
            yield Triple(quad.subject, max_value, _limit(settings, quad.object.value))
    yield Triple(
        NamedNode(base + "sparql"), _term("sd", "endpoint"), NamedNode((root or base) + "sparql")
    )
    default_graph = NamedNode(base + "sparql#default-graph")
    yield Triple(default_graph, _term("void", "triples"), _integer(repository.counts().triples))
    yield from _named_graphs(repository)


def _named_graphs(repository: Repository) -> Iterator[Triple]:
    base = repository.base
    dataset, collection = (NamedNode(base + "sparql#" + name) for name in ("dataset", "graphs"))
    for named, size in repository.graph_sizes().items():
        local = named.removeprefix(base + "graph/").replace("/", "-")
        node = NamedNode(base + "sparql#graph-" + local)
        graph = NamedNode(node.value + "-triples")
        for holder in (dataset, collection):
            yield Triple(holder, _term("sd", "namedGraph"), node)
        yield Triple(node, _term("rdf", "type"), _term("sd", "NamedGraph"))
        yield Triple(node, _term("sd", "name"), NamedNode(named))
        yield Triple(node, _term("sd", "graph"), graph)
        yield Triple(graph, _term("rdf", "type"), _term("sd", "Graph"))
        yield Triple(graph, _term("void", "triples"), _integer(size))


def _limit(settings: Settings, name: str) -> Literal:
    value = float(getattr(settings, SETTING.get(name, name.replace("-", "_"))))
    if value.is_integer():
        return _integer(int(value))
    return Literal(f"{value:g}", datatype=_term("xsd", "decimal"))


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=_term("xsd", "integer"))
