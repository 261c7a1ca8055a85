"""Why an answer may be empty though the query is right: what it asks for, held against the graph.

SPARQL matches terms, not values (https://www.w3.org/TR/sparql11-query/#BasicGraphPatternMatching): 500 is an
xsd:integer and no decimal, a string without a language tag is none with one, and a misspelt IRI is an IRI.
"""

from server.sparql.hints.hint import Hint
from server.sparql.hints.reasons import hints

__all__ = ["Hint", "hints"]
