"""Every thing of the graph: `/id/…` leads to `/doc/…`, in the format asked for."""

from urllib.parse import quote

from flask import abort, request
from pyoxigraph import NamedNode

from server.answers.resource import Resource, resource
from server.http.formats import HTML
from server.http.messages import Response, redirect
from server.pages.blueprint import PageBlueprint
from server.pages.context import repository
from server.pages.language import languages
from server.pages.layout import data, named_graph, negotiated, page, rdf
from server.repository.interface import Pairs

blueprint = PageBlueprint("things", __name__)
UNKNOWN = "The graph says nothing about this address."


@blueprint.page("/id/<path:path>")
def thing(path: str) -> Response:
    """303 to the document about a thing; 404 where the graph does not know it."""
    _said(_node("id/" + path))
    query = "?" + request.query_string.decode("ascii", "ignore") if request.query_string else ""
    return redirect("/doc/" + quote(path, safe="/-._~") + query, 303, "Accept")


@blueprint.page("/doc/<path:path>")
def document(path: str) -> Response:
    """A thing as a page or as RDF."""
    return _document(_node("id/" + path))


@blueprint.page("/doc/<path:path>.json")
def document_data(path: str) -> Response:
    """What its page says, as JSON."""
    return data(_resource(_node("id/" + path)))


@blueprint.page("/resource")
def resource_of_anybody() -> Response:
    """Any thing of the graph, by its IRI: of a graph of somebody's the only way to one."""
    return _document(_asked())


@blueprint.page("/resource.json")
def resource_of_anybody_data() -> Response:
    """What its page says, as JSON."""
    return data(_resource(_asked()))


@blueprint.page("/graph/<path:name>")
def graph(name: str) -> Response:
    """A named graph: its description as a page, its triples as RDF."""
    node, form = _node("graph/" + name), negotiated()
    if form is HTML:
        return page("thing.html", thing=_resource(node))
    return named_graph(name, form)


def _document(node: NamedNode) -> Response:
    form = negotiated()
    if form is HTML:
        return page("thing.html", thing=_resource(node))
    return rdf(repository().quads(node) or abort(404, UNKNOWN), form)


def _asked() -> NamedNode:
    try:
        return NamedNode(request.args["iri"])
    except (KeyError, ValueError):
        abort(400, "Name a thing by its IRI: /resource?iri=IRI.")


def _node(local: str) -> NamedNode:
    try:
        return NamedNode(repository().base + local)
    except ValueError:
        abort(404, UNKNOWN)


def _said(node: NamedNode) -> Pairs:
    """What the graph says of a thing; 404 where that is nothing."""
    return repository().describe([node]).get(node) or abort(404, UNKNOWN)


def _resource(node: NamedNode) -> Resource:
    return resource(repository(), node, languages()) or abort(404, UNKNOWN)
