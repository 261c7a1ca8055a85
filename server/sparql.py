"""The SPARQL 1.1 Protocol for queries, and Graph Store reading."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort, request
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
)

from ontology.vocabulary import PREFIXES
from server.formats import HTML, RESULTS, TRIPLES, choose
from server.gate import Refused, look_at
from server.repository import Result
from server.responses import (
    error_response,
    from_browser,
    language,
    negotiated,
    page,
    rdf,
    repository,
)
from server.saved import saved_queries
from server.tables import result_table

blueprint = Blueprint("sparql", __name__)
QUERY_TYPE = "application/sparql-query"
FORM_TYPE = "application/x-www-form-urlencoded"
DEFAULT_QUERY = """PREFIX rf: <{base}def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?claim ?label WHERE {{
  ?claim a rf:Claim ; rdfs:label ?label .
  FILTER(LANG(?label) = "{lang}")
}}
ORDER BY ?claim
LIMIT 20
"""


@dataclass(frozen=True)
class Asked:
    """A request of the protocol: the query, None where there is none, and its dataset."""

    query: str | None
    default_graphs: tuple[NamedNode, ...]
    named_graphs: tuple[NamedNode, ...]


def _graphs(values: Sequence[str]) -> tuple[NamedNode, ...]:
    try:
        return tuple(NamedNode(value) for value in values)
    except ValueError:
        abort(400, "A graph is named by an absolute IRI.")


def _asked() -> Asked:
    values = request.args
    queries = values.getlist("query")
    if request.method == "POST":
        kind = request.mimetype
        if kind == QUERY_TYPE:
            try:
                queries = [*queries, request.get_data().decode("utf-8")]
            except UnicodeDecodeError:
                abort(400, "The query is not UTF-8.")
        elif kind == FORM_TYPE:
            values = request.form
            queries = values.getlist("query")
        else:
            abort(415, f"Send the query as {FORM_TYPE} or as {QUERY_TYPE}.")
    if "update" in values:
        abort(400, "This endpoint answers queries only; there is no update.")
    if len(queries) > 1:
        abort(400, "Send exactly one query.")
    if request.method == "POST" and not queries:
        abort(400, "The parameter query is missing.")
    return Asked(
        queries[0] if queries else None,
        _graphs(values.getlist("default-graph-uri")),
        _graphs(values.getlist("named-graph-uri")),
    )


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answer a query; describe the service, or show the query page, where there is none."""
    asked = _asked()
    if asked.query is None:
        form = negotiated()
        return _query_page("", None) if form is HTML else rdf(service_description(), form)
    try:
        seen = look_at(asked.query)
        result = repository().query(
            asked.query, asked.default_graphs, asked.named_graphs, seen.own_dataset
        )
        return _answer(asked.query, result)
    except Refused as error:
        return error_response(400, str(error))
    except SyntaxError as error:
        return error_response(400, f"The query is no SPARQL 1.1 query: {error.msg}")
    except ValueError as error:
        return error_response(400, f"The query cannot be evaluated: {error}")


def _answer(query: str, result: Result) -> Response:
    offered = TRIPLES if isinstance(result, QueryTriples) else RESULTS
    name = request.values.get("format")
    if from_browser() and name is None:
        return _query_page(query, result)
    form = choose(request.accept_mimetypes, name, offered)
    if isinstance(result, QueryBoolean) and form.name in ("csv", "tsv"):
        text = "true" if bool(result) else "false"
        return Response(text + "\r\n", content_type=form.content_type, headers={"Vary": "Accept"})
    return Response(
        _body(result, form.engine), content_type=form.content_type, headers={"Vary": "Accept"}
    )


def _body(result: Result, engine: QueryResultsFormat | RdfFormat | None) -> bytes:
    match result, engine:
        case QueryTriples(), RdfFormat():
            return result.serialize(format=engine) or b""
        case ((QuerySolutions() | QueryBoolean()), QueryResultsFormat()):
            return result.serialize(format=engine) or b""
    raise AssertionError("formats are chosen by the kind of result")


def _query_page(query: str, result: Result | None) -> Response:
    lang = language()
    return page(
        "sparql.html",
        query=query or DEFAULT_QUERY.format(base=repository().base, lang=lang),
        asked=bool(query),
        table=result_table(result) if result is not None else None,
        saved=saved_queries().values(),
        base=repository().base,
    )


def service_description() -> list[Triple]:
    """What this endpoint is and can do (SPARQL 1.1 Service Description)."""
    base = repository().base
    service, kind = NamedNode(base + "sparql"), NamedNode(PREFIXES["rdf"] + "type")

    def sd(name: str) -> NamedNode:
        return NamedNode(PREFIXES["sd"] + name)

    dataset, graph = NamedNode(base + "sparql#dataset"), NamedNode(base + "sparql#default-graph")
    triples = [
        Triple(service, kind, sd("Service")),
        Triple(service, sd("endpoint"), service),
        Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        Triple(service, sd("feature"), sd("UnionDefaultGraph")),
        Triple(service, sd("defaultDataset"), dataset),
        Triple(dataset, kind, sd("Dataset")),
        Triple(dataset, sd("defaultGraph"), graph),
        Triple(graph, kind, sd("Graph")),
    ]
    formats = "http://www.w3.org/ns/formats/"
    names = (
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
    )
    for name in (*names, "Turtle", "N-Triples", "JSON-LD", "RDF_XML"):
        triples.append(Triple(service, sd("resultFormat"), NamedNode(formats + name)))
    for named in sorted(repository().store.named_graphs(), key=str):
        node = NamedNode(base + "sparql#graph-" + named.value.rsplit("/", 1)[-1])
        triples += [
            Triple(dataset, sd("namedGraph"), node),
            Triple(node, kind, sd("NamedGraph")),
            Triple(node, sd("name"), named),
        ]
    size = Literal(
        str(repository().counts["triple"]), datatype=NamedNode(PREFIXES["xsd"] + "integer")
    )
    return [*triples, Triple(graph, NamedNode(PREFIXES["void"] + "triples"), size)]


@blueprint.get("/graphs")
def graphs() -> Response:
    """Graph Store Protocol, reading: `?default` or `?graph=IRI`."""
    store = repository().store
    if ("default" in request.args) == ("graph" in request.args):
        abort(400, "Ask for ?default or for ?graph=IRI.")
    if "default" in request.args:
        triples = {quad.triple for quad in store.quads_for_pattern(None, None, None, None)}
    else:
        (name,) = _graphs([request.args["graph"]])
        if not store.contains_named_graph(name):
            abort(404, "There is no graph of that name; see /sparql for their list.")
        triples = {quad.triple for quad in store.quads_for_pattern(None, None, None, name)}
    form = choose(request.accept_mimetypes, request.args.get("format"), TRIPLES)
    return rdf(sorted(triples, key=str), form)
