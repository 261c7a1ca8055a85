"""Figures, amounts and counts: what a text says in numbers, or in directions of numbers."""

from typing import Annotated, ClassVar

from graph_build.schema.fields import Integer, Link, Many, Number, Slug, Text, Value, frozen
from graph_build.schema.statements import (
    Area,
    Figure,
    Indicator,
    Period,
    Population,
    Qualifier,
    Statement,
)


@frozen
class Observation(Figure):
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
class Comparison(Figure):
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
class Ranking(Statement):
    """Items that come first by an indicator, without numbers."""

    rdf_class: ClassVar[str] = "rf:Ranking"

    indicator: Indicator
    population: Population
    period: Period
    items: Annotated[Many[Slug], Link("service", "rf:rankedItem")]
    position: Annotated[Slug, Link("rank-position", "rf:rankPosition")]


@frozen
class Funding(Figure):
    """An amount of money, whole kroner, and how it stands to the plan's frame."""

    rdf_class: ClassVar[str] = "rf:Funding"

    kind: Annotated[Slug, Link("funding-kind", "rf:fundingKind")]
    amount: Annotated[Number, Value("rf:amount")]
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
class Count(Figure):
    """A stated count of things that the text or the plan also lists."""

    rdf_class: ClassVar[str] = "rf:StatedCount"

    counts: Annotated[Slug, Link("count-kind", "rf:countedKind")]
    of: Annotated[Slug, Link("thing", "rf:countedIn")]
    value: Annotated[Integer, Value("rf:countValue")]
