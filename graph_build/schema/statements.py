"""Statements: what one claim says, as data. One class a kind; the TOML key is the kind's name in snake case.

Every field is annotated with the property it becomes (`Value`) or the register it points into and
the property (`Link`), so that checking and writing need no code of their own for each kind.
"""

from typing import Annotated, ClassVar

from graph_build.schema.fields import (
    Day,
    Flag,
    Integer,
    Link,
    Many,
    Number,
    Slug,
    Text,
    Texts,
    Value,
    frozen,
)

Indicator = Annotated[Slug, Link("indicator", "rf:indicator")]
Population = Annotated[Slug, Link("population", "rf:population")]
Period = Annotated[Slug, Link("period", "sdmx-dimension:refPeriod")]
Area = Annotated[Slug, Link("area", "sdmx-dimension:refArea")]
Qualifier = Annotated[Text, Value("rf:qualifier")]
NotBefore = Annotated[Day, Value("rf:notBefore")]
NotAfter = Annotated[Day, Value("rf:notAfter")]


@frozen
class Statement:
    """What all statements share: an id of their own where something refers to them."""

    rdf_class: ClassVar[str]
    also: ClassVar[tuple[str, ...]] = ()

    id: Slug | None = None


@frozen
class Observation(Statement):
    """One figure: indicator, population, area and period, its value and unit.

    Claim form: W3C Data Cube, https://www.w3.org/TR/vocab-data-cube/.
    """

    rdf_class: ClassVar[str] = "rf:Observation"
    also: ClassVar[tuple[str, ...]] = ("qb:Observation",)

    indicator: Indicator
    population: Population
    period: Period
    area: Area = "norway"
    value: Annotated[Number, Value("sdmx-measure:obsValue")]
    unit: Annotated[Slug, Link("unit", "sdmx-attribute:unitMeasure")]
    qualifier: Qualifier | None = None
    document: Annotated[Slug, Link("document", "rf:reportedIn")] | None = None
    status: Annotated[Slug, Link("obs-status", "sdmx-attribute:obsStatus")] = "normal"


@frozen
class Trend(Statement):
    """A direction without a number; strength is the quoted word."""

    rdf_class: ClassVar[str] = "rf:Trend"

    indicator: Indicator
    population: Population
    period: Period
    area: Area = "norway"
    direction: Annotated[Slug, Link("direction", "rf:direction")]
    strength: Annotated[Text, Value("rf:strength")] | None = None
    qualifier: Qualifier | None = None


@frozen
class Comparison(Statement):
    """Two values of one indicator set against each other: operator and bound, never a value."""

    rdf_class: ClassVar[str] = "rf:Comparison"

    indicator: Indicator
    population: Population
    period: Period
    area: Area = "norway"
    measure: Annotated[Slug, Link("comparison-measure", "rf:comparisonMeasure")]
    operator: Annotated[Slug, Link("operator", "rf:operator")]
    bound: Annotated[Number, Value("rf:bound")]
    from_observation: Annotated[Slug, Link("observation", "rf:comparedFrom")] | None = None
    to_observation: Annotated[Slug, Link("observation", "rf:comparedTo")] | None = None
    from_period: Annotated[Slug, Link("period", "rf:comparedFromPeriod")] | None = None
    to_period: Annotated[Slug, Link("period", "rf:comparedToPeriod")] | None = None


@frozen
class Funding(Statement):
    """An amount of money, whole kroner, and how it stands to the plan's frame."""

    rdf_class: ClassVar[str] = "rf:Funding"

    kind: Annotated[Slug, Link("funding-kind", "rf:fundingKind")]
    amount: Annotated[Number, Value("rf:amount")]
    as_stated: Annotated[Text, Value("rf:asStated")]
    currency: Annotated[Slug, Link("currency", "rf:currency")] = "nok"
    funds: Annotated[Many[Slug], Link("measure", "rf:funds")] = ()
    frame_of: Annotated[Slug, Link("plan", "rf:frameOf")] | None = None
    within: Annotated[Slug, Link("plan", "rf:withinFrameOf")] | None = None
    outside: Annotated[Slug, Link("plan", "rf:outsideFrameOf")] | None = None
    plan: Annotated[Slug, Link("plan", "rf:concernsPlan")] | None = None
    includes: Annotated[Many[Slug], Link("service", "rf:includes")] = ()
    period: Period
    qualifier: Qualifier | None = None


