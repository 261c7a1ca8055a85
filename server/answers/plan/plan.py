"""The plan: what was promised, for which money, and what the texts say came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import NamedNode

from server.answers.elements.figures import Figure, Reader
from server.answers.elements.names import PLAN, Named
from server.answers.elements.said import Text
from server.answers.plan.plan_elements import Cause, GoalRow, MeasureRow, PlanReader
from server.repository.interface import Repository

QUERY = """PREFIX rf: <{base}def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?number ?goal ?measure ?amount ?followUp ?gap WHERE {{
  ?aim a rf:Goal ; rf:number ?number ; rdfs:label ?goal .
  FILTER(LANG(?goal) = "{lang}")
  OPTIONAL {{
    ?element rf:servesGoal ?aim ; rdfs:label ?measure .
    FILTER(LANG(?measure) = "{lang}")
    OPTIONAL {{ ?funding rf:funds ?element ; rf:value ?amount }}
    OPTIONAL {{ ?element rf:followedUpBy/rdfs:label ?followUp . FILTER(LANG(?followUp) = "{lang}") }}
    OPTIONAL {{ ?nothing rf:gapAbout ?element ; rdfs:label ?gap . FILTER(LANG(?gap) = "{lang}") }}
  }}
}}
ORDER BY ?number ?measure ?followUp
"""
# Derived values that the frame is told with, by the ends of their names.
DERIVED = ("itemised-sum", "itemised-share", "unitemised-remainder", "unitemised-share")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an amount: what it says, its sum, why; `preferred`: the one that we go by."""

    text: Text | None
    amount: Decimal | None
    reason: Text | None
    preferred: bool


@dataclass(frozen=True, slots=True)
class Part:
    """An amount within the frame and what it is for; `share` of the frame, 0 to 1."""

    money: Figure
    measure: Named | None
    share: float


@dataclass(frozen=True, slots=True)
class MoneyFrame:
    """The frame of the plan: the amount, its parts, what was calculated, what is outside, what can be read in two ways."""

    frame: Figure | None
    parts: tuple[Part, ...]
    derived: tuple[Figure, ...]
    outside: tuple[Figure, ...]
    ambiguous: tuple[Figure, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan; `others` are measures that serve no goal, `causes` what the texts say the plan led to."""

    plan: Named
    period: Named | None
    responsible: tuple[Named, ...]
    money: MoneyFrame
    goals: tuple[GoalRow, ...]
    focus_areas: tuple[Named, ...]
    others: tuple[MeasureRow, ...]
    causes: tuple[Cause, ...]
    measures: tuple[MeasureRow, ...]

    def goal(self, number: int) -> GoalRow | None:
        """The goal of that number."""
        return next((one for one in self.goals if one.number == number), None)

    def in_area(self, iri: str) -> tuple[MeasureRow, ...]:
        """The measures of a focus area."""
        return tuple(row for row in self.measures if any(one.iri == iri for one in row.focus_areas))


def plan_page(repository: Repository, languages: Sequence[str]) -> PlanPage | None:
    """The plan as its page says it, in seven questions; None where the graph has none."""
    node = NamedNode(repository.base + PLAN)
    found = PlanReader.of(repository, languages)
    money = _money_reader(repository, languages)
    said = money.said.of(node)
    if not said.is_a("rf:Plan"):
        return None
    measures = found.measures()
    return PlanPage(
        plan=money.names.named(node),
        period=money.named(said.node("dct:temporal")),
        responsible=money.all_named(node, "rf:responsible"),
        money=_money(money, found),
        goals=found.goals(),
        focus_areas=found.reader.names.all(found.members["FocusArea"]),
        others=tuple(one for one in measures if not one.goals),
        causes=tuple(one for one in found.causes() if one.by_plan),
        measures=measures,
    )


def _money_reader(repository: Repository, languages: Sequence[str]) -> Reader:
    members = repository.members(("Funding", "Reading", "DerivedValue"))
    nodes = [
        NamedNode(repository.base + PLAN),
        *(one for found in members.values() for one in found),
    ]
    return Reader.of(repository, nodes, languages)


def _money(reader: Reader, found: PlanReader) -> MoneyFrame:
    funding = found.members["Funding"]
    plan = NamedNode(reader.said.base + PLAN)
    frame = _frame(reader, funding)
    parts = [one for one in funding if plan in reader.said.of(one).nodes("rf:withinFrameOf")]
    readings = [node for node in reader.said.description if "/reading/" in node.value]
    ambiguous = {reader.said.of(one).node("rf:readAs") for one in readings} & set(funding)
    return MoneyFrame(
        frame=frame,
        parts=_parts(reader, parts, frame),
        derived=_derived(reader),
        outside=tuple(
            reader.figure(one)
            for one in funding
            if plan in reader.said.of(one).nodes("rf:outsideFrameOf")
        ),
        ambiguous=tuple(reader.figure(one) for one in funding if one in ambiguous),
        readings=tuple(
            _reading(reader, one) for one in readings if reader.said.of(one).number("rf:amount")
        ),
    )


def _frame(reader: Reader, funding: Sequence[NamedNode]) -> Figure | None:
    """The amount that is stated of the plan itself: the one that its parts are within, not a heading of it."""
    for one in funding:
        said = reader.said.of(one)
        of_plan = reader.said.notation(said.node("rf:fundingKind")) in ("frame", "")
        if not said.nodes("rf:funds") and of_plan:
            figure = reader.figure(one)
            if not {"heading", "quoted", "ambiguous"} & set(figure.marks):
                return figure
    return None


def _derived(reader: Reader) -> tuple[Figure, ...]:
    """What was calculated from the amounts, in the order of `DERIVED`."""
    names = {node.value.rsplit("/derived/", 1)[-1]: node for node in reader.said.description}
    return tuple(reader.figure(names[one]) for one in DERIVED if one in names)


def _parts(reader: Reader, nodes: Sequence[NamedNode], frame: Figure | None) -> tuple[Part, ...]:
    whole = frame.value if frame and frame.value else Decimal(1)
    found = []
    for node in nodes:
        figure = reader.figure(node)
        measure = reader.named(reader.said.of(node).node("rf:funds"))
        if measure is not None and figure.value is not None:
            found.append(Part(figure, measure, float(figure.value / whole)))
    return tuple(sorted(found, key=lambda one: (-one.share, one.money.iri)))


def _reading(reader: Reader, node: NamedNode) -> Reading:
    said = reader.said.of(node)
    return Reading(
        said.text("rf:readingText", reader.languages),
        said.number("rf:amount"),
        said.text("rf:reason", reader.languages),
        said.plain("rf:preferred") == "true",
    )
