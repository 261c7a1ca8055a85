"""When something is: from which day to which, or between which bounds it lies."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.elements.figures import Reader
from server.answers.elements.names import Named
from server.answers.elements.said import Text


@dataclass(frozen=True, slots=True)
class Moment:
    """A time: first and last day (ISO 8601) where it is dated, else the bounds that are known, empty where none is.

    `name`: of its period, if it has one; `why`: why a bound is open; `before`: times that it is earlier than.
    """

    name: Named | None
    first: str
    last: str
    dated: bool
    why: Text | None = None
    before: tuple[Named, ...] = ()

    @property
    def year(self) -> int | None:
        """Its year; None where it has no date, or lasts over several."""
        return int(self.first[:4]) if self.dated and self.first[:4] == self.last[:4] else None

    @property
    def one_day(self) -> bool:
        """Whether it is a day."""
        return self.dated and self.first == self.last


NEVER = Moment(None, "", "", dated=False)


def moment(reader: Reader, node: NamedNode) -> Moment:
    """When a thing is, by its own day, its period, or its own bounds."""
    said = reader.said.of(node)
    day = said.plain("rf:eventDate")
    if day:
        return Moment(None, day, day, dated=True)
    period = said.node("sdmx-dimension:refPeriod") or said.node("dct:temporal")
    if period is not None:
        return period_moment(reader, period)
    return Moment(None, said.plain("rf:notBefore"), said.plain("rf:notAfter"), dated=False)


def period_moment(reader: Reader, period: NamedNode) -> Moment:
    """When a period is that is described."""
    said = reader.said.of(period)
    first, last = said.plain("dcat:startDate"), said.plain("dcat:endDate")
    dated = bool(first and last)
    return Moment(
        reader.names.named(period),
        first if dated else said.plain("rf:notBefore"),
        last if dated else said.plain("rf:notAfter"),
        dated,
        said.text("rf:openReason", reader.languages),
        reader.all_named(period, "time:before"),
    )
