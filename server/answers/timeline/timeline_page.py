"""The timeline: events, periods, publications, promises and figures by year; what lasts longer; what has no date."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.elements.figures import Figure, Reader
from server.answers.elements.names import Named, Names
from server.answers.elements.said import Text
from server.answers.orders.paging import Slice
from server.answers.sources.source_page import SourceFacts, source_facts
from server.answers.timeline.moments import NEVER, Moment, moment, period_moment
from server.repository.interface import Repository

FIGURES = ("Observation", "Target", "Funding", "StatedCount", "Comparison")
HAPPENINGS = ("Event", "Commitment", "Plan", "Source")
QUERY = """PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rf: <{base}def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
SELECT ?day ?period ?thing ?label ?claim WHERE {{
  ?thing prov:wasDerivedFrom ?claim ; rdfs:label ?label .
  {{ ?thing rf:eventDate ?day }} UNION {{ ?thing a rf:Event ; sdmx-dimension:refPeriod/rdfs:label ?period }}
  UNION {{ ?thing a rf:Commitment ; sdmx-dimension:refPeriod/rdfs:label ?period }}
  FILTER(LANG(?label) = "{lang}" && (!BOUND(?period) || LANG(?period) = "{lang}"))
}}
ORDER BY ?day ?period ?thing
"""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something with a time: `kind` is event, plan, publication or promise; `what` its claim, or the thing itself.

    `printed`: the texts say when; else it is a conclusion of ours. `words`: of the text, on when.
    """

    kind: str
    what: Named
    detail: Named | None
    when: Moment
    printed: bool
    source: str
    mode: Named | None = None
    hedge: Text | None = None
    words: Text | None = None
    caveats: tuple[Named, ...] = ()


# Every figure of the timeline, with what it is sorted by.
PLACED = """PREFIX rf: <{base}def#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
SELECT ?figure ?period ?indicator ?population WHERE {{
  VALUES ?kind {{ {kinds} }} ?figure a ?kind ; sdmx-dimension:refPeriod ?period .
  OPTIONAL {{ ?figure rf:indicator ?indicator }}
  OPTIONAL {{ ?figure rf:population ?population }}
}}"""
# Figures of a stretch that the timeline shows; a page of the stretch alone has more.
MOST, SIZE = 12, 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year, a longer period, or a time without a date, with what is in it; printed and inferred apart.

    `key`: its name in addresses; `slice`: which of its figures these are.
    """

    key: str
    when: Moment
    printed: tuple[Happening, ...]
    inferred: tuple[Happening, ...]
    figures: tuple[Figure, ...]
    slice: Slice

    @property
    def shared(self) -> tuple[Named, ...]:
        """The caveats that limit several of its figures."""
        counts = Counter(one for figure in self.figures for one in figure.caveats)
        return tuple(one for one, count in counts.items() if count > 1)


@dataclass(frozen=True, slots=True)
class Outline:
    """A stretch before its figures are described: `rank` is 0 for a year, 1 for a longer period, 2 for no date."""

    rank: int
    key: str
    when: Moment
    printed: tuple[Happening, ...]
    inferred: tuple[Happening, ...]
    figures: tuple[NamedNode, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Years, longer periods, and times without a date; the plans and sources that the lanes are drawn of."""

    years: tuple[Stretch, ...]
    periods: tuple[Stretch, ...]
    undated: tuple[Stretch, ...]
    plans: tuple[Happening, ...]
    sources: tuple[SourceFacts, ...]

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """All of them."""
        return self.years + self.periods + self.undated


@dataclass(frozen=True, slots=True)
class TimelineOutline:
    """All stretches in order, the plans and the sources: what is kept of a graph."""

    stretches: tuple[Outline, ...]
    plans: tuple[Happening, ...]
    sources: tuple[SourceFacts, ...]


def timeline_outline(repository: Repository, languages: Sequence[str]) -> TimelineOutline:
    """What stands where in the timeline, in five questions."""
    members = repository.members(HAPPENINGS)
    placed = _placed(repository)
    nodes = [one for found in members.values() for one in found]
    periods = {period for _, period, *_ in placed}
    reader = Reader.of(repository, [*nodes, *periods], languages, ("dct:temporal",))
    events = [_statement(reader, "event", one) for one in members["Event"]]
    plans = [_plan(reader, one) for one in members["Plan"]]
    promises = [_statement(reader, "promise", one) for one in members["Commitment"]]
    sources = sorted(
        (source_facts(reader, one) for one in members["Source"]), key=lambda one: one.number
    )
    happenings = [*plans, *events, *_publications(sources, events)]
    happenings += [one for one in promises if one.when != NEVER]
    about = {one for _, _, *named in placed for one in named if one is not None}
    names = Names.of(repository, about, languages)
    figures = [
        (period_moment(reader, period), figure)
        for figure, period, *_ in sorted(placed, key=lambda one: _about(names, one))
    ]
    return TimelineOutline(_stretches(happenings, figures), tuple(plans), tuple(sources))


def timeline(
    repository: Repository, outline: TimelineOutline, languages: Sequence[str]
) -> Timeline:
    """The timeline with the first figures of each stretch, in two questions."""
    shown = [(one, Slice.of(1, MOST, len(one.figures))) for one in outline.stretches]
    found = _described(repository, shown, languages)
    ranked = list(zip(outline.stretches, found, strict=True))
    years, periods, undated = (
        tuple(stretch for one, stretch in ranked if one.rank == rank) for rank in (0, 1, 2)
    )
    return Timeline(years, periods, undated, outline.plans, outline.sources)