@frozen
class Correction(Statement):
    """A misprint of the text: the literal reading stays, the corrected one stands beside it."""

    rdf_class: ClassVar[str] = "rf:Correction"

    corrects: Annotated[Many[Slug], Link("claim", "rf:corrects")] = ()
    literal: Annotated[Text, Value("rf:literalReading")]
    corrected: Annotated[Text, Value("rf:correctedReading")]
    confidence: Annotated[Slug, Link("confidence", "rf:confidence")]
    reason: Annotated[Texts, Value("rf:reason")]


@frozen
class Reading(Statement):
    """One of several ways to read an ambiguous claim; one is preferred, with the reason."""

    rdf_class: ClassVar[str] = "rf:Reading"

    label: Annotated[Texts, Value("rf:readingText")]
    preferred: Annotated[Flag, Value("rf:preferred")]
    reason: Annotated[Texts, Value("rf:reason")]
    amount: Annotated[Number, Value("rf:amount")] | None = None
    states: Annotated[Many[Slug], Link("statement", "rf:readAs")] = ()


@frozen
class Commitment(Statement):
    """Somebody undertakes to do something, with the bounds in time that the text gives."""

    rdf_class: ClassVar[str] = "rf:Commitment"

    agent: Annotated[Slug, Link("agent", "rf:committedAgent")] | None = None
    plan: Annotated[Slug, Link("plan", "rf:concernsPlan")] | None = None
    measures: Annotated[Many[Slug], Link("measure", "rf:concernsMeasure")] = ()
    services: Annotated[Many[Slug], Link("service", "rf:concernsService")] = ()
    population: Population | None = None
    period: Period | None = None
    not_before: NotBefore | None = None
    not_after: NotAfter | None = None
    modelled_on: Annotated[Slug, Link("service", "rf:modelledOn")] | None = None
    areas: Annotated[Many[Slug], Link("area", "rf:concernsArea")] = ()


@frozen
class Target(Statement):
    """A number to be reached: value, unit and deadline."""

    rdf_class: ClassVar[str] = "rf:Target"

    measure: Annotated[Slug, Link("measure", "rf:concernsMeasure")]
    indicator: Indicator
    population: Population | None = None
    value: Annotated[Number, Value("rf:targetValue")]
    unit: Annotated[Slug, Link("unit", "rf:targetUnit")]
    period: Period | None = None
    not_before: NotBefore | None = None
    not_after: NotAfter | None = None


@frozen
class Caveat(Statement):
    """A limit that the text puts on figures: which source, which period, why."""

    rdf_class: ClassVar[str] = "rf:Caveat"

    limits_source: Annotated[Slug, Link("source", "rf:limitsSource")]
    limits_period: Annotated[Slug, Link("period", "rf:limitsPeriod")] | None = None
    reason: Annotated[Texts, Value("rf:reason")]


@frozen
class Attribution(Statement):
    """A cause and its effect, as the text connects them; hedged causality stays hedged."""

    rdf_class: ClassVar[str] = "rf:CausalAttribution"

    cause: Annotated[Slug, Link("thing", "rf:cause")] | None = None
    causes: Annotated[Many[Slug], Link("statement", "rf:cause")] = ()
    effects: Annotated[Many[Slug], Link("statement", "rf:effect")] = ()
    effect_indicator: Annotated[Slug, Link("indicator", "rf:effectIndicator")] | None = None
    certainty: Annotated[Slug, Link("certainty", "rf:certainty")]


@frozen
class Need(Statement):
    """Something that is said to be needed."""

    rdf_class: ClassVar[str] = "rf:Need"

    plan: Annotated[Slug, Link("plan", "rf:concernsPlan")] | None = None
    population: Population | None = None
    services: Annotated[Many[Slug], Link("service", "rf:concernsService")] = ()
    period: Period | None = None


@frozen
class Problem(Statement):
    """Something that is said to be wrong or lacking."""

    rdf_class: ClassVar[str] = "rf:Problem"

    plan: Annotated[Slug, Link("plan", "rf:concernsPlan")] | None = None
    population: Population | None = None
    services: Annotated[Many[Slug], Link("service", "rf:concernsService")] = ()
    period: Period | None = None


@frozen
class Finding(Statement):
    """A finding in words: neither a number nor a direction of an indicator."""

    rdf_class: ClassVar[str] = "rf:Finding"

    plan: Annotated[Slug, Link("plan", "rf:concernsPlan")] | None = None
    population: Population | None = None
    services: Annotated[Many[Slug], Link("service", "rf:concernsService")] = ()
    document: Annotated[Slug, Link("document", "rf:reportedIn")] | None = None
    period: Period | None = None
    null: Annotated[Flag, Value("rf:nullFinding")] = False


