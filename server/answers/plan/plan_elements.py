"""The elements of the plan and what came of them.

Measures with their money, follow-ups and gaps; goals with their measures, indicators and what the texts say of causes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.elements.figures import Figure, Reader
from server.answers.elements.names import Named
from server.answers.elements.said import Text
from server.repository.interface import Repository, Term

KINDS = (
    "Goal",
    "FocusArea",
    "Measure",
    "Gap",
    "InferredLink",
    "Funding",
    "CausalAttribution",
    "Development",
)
BEARING = """PREFIX rf: <{base}def#>
SELECT DISTINCT ?indicator ?figure WHERE {{ ?indicator rf:bearsOn ?goal . ?figure rf:indicator ?indicator }}
ORDER BY ?figure LIMIT 5000"""
MOST = 20  # statements of one indicator that are told of a goal


@dataclass(frozen=True, slots=True)
class Connection:
    """A link of ours between two things: why, and how sure it is; both None where a text itself makes it."""

    reason: Text | None = None
    confidence: Named | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A claim on what came of something, its source, what limits it, and why it is taken for one."""

    claim: Named
    source: str
    mode: Named | None
    hedge: Text | None
    caveats: tuple[Named, ...]
    link: Connection


@dataclass(frozen=True, slots=True)
class Gap:
    """That no text says what came of something: the words that were searched for, in which sources."""

    gap: Named
    words: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """A claim that one thing led to another: who holds it, how certain it calls itself."""

    claim: FollowUp
    certainty: Named | None
    indicator: str
    by_plan: bool


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure: what it costs, what it is part of, what came of it; `goal_link` says why it serves the goal."""

    measure: Named
    claims: tuple[Named, ...]
    focus_areas: tuple[Named, ...]
    goals: tuple[tuple[Named, Connection], ...]
    services: tuple[Named, ...]
    part_of: Named | None
    parts: tuple[Named, ...]
    money: tuple[Figure, ...]
    follow_ups: tuple[FollowUp, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator that bears on a goal: why, and the figures of it, the latest last."""

    indicator: Named
    link: Connection
    figures: tuple[Figure, ...]
    trends: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal: the claims that promise it, its measures, its indicators, causes in the texts, gaps, follow-ups."""

    number: int
    goal: Named
    claims: tuple[Named, ...]
    measures: tuple[MeasureRow, ...]
    indicators: tuple[IndicatorRow, ...]
    causes: tuple[Cause, ...]
    follow_ups: tuple[FollowUp, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class PlanReader:
    """Reads the layer of the plan, all at once."""

    reader: Reader
    members: Mapping[str, Sequence[NamedNode]]
    statements: Sequence[NamedNode]

    @classmethod
    def of(cls, repository: Repository, languages: Sequence[str]) -> "PlanReader":
        """Four questions."""
        members = repository.members(KINDS)
        rows = repository.select(BEARING.format(base=repository.base))
        statements = _first(rows)
        nodes = [*(node for found in members.values() for node in found), *statements]
        follow = ("rf:followedUpBy", "rf:certainty")
        return cls(Reader.of(repository, nodes, languages, follow), members, statements)

    def goals(self) -> tuple[GoalRow, ...]:
        """The goals by their number."""
        found = (self._goal(one) for one in self.members["Goal"])
        return tuple(sorted(found, key=lambda one: one.number))

    def measures(self) -> tuple[MeasureRow, ...]:
        """All measures, those that others are part of before these."""
        return tuple(_with_parts([self.measure(one) for one in self.members["Measure"]]))

    def measure(self, node: NamedNode) -> MeasureRow:
        """One measure."""
        said, reader = self.reader.said.of(node), self.reader
        parts = [
            one
            for one in self.members["Measure"]
            if node in reader.said.of(one).nodes("dct:isPartOf")
        ]
        return MeasureRow(
            measure=reader.names.named(node),
            claims=reader.all_named(node, "prov:wasDerivedFrom"),
            focus_areas=reader.all_named(node, "rf:servesFocusArea"),
            goals=tuple(
                (reader.names.named(goal), self.link(node, goal))
                for goal in said.nodes("rf:servesGoal")
            ),
            services=reader.all_named(node, "rf:concernsService"),
            part_of=reader.named(said.node("dct:isPartOf")),
            parts=reader.names.all(parts),
            money=self._money(node),
            follow_ups=self.follow_ups(node),
            gaps=self.gaps(node),
        )

    def link(self, start: NamedNode, end: NamedNode) -> Connection:
        """What is said of the link of ours from one thing to another; nothing where a text makes it."""
        for one in self.members["InferredLink"]:
            said = self.reader.said.of(one)
            if said.node("rf:linkFrom") == start and said.node("rf:linkTo") == end:
                reason = said.text("rf:reason", self.reader.languages)
                return Connection(reason, self.reader.named(said.node("rf:confidence")))
        return Connection()

    def follow_ups(self, node: NamedNode) -> tuple[FollowUp, ...]:
        """The claims that follow a thing up."""
        claims = self.reader.said.of(node).nodes("rf:followedUpBy")
        return tuple(self.follow_up(one, self.link(node, one)) for one in claims)

    def follow_up(self, claim: NamedNode, link: Connection) -> FollowUp:
        """A claim with all that limits it."""
        said, reader = self.reader.said.of(claim), self.reader
        return FollowUp(
            reader.names.named(claim),
            reader.said.notation(said.node("prov:wasDerivedFrom")),
            reader.named(said.node("rf:assertionMode")),
            said.text("rf:hedge"),
            reader.all_named(claim, "rf:caveat"),
            link,
        )

    def gaps(self, node: NamedNode) -> tuple[Gap, ...]:
        """What no text says of a thing."""
        found = []
        for one in self.members["Gap"]:
            said = self.reader.said.of(one)
            if node in said.nodes("rf:gapAbout"):
                words = tuple(sorted(str(value.value) for value in said.values("rf:searchedWord")))  # type: ignore[union-attr]
                sources = tuple(
                    each.value.rsplit("/", 1)[1] for each in said.nodes("rf:searchedSource")
                )
                found.append(Gap(self.reader.names.named(one), words, sources))
        return tuple(found)

    def causes(self) -> tuple[Cause, ...]:
        """What the texts say has led to what."""
        return tuple(self._cause(one) for one in self.members["CausalAttribution"])

    def _cause(self, node: NamedNode) -> Cause:
        said = self.reader.said.of(node)
        claim, effect = said.nodes("prov:wasDerivedFrom")[0], said.node("rf:effectIndicator")
        return Cause(
            self.follow_up(claim, Connection()),
            self.reader.named(said.node("rf:certainty")),
            effect.value if effect else "",
            any("/plan/" in one.value for one in said.nodes("rf:cause")),
        )

    def _goal(self, node: NamedNode) -> GoalRow:
        said, reader = self.reader.said.of(node), self.reader
        serving = [
            one
            for one in self.members["Measure"]
            if node in reader.said.of(one).nodes("rf:servesGoal")
        ]
        indicators = self._indicators(node)
        known = {one.indicator.iri for one in indicators}
        return GoalRow(
            number=said.whole("rf:number") or 0,
            goal=reader.names.named(node),
            claims=reader.all_named(node, "prov:wasDerivedFrom"),
            measures=tuple(_with_parts([self.measure(one) for one in serving])),
            indicators=indicators,
            causes=tuple(one for one in self.causes() if one.indicator in known),
            follow_ups=self.follow_ups(node),
            gaps=self.gaps(node),
        )

    def _indicators(self, goal: NamedNode) -> tuple[IndicatorRow, ...]:
        links = {
            start: one
            for one in self.members["InferredLink"]
            if self.reader.said.of(one).node("rf:linkTo") == goal
            and (start := self.reader.said.of(one).node("rf:linkFrom")) is not None
            and "/indicator/" in start.value
        }
        rows = (self._indicator(start, goal) for start in links)
        return tuple(sorted(rows, key=lambda one: (not one.figures, one.indicator.iri)))

    def _indicator(self, node: NamedNode, goal: NamedNode) -> IndicatorRow:
        own = [
            one for one in self.statements if self.reader.said.of(one).node("rf:indicator") == node
        ]
        figures = [self.reader.figure(one) for one in own if "/development/" not in one.value]
        measured = [one for one in figures if one.kind in ("observation", "target")]
        measured.sort(key=lambda one: (one.period.last or 0 if one.period else 0, one.iri))
        return IndicatorRow(
            self.reader.names.named(node),
            self.link(node, goal),
            tuple(measured),
            tuple(one for one in figures if one.kind in ("trend", "comparison")),
        )

    def _money(self, node: NamedNode) -> tuple[Figure, ...]:
        funding = self.members["Funding"]
        return tuple(
            self.reader.figure(one)
            for one in funding
            if node in self.reader.said.of(one).nodes("rf:funds")
        )


def _first(rows: Iterable[Mapping[str, Term]]) -> list[NamedNode]:
    """The first statements of each indicator."""
    met: Counter[Term] = Counter()
    found = list[NamedNode]()
    for row in rows:
        figure = row["figure"]
        met[row["indicator"]] += 1
        if met[row["indicator"]] <= MOST and isinstance(figure, NamedNode):
            found.append(figure)
    return found


def _with_parts(rows: Iterable[MeasureRow]) -> Iterable[MeasureRow]:
    """Measures with their parts right behind them."""
    rows = tuple(rows)
    known = {one.measure.iri for one in rows}
    for row in rows:
        if row.part_of is None or row.part_of.iri not in known:
            yield row
            yield from (
                one
                for one in rows
                if one.part_of is not None and one.part_of.iri == row.measure.iri
            )
