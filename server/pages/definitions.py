"""The ontology, as a page or as RDF."""

from flask import abort

from server.answers.ontology_page import Ontology, ontology
from server.http.formats import HTML
from server.http.messages import Response
from server.pages.blueprint import PageBlueprint
from server.pages.context import repository, served
from server.pages.frame import Faces, Subject
from server.pages.interface_words import words
from server.pages.language import language, languages, to_own_language
from server.pages.layout import named_graph, negotiated

blueprint = PageBlueprint("definitions", __name__)
QUERY = """PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?term ?definition WHERE {
  ?term a ?kind ; skos:definition ?definition .
  FILTER(?kind IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty))
}
ORDER BY ?term
"""


@blueprint.page("/def")
def definitions() -> Response:
    """The ontology as RDF, else the way to its page."""
    form = negotiated()
    return to_own_language() if form is HTML else named_graph("ontology", form)


def _ontology() -> Ontology:
    if not served().snapshot.offers.ontology:
        abort(404, "This graph has no ontology of its own.")
    return ontology(repository(), languages())


def _subject(_: Ontology) -> Subject:
    return Subject(
        words(language())["vocabulary"], repository().base + "def#", "DefinedTermSet", QUERY
    )


Faces("definitions.html", _ontology, _subject).add(blueprint, "/def", bare=False)
