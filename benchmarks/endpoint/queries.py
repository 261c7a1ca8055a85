"""What every endpoint is asked: the same text to all, over the graph's own terms."""

import json
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import RdfFormat, parse

from ontology import DEFAULT_BASE
from server.queries.saved_query import saved_queries

JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"
PREFIXES = f"""PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rf: <{DEFAULT_BASE}def#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
"""
THING = f"<{DEFAULT_BASE}id/observation/000-low-threshold-after>"
LOOKUP = f"SELECT ?p ?o {{ {THING} ?p ?o }}"
JOIN = f"""{PREFIXES}SELECT ?observation ?indicator ?period ?value ?claim ?source {{
  ?observation a rf:Observation ; rf:indicator ?indicator ; sdmx-dimension:refPeriod ?period ;
    sdmx-measure:obsValue ?value ; prov:wasDerivedFrom ?claim .
  ?claim prov:wasDerivedFrom ?source
}}"""
QUESTION = saved_queries()["cq05-person-years-2023"].text
NEW, AGAIN, CONDITIONAL = "new", "again", "304"


@dataclass(frozen=True)
class Query:
    """A query, and the requests/s to reach as a part of the oxigraph server's.

    `asked`: NEW with another comment in each request, AGAIN word for word, CONDITIONAL word for
    word with the entity tag of the answer. `share`: how many of 26 mixed requests ask it.
    """

    name: str
    text: str
    target: float
    asked: str = NEW
    accept: str = JSON
    share: int = 0

    def target_path(self, path: str) -> str:
        """The start of the target of a request; the number of the request is to follow."""
        return f"{path}?query={quote(self.text)}%0A%23"


QUERIES = (
    Query("lookup", LOOKUP, 0.3, share=12),
    Query("describe", f"DESCRIBE {THING}", 0.3, accept=TRIPLES, share=4),
    Query("ask", f"{PREFIXES}ASK {{ {THING} prov:wasDerivedFrom ?claim }}", 0.3, share=4),
    Query("saved question", QUESTION, 0.9, share=2),
    Query("join", JOIN, 0.9, share=1),
    Query(
        "aggregate",
        f"""{PREFIXES}SELECT ?indicator ?period (COUNT(?observation) AS ?n) (MAX(?value) AS ?most) {{
  ?observation a rf:Observation ; rf:indicator ?indicator ;
    sdmx-dimension:refPeriod ?period ; sdmx-measure:obsValue ?value
}} GROUP BY ?indicator ?period""",
        0.9,
        share=1,
    ),
    Query("10,000 rows", "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 10000", 0.9, share=1),
    Query(
        "text search",
        f"""{PREFIXES}SELECT ?thing ?label {{
  ?thing rdfs:label ?label FILTER(CONTAINS(LCASE(STR(?label)), "nalokson"))
}}""",
        0.8,
        share=1,
    ),
    Query("lookup, again", LOOKUP, 1.5, AGAIN),
    Query("saved, again", QUESTION, 1.5, AGAIN),
    Query("join, again", JOIN, 1.5, AGAIN),
    Query("lookup, 304", LOOKUP, 1.5, CONDITIONAL),
    Query("join, 304", JOIN, 1.5, CONDITIONAL),
)


def rows(body: bytes) -> int | bool:
    """The rows or the triples of an answer, or what an ASK has found."""
    if body.lstrip().startswith(b"{"):
        found = json.loads(body)
        return found["boolean"] if "boolean" in found else len(found["results"]["bindings"])
    # rdflib-endpoint describes in RDF/XML whatever it is asked for
    form = RdfFormat.RDF_XML if body.startswith(b"<?xml") else RdfFormat.N_TRIPLES
    return len(set(parse(body, form)))
