"""Every thing of the graph: `/id/…` leads to `/doc/…`, and that to its page or its RDF."""

from dataclasses import replace
from typing import Any, NoReturn
from urllib.parse import quote

from flask import abort, request
from pyoxigraph import NamedNode, Quad

from ontology.vocabulary import PREFIXES
from server.answers.elements.names import address
from server.answers.elements.names import document as document_address
from server.answers.things.resource import Resource, resource
from server.answers.things.thing_document import Document, thing_statements
from server.http.formats import HTML
from server.http.messages import Response, redirect
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import Elsewhere, remembered, repository, root, served
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.language import language, languages, localised
from server.pages.shared.layout import named_graph, negotiated, rdf
from server.pages.shared.subject import LICENSE
from server.repository.interface import Pairs

blueprint = PageBlueprint("things", __name__)
# The class of a claim that is made no more, under the base of the graph.
WITHDRAWN = "def#WithdrawnClaim"
TYPE = NamedNode(PREFIXES["rdf"] + "type")
UNKNOWN = "The graph says nothing about this address."
QUERY = """SELECT ?property ?value WHERE {{ <{iri}> ?property ?value }}
ORDER BY ?property ?value
"""


@blueprint.page("/id/<path:path>")
def thing(path: str) -> Response:
    """303 to the document about a thing; 404 where the graph does not know it."""
    _said(_node("id/" + path))
    query = "?" + request.query_string.decode("ascii", "ignore") if request.query_string else ""
    return redirect("/doc/" + quote(path, safe="/-._~") + query, 303, "Accept")


@blueprint.page("/doc/<path:path>")
def document(path: str) -> Response:
    """The page of a thing, or what is said of it as RDF."""
    return _document(_node("id/" + path))


@blueprint.page("/resource")
def resource_of_anybody() -> Response:
    """Any thing of the graph, by its IRI: of a graph of somebody's the only way to one."""
    return _document(_asked())


@blueprint.page("/graph/<path:name>")
def graph(name: str) -> Response:
    """A named graph: its description as a page, its triples as RDF."""
    node, form = _node("graph/" + name), negotiated()
    return _to_page(node) if form is HTML else named_graph(name, form)


def _document(node: NamedNode) -> Response:
    form = negotiated()
    if form is HTML:
        return _to_page(node)
    found = _statements(node) or abort(404, UNKNOWN)
    withdrawn = NamedNode(repository().base + WITHDRAWN)
    # By its class: a shape has the class too, as what it is about.
    gone = any((one.subject, one.predicate, one.object) == (node, TYPE, withdrawn) for one in found)
    return replace(rdf(found, form), status=410 if gone else 200)


def _statements(node: NamedNode) -> tuple[Quad, ...]:
    about = _about(node)
    return remembered(node, lambda: thing_statements(repository(), node, about))


def _about(node: NamedNode) -> Document | None:
    """What is said of the document about a thing; of a foreign graph nothing."""
    if repository().foreign:
        return None
    start, base, version = root(), repository().base, served().snapshot.copy.digest
    local = document_address(base, node.value) or address(base, node.value)
    return Document(
        start.rstrip("/") + local,
        base + "id/dataset/rusfelt",
        LICENSE,
        f"sha256:{version}",
        start + "sparql",
    )


def _to_page(node: NamedNode) -> Response:
    """Leads to the page of a thing in the reader's language; 404 where the graph does not know it."""
    _said(node)
    here = address(repository().base, node.value, foreign=repository().foreign)
    return redirect(localised(here, language()), 302, "Accept", "Accept-Language")


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


def missing(local: str, unknown: str) -> NoReturn:
    """Leads to what the graph says of a thing whose own kind of page cannot be made; 404 where that is nothing."""
    found = repository().describe([node := _node("id/" + local)])
    if node in found:
        raise Elsewhere(document_address(repository().base, node.value))
    abort(404, unknown)


def _resource(node: NamedNode) -> Resource:
    return resource(repository(), node, languages()) or abort(404, UNKNOWN)


def subject(thing: Resource) -> Subject:
    """What the page of a thing is about."""
    quote = next((one for one in thing.quotes if one.fragment), None)
    return Subject(
        thing.title.name,
        thing.iri,
        "Claim" if thing.quotes else "Thing",
        QUERY.format(iri=thing.iri),
        quote.fragment or "" if quote else "",
        quote.source.name if quote else "",
    )


def _faces(answer: Any) -> Faces[Resource]:
    return Faces("thing.html", answer, subject, status=_status)


def _status(thing: Resource) -> int:
    """410 of a claim that was withdrawn: its page says why, and which stands in its place."""
    gone = repository().base + WITHDRAWN
    return 410 if any(one.iri == gone for one in thing.types) else 200


_faces(lambda path: _resource(_node("id/" + path))).add(blueprint, "/doc/<path:path>", bare=False)
_faces(lambda name: _resource(_node("graph/" + name))).add(
    blueprint, "/graph/<path:name>", bare=False
)
_faces(lambda: _resource(_asked())).add(blueprint, "/resource", bare=False)
