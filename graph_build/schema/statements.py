"""Statements: what one claim says, as data. One class a kind, in the modules beside this one by family.

Every field is annotated with the property it becomes (`Value`) or the register it points into and
the property (`Link`), so that checking and writing need no code of their own for each kind.
"""

from typing import Annotated, ClassVar

from graph_build.schema.fields import (
    Day,
    Link,
    Many,
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
    """What all statements share: an id of their own where something refers to them, and whose word they rest on.

    `self_report` is the verb by which those counted say it of themselves; where it stands in another
    claim's words, `self_report_from` names that claim. A population that the claim's own words do
    not name is one that other claims name (`population_from`), or that follows from something else
    (`population_reason`); so are years (`period_from`, `period_reason`).
    """

    rdf_class: ClassVar[str]
    also: ClassVar[tuple[str, ...]] = ()

    id: Slug | None = None
    self_report: Annotated[Slug, Link("reporting-verb", "rf:selfReport")] | None = None
    self_report_from: Annotated[Many[Slug], Link("claim", "rf:selfReportFrom")] = ()
    population_from: Annotated[Many[Slug], Link("claim", "rf:populationFrom")] = ()
    population_reason: Annotated[Texts, Value("rf:populationReason")] | None = None
    period_from: Annotated[Many[Slug], Link("claim", "rf:periodFrom")] = ()
    period_reason: Annotated[Texts, Value("rf:periodReason")] | None = None


@frozen
class Figure(Statement):
    """A statement with a number: the words that carry it, and how it follows from them.

    `read_as` only where the number is not the one that the scanner reads in the words.
    """

    as_stated: Annotated[Text, Value("rf:asStated")]
    read_as: Annotated[Slug, Link("word-reading", "rf:wordsReadAs")] | None = None
