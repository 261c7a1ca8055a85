"""What somebody undertakes, agrees on or is answerable for: commitments, targets, the content of plans."""

from typing import Annotated, ClassVar

from graph_build.schema.fields import Link, Many, Number, Slug, Value, frozen
from graph_build.schema.statements import (
    Figure,
    Indicator,
    NotAfter,
    NotBefore,
    Period,
    Population,
    Statement,
)


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
class Target(Figure):
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
class PlanContent(Statement):
    """The text says that a plan has these elements: goals, focus areas, measures; and which goals they serve."""

    rdf_class: ClassVar[str] = "rf:PlanContent"

    plan: Annotated[Slug, Link("plan", "rf:ofPlan")]
    elements: Annotated[Many[Slug], Link("plan-element", "rf:element")] = ()
    serves: Annotated[Many[Slug], Link("goal", "rf:elementServes")] = ()
    period: Period | None = None


@frozen
class Agreement(Statement):
    """Parties agree on something that a plan is part of."""

    rdf_class: ClassVar[str] = "rf:Agreement"

    parties: Annotated[Many[Slug], Link("organisation", "rf:party")]
    covers: Annotated[Many[Slug], Link("plan", "rf:covers")] = ()


@frozen
class Responsibility(Statement):
    """Who is said to be responsible for, or directed at, something."""

    rdf_class: ClassVar[str] = "rf:Responsibility"

    population: Population
    services: Annotated[Many[Slug], Link("service", "rf:concernsService")] = ()
