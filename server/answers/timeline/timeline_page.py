"""The timeline: events, periods, publications, promises and figures by year; what lasts longer; what has no date."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.figures import Figure, Reader
from server.answers.names import Named
from server.answers.said import Text
from server.answers.sources.source_page import SourceFacts, source_facts
from server.answers.timeline.moments import NEVER, Moment, moment, period_moment
from server.repository.interface import Repository

FIGURES = ("Observation", "Target", "Funding", "StatedCount", "Comparison")
KINDS = ("Event", "Commitment", "Plan", "Source", *FIGURES)
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


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year, a longer period, or a time without a date, with what is in it; printed and inferred apart."""

    when: Moment
    printed: tuple[Happening, ...]
    inferred: tuple[Happening, ...]
    figures: tuple[Figure, ...]

    @property
    def shared(self) -> tuple[Named, ...]:
        """The caveats that limit several of its figures."""
        counts = Counter(one for figure in self.figures for one in figure.caveats)
        return tuple(one for one, count in counts.items() if count > 1)


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


def timeline(repository: Repository, languages: Sequence[str]) -> Timeline:
    """The timeline, in three questions."""
    members = repository.members(KINDS)
    nodes = [one for found in members.values() for one in found]
    reader = Reader.of(repository, nodes, languages, ("dct:temporal",))
    events = [_statement(reader, "event", one) for one in members["Event"]]
    plans = [_plan(reader, one) for one in members["Plan"]]
    promises = [_statement(reader, "promise", one) for one in members["Commitment"]]
    sources = sorted(
        (source_facts(reader, one) for one in members["Source"]), key=lambda one: one.number
    )
    happenings = [*plans, *events, *_publications(sources, events)]
    happenings += [one for one in promises if one.when != NEVER]
    figures = [
        (period_moment(reader, period), reader.figure(one))
        for kind in FIGURES
        for one in members[kind]
        if (period := reader.said.of(one).node("sdmx-dimension:refPeriod")) is not None
    ]
    years, periods, undated = _stretches(happenings, figures)
    return Timeline(years, periods, undated, tuple(plans), tuple(sources))


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


Placed = tuple[Moment, Figure]


def _stretches(
    happenings: Sequence[Happening], figures: Sequence[Placed]
) -> tuple[tuple[Stretch, ...], ...]:
    """Years, longer periods, undated times: each with its happenings and figures."""
    whole: dict[tuple[int, str, str, str], tuple[Moment, list[Happening], list[Figure]]] = {}

    def at(when: Moment) -> tuple[Moment, list[Happening], list[Figure]]:
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
    return tuple(
        tuple(_stretch(*parts) for (rank, *_), parts in found if rank == wanted)
        for wanted in (0, 1, 2)
    )


def _ordered(when: Moment) -> tuple[str, str]:
    """To sort by: what begins at an unknown time by its end."""
    return (when.first or when.last or "9999", when.last or "9999")


def _stretch(when: Moment, found: Sequence[Happening], figures: Sequence[Figure]) -> Stretch:
    ordered = sorted(found, key=lambda one: (*_ordered(one.when), one.kind, one.what.iri))
    return Stretch(
        when,
        tuple(one for one in ordered if one.printed),
        tuple(one for one in ordered if not one.printed),
        tuple(sorted(figures, key=_about)),
    )


def _about(figure: Figure) -> tuple[str, str, str]:
    about, who = figure.indicator, figure.population
    return (about.name if about else "~", who.name if who else "", figure.iri)
