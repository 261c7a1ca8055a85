"""The ontology, as a page or as RDF."""

from flask import abort

from server.answers.ontology_page import ontology
from server.http.formats import HTML
from server.http.messages import Response
from server.pages.blueprint import PageBlueprint
from server.pages.context import repository, served
from server.pages.language import languages
from server.pages.layout import data, named_graph, negotiated, page

blueprint = PageBlueprint("definitions", __name__)


@blueprint.page("/def")
def definitions() -> Response:
    """The ontology."""
    form, graph = negotiated(), repository()
    if form is not HTML:
        return named_graph("ontology", form)
    if not served().snapshot.offers.ontology:
        abort(404, "This graph has no ontology of its own.")
    return page("definitions.html", ontology=ontology(graph, languages()))


@blueprint.page("/def.json")
def definitions_data() -> Response:
    """What its page says, as JSON."""
    return data(ontology(repository(), languages()))
