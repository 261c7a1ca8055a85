"""Reading by the SPARQL 1.1 Graph Store Protocol: the default graph, or one by name."""

from pyoxigraph import NamedNode

from server.http.messages import Problem, Request
from server.repository.embedded import Repository
from server.sparql.protocol import Asked, Fields, format_named, graphs

ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def asked(request: Request, repository: Repository) -> Asked:
    """The graph that a request names, as a question; Problem where it names none, or one that is not there."""
    fields = Fields(request.query_string)
    default, name, form = fields.one("default"), fields.one("graph"), format_named(fields)
    if (default is None) == (name is None):
        raise Problem(400, "Ask for ?default or for ?graph=IRI.")
    if name is None:
        return Asked(ALL, form=form)
    (graph,) = graphs([name])
    if not repository.store.contains_named_graph(NamedNode(graph)):
        raise Problem(404, "There is no graph of that name; /sparql lists those there are.")
    return Asked(ALL, (graph,), (), form)
