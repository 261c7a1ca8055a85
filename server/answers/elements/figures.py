"""A figure as it is shown everywhere: its value with period, population, caveats, hedges, words and source.

No figure goes to a reader without what limits it: whatever shows one takes it from here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import NamedNode

from server.answers.elements.names import Named, Names, kind_of
from server.answers.elements.said import Said, SaidLabels, Sayings, Text
from server.repository.interface import Repository

FOLLOW = (
    "prov:wasDerivedFrom",
    "rf:caveat",
    "rf:statedIn",
    "oa:hasSelector",
    "oa:refinedBy",
    "sdmx-dimension:refPeriod",
    "sdmx-attribute:unitMeasure",
    "sdmx-attribute:obsStatus",
    "rf:targetUnit",
    "rf:currency",
    "rf:assertionMode",
    "rf:operator",
    "rf:direction",
    "rf:comparisonMeasure",
    "rf:input",
)
# What is said otherwise than as a finding is marked, by the code of its mode.
MODES = {
    "quoted": "quoted",
    "commitment": "promised",
    "forecast": "forecast",
    "editorial": "heading",
    "inferred": "inferred",
}
TAKEN_OVER = ("rf:periodFrom", "rf:populationFrom", "rf:selfReportFrom")


@dataclass(frozen=True, slots=True)
class Period:
    """When a figure holds: its name; first and last year where it has a date; `bounds` of one that has none.

    `before` are the periods that it is known to be earlier than.
    """

    name: Named
    first: int | None
    last: int | None
    not_before: str = ""
    not_after: str = ""
    why_open: Text | None = None
    before: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether a text says when it is."""
        return self.first is not None