@frozen
class RoleHolding(Statement):
    """A person held a post in an organisation when the text spoke (W3C ORG membership)."""

    rdf_class: ClassVar[str] = "rf:RoleHolding"
    also: ClassVar[tuple[str, ...]] = ("org:Membership",)

    person: Annotated[Slug, Link("person", "org:member")]
    organisation: Annotated[Slug, Link("organisation", "org:organization")]
    role: Annotated[Slug, Link("role", "org:role")]
    as_stated: Annotated[Text, Value("rf:asStated")]
    period: Annotated[Slug, Link("period", "rf:heldDuring")]


@frozen
class Definition(Statement):
    """What a term covers, and the document it is taken from."""

    rdf_class: ClassVar[str] = "rf:Definition"

    defines: Annotated[Slug, Link("service", "rf:defines")]
    parts: Annotated[Many[Slug], Link("topic", "rf:definedPart")] = ()
    document: Annotated[Slug, Link("document", "rf:takenFrom")] | None = None


@frozen
class Reference(Statement):
    """The text points to a document."""

    rdf_class: ClassVar[str] = "rf:Reference"

    document: Annotated[Slug, Link("document", "rf:refersTo")]
    ordinal: Annotated[Integer, Value("rf:ordinal")] | None = None


@frozen
class Commission(Statement):
    """Who prepared a document, and for whom."""

    rdf_class: ClassVar[str] = "rf:Commission"

    document: Annotated[Slug, Link("document", "rf:commissionedDocument")]
    prepared_by: Annotated[Many[Slug], Link("organisation", "rf:preparedBy")]
    commissioned_by: Annotated[Many[Slug], Link("organisation", "rf:commissionedBy")] = ()


@frozen
class Agreement(Statement):
    """Parties agree on something that a plan is part of."""

    rdf_class: ClassVar[str] = "rf:Agreement"

    parties: Annotated[Many[Slug], Link("organisation", "rf:party")]
    covers: Annotated[Many[Slug], Link("plan", "rf:covers")] = ()


@frozen
class Deployment(Statement):
    """A service or model is in use somewhere, or is introduced there."""

    rdf_class: ClassVar[str] = "rf:Deployment"

    services: Annotated[Many[Slug], Link("service", "rf:deploys")]
    areas: Annotated[Many[Slug], Link("area", "rf:deployedIn")] = ()
    stage: Annotated[Slug, Link("stage", "rf:stage")]
    period: Period | None = None


@frozen
class Ranking(Statement):
    """Items that come first by an indicator, without numbers."""

    rdf_class: ClassVar[str] = "rf:Ranking"

    indicator: Indicator
    population: Population
    period: Period
    items: Annotated[Many[Slug], Link("service", "rf:rankedItem")]
    position: Annotated[Slug, Link("rank-position", "rf:rankPosition")]


@frozen
class Count(Statement):
    """A stated count of things that the text or the plan also lists."""

    rdf_class: ClassVar[str] = "rf:StatedCount"

    counts: Annotated[Slug, Link("count-kind", "rf:countedKind")]
    of: Annotated[Slug, Link("thing", "rf:countedIn")]
    value: Annotated[Integer, Value("rf:countValue")]


@frozen
class Event(Statement):
    """Something that happens at a date or in a period, as the text dates it."""

    rdf_class: ClassVar[str] = "rf:Event"

    kind: Annotated[Slug, Link("event-kind", "rf:eventKind")]
    agent: Annotated[Slug, Link("agent", "rf:eventAgent")] | None = None
    subject: Annotated[Slug, Link("thing", "rf:eventSubject")] | None = None
    date: Annotated[Day, Value("rf:eventDate")] | None = None
    weekday: Annotated[Slug, Link("weekday", "rf:weekday")] | None = None
    period: Period | None = None
    as_stated: Annotated[Text, Value("rf:asStated")] | None = None


@frozen
class PlanContent(Statement):
    """The text says that a plan has these elements: goals, focus areas, measures."""

    rdf_class: ClassVar[str] = "rf:PlanContent"

    plan: Annotated[Slug, Link("plan", "rf:ofPlan")]
    elements: Annotated[Many[Slug], Link("plan-element", "rf:element")] = ()
    period: Period | None = None


@frozen
class Responsibility(Statement):
    """Who is said to be responsible for, or directed at, something."""

    rdf_class: ClassVar[str] = "rf:Responsibility"

    population: Population
    services: Annotated[Many[Slug], Link("service", "rf:concernsService")] = ()