def stretch_page(
    repository: Repository,
    outline: TimelineOutline,
    key: str,
    languages: Sequence[str],
    page: int = 1,
) -> Stretch | None:
    """One stretch of the timeline with the figures of a page, in two questions; None where there is none of that name."""
    one = next((one for one in outline.stretches if one.key == key), None)
    if one is None:
        return None
    (found,) = _described(repository, [(one, Slice.of(page, SIZE, len(one.figures)))], languages)
    return found


def _described(
    repository: Repository, shown: Sequence[tuple[Outline, Slice]], languages: Sequence[str]
) -> tuple[Stretch, ...]:
    """The stretches with as many of their figures as are shown."""
    parts = [one.figures[at.skip : at.skip + at.size] for one, at in shown]
    reader = Reader.of(repository, [node for part in parts for node in part], languages)
    return tuple(
        Stretch(one.key, one.when, one.printed, one.inferred, tuple(map(reader.figure, part)), at)
        for (one, at), part in zip(shown, parts, strict=True)
    )


Row = tuple[NamedNode, NamedNode, NamedNode | None, NamedNode | None]


def _placed(repository: Repository) -> tuple[Row, ...]:
    """Every figure with its period, its indicator and its population, each once."""
    kinds = " ".join(f"<{repository.base}def#{kind}>" for kind in FIGURES)
    found: dict[NamedNode, Row] = {}
    for row in repository.select(PLACED.format(base=repository.base, kinds=kinds)):
        figure, period = row["figure"], row["period"]
        if isinstance(figure, NamedNode) and isinstance(period, NamedNode):
            indicator, population = (
                one if isinstance(one := row.get(name), NamedNode) else None
                for name in ("indicator", "population")
            )
            found.setdefault(figure, (figure, period, indicator, population))
    return tuple(found.values())


def _statement(reader: Reader, kind: str, node: NamedNode) -> Happening:
    said = reader.said.of(node)
    claim = said.node("prov:wasDerivedFrom")
    detail = said.node("rf:eventKind")
    mode = said.node("rf:assertionMode")
    # That a page was saved is counted from the age that it gives: no text prints the day.
    concluded = reader.said.notation(mode) == "inferred" or (
        detail is not None and detail.value.endswith("/capture")
    )
    return Happening(
        kind,
        reader.names.named(claim or node),
        reader.named(detail),
        moment(reader, node),
        not concluded,
        reader.said.notation(reader.said.of(claim).node("prov:wasDerivedFrom")),
        reader.named(mode),
        said.text("rf:hedge"),
        said.text("rf:asStated"),
        reader.all_named(claim, "rf:caveat") if claim else (),
    )


def _plan(reader: Reader, node: NamedNode) -> Happening:
    return Happening("plan", reader.names.named(node), None, moment(reader, node), True, "")


def _publications(
    sources: Iterable[SourceFacts], events: Iterable[Happening]
) -> tuple[Happening, ...]:
    """The printed days of sources, but those that an event tells already."""
    told = {
        (one.source, one.when.first)
        for one in events
        if one.detail is not None and one.detail.iri.endswith("/publication")
    }
    return tuple(
        Happening(
            "publication",
            one.source,
            None,
            Moment(None, one.issued, one.issued, dated=True),
            True,
            one.number,
        )
        for one in sources
        if one.issued and (one.number, one.issued) not in told
    )


Placed = tuple[Moment, NamedNode]


def _stretches(happenings: Sequence[Happening], figures: Sequence[Placed]) -> tuple[Outline, ...]:
    """Years, longer periods, undated times: each with its happenings and figures."""
    whole: dict[tuple[int, str, str, str], tuple[Moment, list[Happening], list[NamedNode]]] = {}

    def at(when: Moment) -> tuple[Moment, list[Happening], list[NamedNode]]:
        year = when.year
        if year is not None:
            when = Moment(None, f"{year}-01-01", f"{year}-12-31", dated=True)
        rank = 0 if year is not None else 1 if when.dated else 2
        name = when.name.iri if when.name and rank == 2 else ""
        return whole.setdefault((rank, *_ordered(when), name), (when, [], []))

    for one in happenings:
        at(one.when)[1].append(one)
    for moment_of, figure in figures:
        at(moment_of)[2].append(figure)
    found = sorted(whole.items(), key=lambda pair: pair[0])
    return tuple(_outline(rank, *parts) for (rank, *_), parts in found)


def _ordered(when: Moment) -> tuple[str, str]:
    """To sort by: what begins at an unknown time by its end."""
    return (when.first or when.last or "9999", when.last or "9999")


def _outline(
    rank: int, when: Moment, found: Sequence[Happening], figures: Sequence[NamedNode]
) -> Outline:
    ordered = sorted(found, key=lambda one: (*_ordered(one.when), one.kind, one.what.iri))
    return Outline(
        rank,
        _key(rank, when),
        when,
        tuple(one for one in ordered if one.printed),
        tuple(one for one in ordered if not one.printed),
        tuple(figures),
    )


def _key(rank: int, when: Moment) -> str:
    """The name of a stretch in addresses: its year, its first and last day, its period, or its bounds."""
    if rank == 0:
        return when.first[:4]
    if rank == 2 and when.name:
        return when.name.iri.rsplit("/", 1)[-1]
    return f"{when.first or 'open'}--{when.last or 'open'}"


def _about(names: Names, row: Row) -> tuple[str, str, str]:
    figure, _, indicator, population = row
    return (
        names.named(indicator).name if indicator else "~",
        names.named(population).name if population else "",
        figure.value,
    )