@dataclass(frozen=True, slots=True)
class Input:
    """A number that a calculation takes, by the name that its expression gives it."""

    name: str
    value: Decimal
    unit_code: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A statement with a number, or with a direction in words, ready to be shown.

    `value` is None for a direction; `operator` and `measure` are codes of a comparison; `unit_code` the notation of
    the unit; `words` the fragment, `as_stated` its part with the number; `marks` say of which kind it is: derived,
    quoted, promised, forecast, heading, self-reported, corrected, ambiguous, inferred.
    """

    iri: str
    kind: str
    label: Text | None
    value: Decimal | None
    unit: Named | None
    unit_code: str
    operator: str
    measure: str
    direction: Named | None
    indicator: Named | None
    population: Named | None
    period: Period | None
    named_year: int | None
    qualifier: Text | None
    hedge: Text | None
    strength: Text | None
    status: str
    verb: Named | None
    mode: Named | None
    marks: tuple[str, ...]
    claims: tuple[Named, ...]
    sources: tuple[str, ...]
    caveats: tuple[Named, ...]
    as_stated: Text | None
    words: Text | None
    expression: str = ""
    inputs: tuple[Input, ...] = ()

    @property
    def claim(self) -> Named | None:
        """The claim that states it; None for one that the project has calculated of several."""
        return self.claims[0] if len(self.claims) == 1 else None

    @property
    def derived(self) -> bool:
        """Whether the project has calculated it."""
        return "derived" in self.marks

    @property
    def limiting_words(self) -> tuple[Text, ...]:
        """The words of its text that qualify it: qualifier and hedge, but neither where it stands in the other."""
        found = [one for one in (self.qualifier, self.hedge) if one]
        if len(found) == 2 and found[1].text in found[0].text:
            return (found[0],)
        return tuple(found[1:] if len(found) == 2 and found[0].text in found[1].text else found)

    @property
    def uncertain(self) -> bool:
        """Whether its text calls it less certain."""
        return bool(self.caveats) or self.status == "uncertain"


def figures(
    repository: Repository, nodes: Iterable[NamedNode], languages: Sequence[str]
) -> tuple[Figure, ...]:
    """Statements as figures, in their order; two questions. What is no statement is left out."""
    wanted = tuple(dict.fromkeys(nodes))
    found = Reader.of(repository, wanted, languages)
    return tuple(found.figure(one) for one in wanted if one in found.said.description)


@dataclass(frozen=True)
class Reader:
    """Makes figures of what was described with `FOLLOW`, and of the names of all that is mentioned there."""

    said: Sayings
    names: Names
    languages: Sequence[str]

    @classmethod
    def of(
        cls,
        repository: Repository,
        nodes: Iterable[NamedNode],
        languages: Sequence[str],
        follow: Sequence[str] = (),
    ) -> "Reader":
        """What is said of `nodes`, of what `FOLLOW` leads to, and `follow` beside it; two questions."""
        said = Sayings(repository.base, repository.describe(nodes, (*FOLLOW, *follow)))
        mentioned = {
            value
            for pairs in said.description.values()
            for _, value in pairs
            if isinstance(value, NamedNode)
        }
        labels = repository.labels(mentioned - said.description.keys(), languages)
        known = SaidLabels(said, languages, labels)
        names = Names(repository.base, known, repository.foreign, repository.limited)
        return cls(said, names, languages)

    def named(self, node: NamedNode | None) -> Named | None:
        """A thing with its name; None of none."""
        return None if node is None else self.names.named(node)

    def all_named(self, node: NamedNode, name: str) -> tuple[Named, ...]:
        """The things at the end of a property, with their names."""
        return self.names.all(self.said.of(node).nodes(name))

    def figure(self, node: NamedNode) -> Figure:
        """One statement."""
        one = self.said.of(node)
        claims = self._claims(node)
        unit = self._unit(one)
        return Figure(
            iri=node.value,
            kind=kind_of(node.value),
            label=one.text("rdfs:label", self.languages),
            value=one.number("rf:value"),
            unit=self.named(unit),
            unit_code=self._code(unit),
            operator=self.said.notation(one.node("rf:operator")),
            measure=self.said.notation(one.node("rf:comparisonMeasure")),
            direction=self.named(one.node("rf:direction")),
            indicator=self.named(one.node("rf:indicator")),
            population=self.named(one.node("rf:population")),
            period=self.period(one.node("sdmx-dimension:refPeriod")),
            named_year=one.whole("rf:namedYear"),
            qualifier=one.text("rf:qualifier"),
            hedge=self._hedge(one, claims),
            strength=one.text("rf:strength"),
            status=self.said.notation(one.node("sdmx-attribute:obsStatus")),
            verb=self.named(one.node("rf:selfReport")),
            mode=self.named(one.node("rf:assertionMode")),
            marks=tuple(self._marks(one, claims)),
            claims=self.names.all(claims),
            sources=self._sources(claims),
            caveats=self.names.all(self._caveats(claims)),
            as_stated=one.text("rf:asStated"),
            words=self._words(node),
            expression=one.plain("rf:expression"),
            inputs=tuple(self._inputs(one)),
        )

    def period(self, node: NamedNode | None) -> Period | None:
        """A period with its years, or what is known of its time."""
        if node is None:
            return None
        one = self.said.of(node)
        return Period(
            self.names.named(node),
            one.whole("rf:firstYear"),
            one.whole("rf:lastYear"),
            one.plain("rf:notBefore"),
            one.plain("rf:notAfter"),
            one.text("rf:openReason", self.languages),
            tuple(later.value for later in one.nodes("time:before")),
        )

    def _words(self, node: NamedNode) -> Text | None:
        """The fragment of the text in which it stands."""
        place = self.said.along(node, "rf:statedIn", "oa:hasSelector", "oa:refinedBy")
        return self.said.of(place[0]).text("oa:exact") if place else None

    def _inputs(self, one: Said) -> Iterator[Input]:
        for node in one.nodes("rf:input"):
            origin = self.said.of(node).node("rf:inputValue")
            value = self.said.of(origin).number("rf:value") if origin else None
            if origin and value is not None:
                unit = self._unit(self.said.of(origin))
                yield Input(self.said.of(node).plain("rf:inputName"), value, self._code(unit))

    def _unit(self, one: Said) -> NamedNode | None:
        return (
            one.node("sdmx-attribute:unitMeasure")
            or one.node("rf:targetUnit")
            or one.node("rf:currency")
        )

    def _claims(self, node: NamedNode) -> tuple[NamedNode, ...]:
        """The claims behind a statement; of a derived value those of all its inputs."""
        found, edge, met = list[NamedNode](), [node], {node}
        while edge:
            for one in self.said.of(edge.pop(0)).nodes("prov:wasDerivedFrom"):
                if one in met:
                    continue
                met.add(one)
                if self.said.of(one).is_a("rf:Claim"):
                    found.append(one)
                else:
                    edge.append(one)
        return tuple(found)

    def _caveats(self, claims: Iterable[NamedNode]) -> tuple[NamedNode, ...]:
        return tuple(
            dict.fromkeys(end for one in claims for end in self.said.of(one).nodes("rf:caveat"))
        )

    def _sources(self, claims: Iterable[NamedNode]) -> tuple[str, ...]:
        found = (end for one in claims for end in self.said.of(one).nodes("prov:wasDerivedFrom"))
        return tuple(sorted({self.said.notation(one) for one in found} - {""}))

    def _hedge(self, one: Said, claims: Sequence[NamedNode]) -> Text | None:
        own = one.text("rf:hedge")
        return own or next(
            filter(None, (self.said.of(claim).text("rf:hedge") for claim in claims)), None
        )

    def _marks(self, one: Said, claims: Sequence[NamedNode]) -> Iterator[str]:
        if one.is_a("rf:DerivedValue"):
            yield "derived"
        mode = MODES.get(self.said.notation(one.node("rf:assertionMode")))
        if mode:
            yield mode
        if one.node("rf:selfReport"):
            yield "self-reported"
        stated = [other for claim in claims for other in self.said.of(claim).nodes("rf:states")]
        if any("/correction/" in other.value for other in stated):
            yield "corrected"
        if any("/reading/" in other.value for other in stated):
            yield "ambiguous"
        if mode != "inferred" and any(one.node(name) for name in TAKEN_OVER):
            yield "inferred"

    def _code(self, unit: NamedNode | None) -> str:
        if unit is None:
            return ""
        return self.said.notation(unit) or unit.value.rsplit("/", 1)[-1]
