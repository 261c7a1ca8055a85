"""What happened or is in use: posts held, commissions, services introduced, dates."""

from typing import Annotated, ClassVar

from graph_build.schema.fields import Day, Link, Many, Slug, Text, Value, frozen
from graph_build.schema.statements import Period, Statement


@frozen
class RoleHolding(Statement):
    """Somebody held a post in an organisation when the text spoke (W3C ORG membership).

    A role whose person the text does not name stays a role.
    """

    rdf_class: ClassVar[str] = "rf:RoleHolding"
    also: ClassVar[tuple[str, ...]] = ("org:Membership",)

    person: Annotated[Slug, Link("person", "org:member")] | None = None
    organisation: Annotated[Slug, Link("organisation", "org:organization")]
    role: Annotated[Slug, Link("role", "org:role")]
    as_stated: Annotated[Text, Value("rf:asStated")]
    period: Annotated[Slug, Link("period", "rf:heldDuring")]


@frozen
class Commission(Statement):
    """Who prepared a document, and for whom."""

    rdf_class: ClassVar[str] = "rf:Commission"

    document: Annotated[Slug, Link("document", "rf:commissionedDocument")]
    prepared_by: Annotated[Many[Slug], Link("organisation", "rf:preparedBy")]
    commissioned_by: Annotated[Many[Slug], Link("organisation", "rf:commissionedBy")] = ()


@frozen
class Deployment(Statement):
    """A service or model is in use somewhere, or is introduced there."""

    rdf_class: ClassVar[str] = "rf:Deployment"

    services: Annotated[Many[Slug], Link("service", "rf:deploys")]
    areas: Annotated[Many[Slug], Link("area", "rf:deployedIn")] = ()
    stage: Annotated[Slug, Link("stage", "rf:stage")]
    period: Period | None = None


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
