"""What the endpoint is and can do (https://www.w3.org/TR/sparql11-service-description/)."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from ontology.vocabulary import PREFIXES
from server.http.formats import Format
from server.http.messages import Reply
from server.repository.embedded import Repository
from server.settings import Settings
from server.site import Served
from server.sparql.cache import Kept
from server.sparql.endpoint import sent
from server.workers.outcome import Body

FORMATS = "http://www.w3.org/ns/formats/"
RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "N-Quads", "TriG", "JSON-LD", "RDF_XML",
)  # fmt: skip
SCHEMA = "https://schema.org/"
GEOSPARQL = "http://www.opengis.net/def/function/geosparql/"
# Functions of the engine beside those of SPARQL 1.1; a test asks the engine for each.
CASTS = (
    "date", "time", "gYear", "gYearMonth", "gMonthDay", "gDay", "gMonth",
    "duration", "yearMonthDuration", "dayTimeDuration",
)  # fmt: skip
SPATIAL = (
    "sfEquals", "sfDisjoint", "sfIntersects", "sfTouches", "sfCrosses", "sfWithin", "sfContains", "sfOverlaps",
)  # fmt: skip


@dataclass(frozen=True)
class Limit:
    """One limit of the endpoint: its name, what it holds, its number and the unit of that (UN/CEFACT code)."""

    name: str
    text: str
    value: float
    unit: str


def limits(settings: Settings) -> tuple[Limit, ...]:
    """What a query may be, take and give, at most."""
    return (
        Limit("timeout", "Seconds that a query may take", settings.timeout, "SEC"),
        Limit("memory", "Megabytes of memory that a query may take", settings.memory_mb, "4L"),
        Limit("answer", "Megabytes that an answer may have", settings.answer_mb, "4L"),
        Limit("rows", "Rows that an answer may have", settings.rows, "C62"),
        Limit("query-bytes", "Bytes that a query may have", settings.query.query_bytes, "AD"),
        Limit("nesting", "Brackets that a query may open inside each other", settings.query.nesting, "C62"),
        Limit("tokens", "Words and signs that a query may have", settings.query.tokens, "C62"),
        Limit("clauses", "Clauses (OPTIONAL, UNION, FILTER …) that a query may have", settings.query.clauses, "C62"),
        Limit("operators", "Operators that a query may have", settings.query.operators, "C62"),
        Limit("patterns", "Patterns that one group of a query may have", settings.query.patterns, "C62"),
    )  # fmt: skip


def described(
    served: Served, settings: Settings, form: Format, root: str, if_none_match: str
) -> Reply:
    """The description in a format, for a client that knows the server as `root`."""
    assert isinstance(form.engine, RdfFormat)
    repository = served.snapshot.repository
    triples = [*description(repository, settings, root)]
    names = {**PREFIXES, "schema": SCHEMA, "formats": FORMATS}
    prefixes = {
        name: names[name] for name in ("dct", "formats", "rdf", "schema", "sd", "void", "xsd")
    }
    body = serialize(
        triples,
        format=form.engine,
        prefixes=prefixes if form.name in ("ttl", "trig", "rdf", "jsonld") else None,
    )
    assert body is not None
    kept = Kept(form.content_type, blake2b(body, digest_size=16).hexdigest(), Body.of(body))
    found = kept.at_hand(None)
    assert found is not None
    return sent(*found, if_none_match)


def description(repository: Repository, settings: Settings, root: str) -> Iterator[Triple]:
    """The triples of the description."""
    base = repository.base
    service, dataset = NamedNode(base + "sparql"), NamedNode(base + "sparql#dataset")
    graph = NamedNode(base + "sparql#default-graph")
    yield Triple(service, _term("rdf", "type"), _term("sd", "Service"))
    endpoint = NamedNode((root or base) + "sparql")
    yield Triple(service, _term("sd", "endpoint"), endpoint)
    yield Triple(service, _term("sd", "supportedLanguage"), _term("sd", "SPARQL11Query"))
    yield Triple(service, _term("sd", "feature"), _term("sd", "UnionDefaultGraph"))
    yield Triple(service, _term("sd", "availableGraphs"), NamedNode(base + "sparql#graphs"))
    for name in RESULT_FORMATS:
        yield Triple(service, _term("sd", "resultFormat"), NamedNode(FORMATS + name))
    for function in (
        *(PREFIXES["xsd"] + name for name in CASTS),
        *(GEOSPARQL + name for name in SPATIAL),
    ):
        yield Triple(service, _term("sd", "extensionFunction"), NamedNode(function))
        yield Triple(NamedNode(function), _term("rdf", "type"), _term("sd", "Function"))
    yield Triple(service, _term("sd", "defaultDataset"), dataset)
    yield Triple(dataset, _term("rdf", "type"), _term("sd", "Dataset"))
    yield Triple(dataset, _term("sd", "defaultGraph"), graph)
    yield Triple(graph, _term("rdf", "type"), _term("sd", "Graph"))
    yield Triple(graph, _term("void", "triples"), _integer(repository.counts["triple"]))
    yield from _named_graphs(repository, dataset)
    for limit in limits(settings):
        yield from _limit(service, limit)


def _named_graphs(repository: Repository, dataset: NamedNode) -> Iterator[Triple]:
    base = repository.base
    collection = NamedNode(base + "sparql#graphs")
    yield Triple(collection, _term("rdf", "type"), _term("sd", "GraphCollection"))
    for named, size in repository.graph_sizes.items():
        node = NamedNode(
            base + "sparql#graph-" + named.removeprefix(base + "graph/").replace("/", "-")
        )
        graph = NamedNode(node.value + "-triples")
        for holder in (dataset, collection):
            yield Triple(holder, _term("sd", "namedGraph"), node)
        yield Triple(node, _term("rdf", "type"), _term("sd", "NamedGraph"))
        yield Triple(node, _term("sd", "name"), NamedNode(named))
        yield Triple(node, _term("sd", "graph"), graph)
        yield Triple(graph, _term("rdf", "type"), _term("sd", "Graph"))
        yield Triple(graph, _term("void", "triples"), _integer(size))


def _limit(service: NamedNode, limit: Limit) -> Iterator[Triple]:
    node = NamedNode(f"{service.value}#limit-{limit.name}")
    yield Triple(service, NamedNode(SCHEMA + "additionalProperty"), node)
    yield Triple(node, _term("rdf", "type"), NamedNode(SCHEMA + "PropertyValue"))
    yield Triple(node, NamedNode(SCHEMA + "propertyID"), Literal(limit.name))
    yield Triple(node, NamedNode(SCHEMA + "name"), Literal(limit.text, language="en"))
    number = Literal(f"{limit.value:g}", datatype=_term("xsd", "decimal"))
    whole = limit.value == int(limit.value)
    yield Triple(
        node, NamedNode(SCHEMA + "maxValue"), _integer(int(limit.value)) if whole else number
    )
    yield Triple(node, NamedNode(SCHEMA + "unitCode"), Literal(limit.unit))


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=_term("xsd", "integer"))
