"""The claims of every source in the order of its text: made once of a graph, for pages that show a part of it."""

from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from server.repository.interface import Repository

# By where the first passage of a claim begins and ends; those without a place last.
QUERY = """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rf: <{base}def#>
SELECT ?source ?claim (MIN(?place) AS ?at) WHERE {{
  ?claim a rf:Claim ; prov:wasDerivedFrom ?source .
  OPTIONAL {{ ?claim prov:wasQuotedFrom/oa:hasSelector ?selector . ?selector oa:start ?start ; oa:end ?end .
    BIND(?start * 1000000000 + ?end AS ?place) }}
}} GROUP BY ?source ?claim ORDER BY ?source (!BOUND(?at)) ?at ?claim"""
ClaimOrder = Mapping[NamedNode, Sequence[NamedNode]]


def claim_order(repository: Repository) -> ClaimOrder:
    """By source; one question."""
    found: dict[NamedNode, list[NamedNode]] = {}
    for row in repository.select(QUERY.format(base=repository.base)):
        source, claim = row.get("source"), row.get("claim")
        if isinstance(source, NamedNode) and isinstance(claim, NamedNode):
            found.setdefault(source, []).append(claim)
    return found
