"""What SKOS says besides: the top concept of a scheme is in it (SKOS Reference, S5 to S8)."""

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from ontology.vocabulary import PREFIXES

IN_SCHEME = NamedNode(PREFIXES["skos"] + "inScheme")
TOP_CONCEPT_OF = NamedNode(PREFIXES["skos"] + "topConceptOf")
HAS_TOP_CONCEPT = NamedNode(PREFIXES["skos"] + "hasTopConcept")
# In every file that uses one of the two, however its prefixes are.
MARK = b"opConcept"


def with_schemes(data: Iterable[Quad | Triple]) -> Iterator[Quad | Triple]:
    """The data, and after each skos:topConceptOf or skos:hasTopConcept the skos:inScheme that follows from it."""
    for one in data:
        yield one
        predicate = one.predicate
        if predicate == TOP_CONCEPT_OF and isinstance(one.object, NamedNode | BlankNode):
            yield Triple(one.subject, IN_SCHEME, one.object)
        elif predicate == HAS_TOP_CONCEPT and isinstance(one.object, NamedNode | BlankNode):
            yield Triple(one.object, IN_SCHEME, one.subject)
