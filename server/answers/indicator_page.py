"""An indicator: what is measured, every figure of it, what is calculated from them, what not to mix them with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from server.answers.chronology import chronological
from server.answers.figures import Figure, Reader
from server.answers.names import Named
from server.answers.paging import Slice
from server.answers.pairs import Pair, pairs
from server.answers.said import Text
from server.repository.interface import Repository

# Links of ours from it, its relatives, its pairs; how many statements there are of it and of its changes.
AROUND = """PREFIX rf: <{base}def#>
SELECT DISTINCT ?as ?thing ?total WHERE {{
  {{ ?thing rf:linkFrom <{iri}> ; rf:linkProperty rf:bearsOn . BIND("link" AS ?as) }}
  UNION {{ <{iri}> rf:family ?family . ?thing rf:family ?family . FILTER(?thing != <{iri}>) BIND("family" AS ?as) }}
  UNION {{ ?figure rf:indicator <{iri}> . ?thing rf:aligns ?figure . BIND("pair" AS ?as) }}
  UNION {{ {{ SELECT (COUNT(DISTINCT ?one) AS ?total) WHERE {{ {statements} }} }} BIND("total" AS ?as) }}
}} ORDER BY ?as ?thing LIMIT 2000"""
# Statements of the indicator (0) and of those that are a change of it (1), as far as the page shows them.
STATEMENTS = """
  {{ ?one rf:indicator <{iri}> . BIND(0 AS ?of) }}
  UNION {{ ?change rf:changeOf <{iri}> . ?one rf:indicator ?change . BIND(1 AS ?of) }}
  BIND(STRBEFORE(STRAFTER(STR(?one), "{base}id/"), "/") AS ?kind)
  FILTER(?kind != "development" && (?of = 0 || ?kind != "trend"))
