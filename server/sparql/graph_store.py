"""Reading by the SPARQL 1.1 Graph Store Protocol: the default graph, or one by name."""

from dataclasses import replace

from server.http.formats import TRIPLES
from server.http.messages import HttpError, Request
from server.http.negotiation import NotAcceptable, choose
from server.http.parameters import Parameters
from server.repository.interface import Repository
from server.settings import Settings
from server.sparql.protocol import Dataset, composed, format_named, graphs, not_acceptable
from server.sparql.sparql_query import SparqlQuery

ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def graph_query(request: Request, repository: Repository, settings: Settings) -> SparqlQuery:
    """The query for the graph that a request names; HttpError where it names none, or one that is not there."""
    parameters = Parameters(request.query_string)
    default, name = parameters.one("default"), parameters.one("graph")
    if (default is None) == (name is None):
        raise HttpError(400, "Ask for ?default or for ?graph=IRI.")
    dataset: Dataset = (None, None)
    if name is not None:
        (graph,) = graphs([name])
        if graph not in repository.graph_sizes():
            raise HttpError(404, "There is no graph of that name; /sparql lists those there are.")
        dataset = ((graph,), ())
    query = composed(ALL, dataset, (None, _format(request, parameters)), settings)
    return replace(query, verbatim=True)


def _format(request: Request, parameters: Parameters) -> str:
    try:
        return choose(request.accept, format_named(parameters), TRIPLES).name
    except NotAcceptable as error:
        raise not_acceptable(error) from error
