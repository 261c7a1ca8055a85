"""The ontology, as a page or as RDF."""

from flask import abort
from pyoxigraph import NamedNode

from server.answers.ontology.ontology_page import Ontology, ontology
from server.answers.ontology.term_page import TermPage, term_page
from server.http.formats import HTML
from server.http.messages import Response
from server.pages.evidence.thing import QUERY as THING
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository, saved_questions, served
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.interface_words import words
from server.pages.shared.language import language, languages, to_own_language
from server.pages.shared.layout import named_graph, negotiated
from server.pages.shared.remembered import remembered

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
    return remembered(ontology)


def _subject(_: Ontology) -> Subject:
    return Subject(
        words(language())["vocabulary"], repository().base + "def#", "DefinedTermSet", QUERY
    )


def _term(name: str) -> TermPage:
    unknown = "The ontology has no term of that name."
    try:
        node = NamedNode(f"{repository().base}def#{name}")
    except ValueError:
        abort(404, unknown)
    return term_page(repository(), node, languages(), saved_questions()) or abort(404, unknown)


def _term_subject(page: TermPage) -> Subject:
    return Subject(page.term.name, page.term.iri, "DefinedTerm", THING.format(iri=page.term.iri))


Faces("term.html", _term, _term_subject).add(blueprint, "/def/<name>")
Faces("definitions.html", _ontology, _subject).add(blueprint, "/def", bare=False)
