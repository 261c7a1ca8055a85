"""An indicator: what is measured, every figure of it, what is calculated from them, what not to mix them with."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.compare.pairs import Pair, pairs
from server.answers.elements.chronology import chronological
from server.answers.elements.figures import Figure, Reader
from server.answers.elements.names import Named, kind_of
from server.answers.elements.said import Text
from server.answers.orders.figure_order import FigureOrder
from server.answers.orders.paging import Slice
from server.repository.interface import Repository

# Links of ours from it, its relatives, its pairs, the indicators of changes of it.
AROUND = """PREFIX rf: <{base}def#>
SELECT DISTINCT ?as ?thing WHERE {{
  {{ ?thing rf:linkFrom <{iri}> ; rf:linkProperty rf:bearsOn . BIND("link" AS ?as) }}
  UNION {{ <{iri}> rf:family ?family . ?thing rf:family ?family . FILTER(?thing != <{iri}>) BIND("family" AS ?as) }}
  UNION {{ ?figure rf:indicator <{iri}> . ?thing rf:aligns ?figure . BIND("pair" AS ?as) }}
  UNION {{ ?thing rf:changeOf <{iri}> . BIND("change" AS ?as) }}
}} ORDER BY ?as ?thing LIMIT 2000"""
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

    @property
    def before_and_after(self) -> bool:
        """Whether it has two undated figures alone, of which the first is known to come first."""
        if self.dated or len(self.undated) != 2:
            return False
        first, last = (one.period for one in self.undated)
        return first is not None and last is not None and last.name.iri in first.before


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


@dataclass(frozen=True, slots=True)
class Around:
    """What a page tells of an indicator beside its figures: links and relatives, its pairs, how many of them it leaves out."""

    links: tuple[NamedNode, ...]
    family: tuple[NamedNode, ...]
    pairs: tuple[Pair, ...]
    left_out: int


def indicator_page(
    repository: Repository,
    node: NamedNode,
    languages: Sequence[str],
    order: FigureOrder,
    page: int = 1,
) -> IndicatorPage | None:
    """An indicator as its page says it, in five questions; None where there is none of that name.

    `order`: the statements of each indicator.
    """
    every = _around(repository, node)
    statements = _statements(order, node, every.get("change", ()))
    shown = Slice.of(page, SIZE, len(statements))
    some = sorted(statements[shown.skip : shown.skip + shown.size], key=lambda one: one.value)
    links, family, paired = (every.get(key, ())[:MOST] for key in ("link", "family", "pair"))
    reader = Reader.of(repository, [node, *some, *links, *family], languages)
    if not reader.said.of(node).is_a("rf:Indicator"):
        return None
    mine = {one for one in some if reader.said.of(one).node("rf:indicator") == node}
    own = [reader.figure(one) for one in some if one in mine]
    changes = [reader.figure(one) for one in some if one not in mine]
    left_out = sum(max(0, len(found) - MOST) for key, found in every.items() if key != "change")
    around = Around(links, family, pairs(repository, paired, languages), left_out)
    return _page(reader, node, own, changes, around, shown)


def _page(
    reader: Reader,
    node: NamedNode,
    own: Sequence[Figure],
    changes: Sequence[Figure],
    around: Around,
    shown: Slice,
) -> IndicatorPage:
    """The page of its own figures and those of its changes, which are `shown` of all."""
    said = reader.said.of(node)
    return IndicatorPage(
        indicator=reader.names.named(node),
        definition=said.text("skos:definition", reader.languages),
        unit=reader.named(said.node("rf:indicatorUnit")),
        measures=reader.named(said.node("rf:measureType")),
        family=reader.named(said.node("rf:family")),
        change_of=reader.named(said.node("rf:changeOf")),
        part_of=reader.named(said.node("rf:attributedPartOf")),
        goals=tuple(_link(reader, one) for one in around.links),
        series=_series(one for one in own if one.kind == "observation"),
        targets=tuple(one for one in own if one.kind == "target"),
        words_only=tuple(one for one in own if one.kind in ("trend", "comparison")),
        changes=tuple(one for one in changes if not one.derived),
        derived=tuple(one for one in (*own, *changes) if one.derived),
        relatives=reader.names.all(around.family),
        pairs=_other_pairs(around.pairs),
        slice=shown,
        left_out=around.left_out,
    )


def _other_pairs(found: Iterable[Pair]) -> tuple[Pair, ...]:
    """All pairs but those of its series, which is in the chart and the table: they would only repeat it."""
    return tuple(one for one in found if one.code != "same-series")


def _around(repository: Repository, node: NamedNode) -> Mapping[str, tuple[NamedNode, ...]]:
    found: dict[str, list[NamedNode]] = {}
    for row in repository.select(AROUND.format(base=repository.base, iri=node.value)):
        thing, key = row["thing"], row["as"].value  # type: ignore[union-attr]
        if isinstance(thing, NamedNode):
            found.setdefault(key, []).append(thing)
    return {key: tuple(several) for key, several in found.items()}


def _statements(
    order: FigureOrder, node: NamedNode, changes: Iterable[NamedNode]
) -> tuple[NamedNode, ...]:
    """The statements that its pages show: what makes no series, then those of its changes, then its series."""
    own = order.get(node, ())
    # Observations stand last in the order, and may be thousands: they are not looked at one by one.
    series = bisect_left(own, True, key=lambda one: kind_of(one.value) == "observation")
    alone = (one for one in own[:series] if kind_of(one.value) != "development")
    about = (one for change in changes for one in order.get(change, ()))
    changed = (one for one in about if kind_of(one.value) not in ("development", "trend"))
    first = dict.fromkeys((*alone, *changed))
    return (*first, *(one for one in own[series:] if one not in first))


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
