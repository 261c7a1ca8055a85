"""The statements of every indicator in the order of its pages: made once of a graph, for pages that show a part of them."""

from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from server.answers.elements.names import kind_of
from server.repository.interface import Repository, Term

QUERY = """PREFIX rf: <{base}def#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
SELECT ?one ?indicator ?population ?year WHERE {{
  ?one rf:indicator ?indicator .
  OPTIONAL {{ ?one rf:population ?population }}
  OPTIONAL {{ ?one sdmx-dimension:refPeriod/rf:lastYear ?year }}
}}"""
FigureOrder = Mapping[NamedNode, Sequence[NamedNode]]


def figure_order(repository: Repository) -> FigureOrder:
    """By indicator: what makes no series, then each series by year, what has no year last; one question."""
    found: dict[NamedNode, dict[NamedNode, tuple[bool, str, bool, str, str]]] = {}
    for row in repository.select(QUERY.format(base=repository.base)):
        one, indicator = row["one"], row["indicator"]
        if isinstance(one, NamedNode) and isinstance(indicator, NamedNode):
            place = _place(one.value, row.get("population"), row.get("year"))
            found.setdefault(indicator, {}).setdefault(one, place)
    return {
        indicator: tuple(sorted(places, key=places.__getitem__))
        for indicator, places in found.items()
    }


def _place(
    iri: str, population: Term | None, year: Term | None
) -> tuple[bool, str, bool, str, str]:
    whom = population.value if isinstance(population, NamedNode) else ""
    when = year.value if isinstance(year, Literal) else ""
    return (kind_of(iri) == "observation", whom, not when, when, iri)
