"""Statements: what one claim says, as data. One class a kind, in the modules beside this one by family.

Every field is annotated with the property it becomes (`Value`) or the register it points into and
the property (`Link`), so that checking and writing need no code of their own for each kind.
"""

from typing import Annotated, ClassVar

from graph_build.schema.fields import (
    Day,
    Link,
    Slug,
    Text,
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
