"""What somebody holds to be so: needs, problems, findings in words, causes."""

from typing import Annotated, ClassVar

from graph_build.schema.fields import Flag, Link, Many, Slug, Value, frozen
from graph_build.schema.statements import Period, Population, Statement

# Whom it is about, where those who say it, or do it, are the population.
Group = Annotated[Slug, Link("population", "rf:concernsGroup")]
# What is needed, wrong or found of the services, the group or the plan.
Matter = Annotated[Slug, Link("matter", "rf:matter")]


@frozen
class Need(Statement):
    """Something that is said to be needed."""

    rdf_class: ClassVar[str] = "rf:Need"

    plan: Annotated[Slug, Link("plan", "rf:concernsPlan")] | None = None
    population: Population | None = None
    services: Annotated[Many[Slug], Link("service", "rf:concernsService")] = ()
    period: Period | None = None
    group: Group | None = None
    matter: Matter


@frozen
class StatedProblem(Statement):
    """Something that is said to be wrong or lacking."""

    rdf_class: ClassVar[str] = "rf:Problem"

    plan: Annotated[Slug, Link("plan", "rf:concernsPlan")] | None = None
    population: Population | None = None
    services: Annotated[Many[Slug], Link("service", "rf:concernsService")] = ()
    period: Period | None = None
    group: Group | None = None
    matter: Matter


@frozen
class StatedFinding(Statement):
    """A finding in words: neither a number nor a direction of an indicator."""

    rdf_class: ClassVar[str] = "rf:Finding"

    plan: Annotated[Slug, Link("plan", "rf:concernsPlan")] | None = None
    population: Population | None = None
    services: Annotated[Many[Slug], Link("service", "rf:concernsService")] = ()
    document: Annotated[Slug, Link("document", "rf:reportedIn")] | None = None
    period: Period | None = None
    null: Annotated[Flag, Value("rf:nullFinding")] = False
    group: Group | None = None
    matter: Matter


@frozen
class Attribution(Statement):
    """A cause and its effect, as the text connects them; hedged causality stays hedged."""

    rdf_class: ClassVar[str] = "rf:CausalAttribution"

    cause: Annotated[Slug, Link("thing", "rf:cause")] | None = None
    causes: Annotated[Many[Slug], Link("statement", "rf:cause")] = ()
    effects: Annotated[Many[Slug], Link("statement", "rf:effect")] = ()
    effect_indicator: Annotated[Slug, Link("indicator", "rf:effectIndicator")] | None = None
    certainty: Annotated[Slug, Link("certainty", "rf:certainty")]