"""
# Those of one page: what makes no series first, then source by source, for so their IRIs begin.
SOME = """PREFIX rf: <{base}def#>
SELECT DISTINCT ?one ?of WHERE {{ {statements} }}
ORDER BY (?of = 0 && ?kind = "observation") ?one ?of LIMIT {size} OFFSET {skip}"""
# Figures of a page, and pairs that it shows.
SIZE, MOST = 25, 100
QUERY = """PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rf: <{base}def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
SELECT ?value ?period ?asStated ?claim ?caveat WHERE {{
  ?figure rf:indicator <{iri}> ; rf:value ?value ; sdmx-dimension:refPeriod/rdfs:label ?period ; prov:wasDerivedFrom ?claim .
  FILTER(LANG(?period) = "{lang}")
  OPTIONAL {{ ?figure rf:asStated ?asStated }}
  OPTIONAL {{ ?claim rf:caveat/rdfs:label ?caveat . FILTER(LANG(?caveat) = "{lang}") }}
}}
ORDER BY ?period ?claim
"""


@dataclass(frozen=True, slots=True)
class Link:
    """A link that the project has inferred: where it leads, why, how sure it is."""

    to: Named
    reason: Text | None
    confidence: Named | None


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one population in one unit: dated ones by year, undated ones by what is known to come first."""

    population: Named | None
    dated: tuple[Figure, ...]
    undated: tuple[Figure, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All of them."""
        return self.dated + self.undated


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator; `words_only` are directions and comparisons, `derived` what was calculated.

    Its figures are those of one page, `slice`. `left_out` pairs, relatives and links are not shown at all.
    """

    indicator: Named
    definition: Text | None
    unit: Named | None
    measures: Named | None
    family: Named | None
    change_of: Named | None
    part_of: Named | None
    goals: tuple[Link, ...]
    series: tuple[Series, ...]
    targets: tuple[Figure, ...]
    words_only: tuple[Figure, ...]
    changes: tuple[Figure, ...]
    derived: tuple[Figure, ...]
    relatives: tuple[Named, ...]
    pairs: tuple[Pair, ...]
    slice: Slice
    left_out: int = 0

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the page."""
        in_series = tuple(figure for one in self.series for figure in one.figures)
        return in_series + self.targets + self.words_only + self.changes + self.derived

    @property
    def caveats(self) -> tuple[Named, ...]:
        """What limits any of its figures, each once."""
        return tuple({one.iri: one for figure in self.figures for one in figure.caveats}.values())


def indicator_page(
    repository: Repository, node: NamedNode, languages: Sequence[str], page: int = 1
) -> IndicatorPage | None:
    """An indicator as its page says it, in six questions; None where there is none of that name."""
    every, total = _around(repository, node)
    around = {key: found[:MOST] for key, found in every.items()}
    shown = Slice.of(page, SIZE, total)
    statements = _statements(repository, node, shown)
    about = [one for found in (*statements, around.get("link", ())) for one in found]
    reader = Reader.of(repository, [node, *about, *around.get("family", ())], languages)
    said = reader.said.of(node)
    if not said.is_a("rf:Indicator"):
        return None
    own, changes = ([reader.figure(one) for one in found] for found in statements)
    return IndicatorPage(
        indicator=reader.names.named(node),
        definition=said.text("skos:definition", languages),
        unit=reader.named(said.node("rf:indicatorUnit")),
        measures=reader.named(said.node("rf:measureType")),
        family=reader.named(said.node("rf:family")),
        change_of=reader.named(said.node("rf:changeOf")),
        part_of=reader.named(said.node("rf:attributedPartOf")),
        goals=tuple(_link(reader, one) for one in around.get("link", ())),
        series=_series(one for one in own if one.kind == "observation"),
        targets=tuple(one for one in own if one.kind == "target"),
        words_only=tuple(one for one in own if one.kind in ("trend", "comparison")),
        changes=tuple(one for one in changes if not one.derived),
        derived=tuple(one for one in (*own, *changes) if one.derived),
        relatives=reader.names.all(around.get("family", ())),
        # Its series is in the chart and the table: what is said of two of its own figures would only repeat them.
        pairs=tuple(
            one
            for one in pairs(repository, around.get("pair", ()), languages)
            if one.code != "same-series"
        ),
        slice=shown,
        left_out=sum(len(found) for found in every.values())
        - sum(len(found) for found in around.values()),
    )


def _around(
    repository: Repository, node: NamedNode
) -> tuple[Mapping[str, tuple[NamedNode, ...]], int]:
    """What is near it, by what it is to it; how many statements there are."""
    known = {"base": repository.base, "iri": node.value}
    found: dict[str, tuple[NamedNode, ...]] = {}
    total = 0
    for row in repository.select(AROUND.format(statements=STATEMENTS.format(**known), **known)):
        thing, key = row.get("thing"), row["as"].value  # type: ignore[union-attr]
        if isinstance(thing, NamedNode):
            found[key] = (*found.get(key, ()), thing)
        elif isinstance(count := row.get("total"), Literal):
            total = int(count.value)
    return found, total


def _statements(
    repository: Repository, node: NamedNode, shown: Slice
) -> tuple[list[NamedNode], list[NamedNode]]:
    """The statements of a page: of the indicator itself, and of its changes, each by IRI."""
    known = {"base": repository.base, "iri": node.value}
    query = SOME.format(
        statements=STATEMENTS.format(**known), size=shown.size, skip=shown.skip, **known
    )
    own, changes = list[NamedNode](), list[NamedNode]()
    for row in repository.select(query):
        if isinstance(one := row["one"], NamedNode) and isinstance(of := row["of"], Literal):
            (own if of.value == "0" else changes).append(one)
    by_iri = (sorted(found, key=lambda one: one.value) for found in (own, changes))
    return next(by_iri), next(by_iri)


def _link(reader: Reader, node: NamedNode) -> Link:
    one = reader.said.of(node)
    return Link(
        reader.names.all(one.nodes("rf:linkTo"))[0],
        one.text("rf:reason", reader.languages),
        reader.named(one.node("rf:confidence")),
    )


def _series(figures: Iterable[Figure]) -> tuple[Series, ...]:
    """By population and unit: nothing that was counted differently is put in one series."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for one in figures:
        groups.setdefault((one.population.iri if one.population else "", one.unit_code), []).append(
            one
        )
    return tuple(
        Series(
            group[0].population,
            tuple(
                sorted((one for one in group if _year(one)), key=lambda one: (_year(one), one.iri))
            ),
            chronological(
                sorted((one for one in group if not _year(one)), key=lambda one: one.iri)
            ),
        )
        for group in groups.values()
    )


def _year(one: Figure) -> int:
    return one.period.last or 0 if one.period else 0
