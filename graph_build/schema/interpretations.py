"""How words are to be read: misprints, ambiguities, caveats, definitions, references."""

from typing import Annotated, ClassVar

from graph_build.schema.fields import (
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
from graph_build.schema.statements import Statement


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
class AlternativeReading(Statement):
    """One of several ways to read an ambiguous claim; one is preferred, with the reason."""

    rdf_class: ClassVar[str] = "rf:Reading"

    label: Annotated[Texts, Value("rf:readingText")]
    preferred: Annotated[Flag, Value("rf:preferred")]
    reason: Annotated[Texts, Value("rf:reason")]
    amount: Annotated[Number, Value("rf:amount")] | None = None
    states: Annotated[Many[Slug], Link("statement", "rf:readAs")] = ()


@frozen
class Caveat(Statement):
    """A limit that the text puts on figures: which source, which period, why."""

    rdf_class: ClassVar[str] = "rf:Caveat"

    limits_source: Annotated[Slug, Link("source", "rf:limitsSource")]
    limits_period: Annotated[Slug, Link("period", "rf:limitsPeriod")] | None = None
    reason: Annotated[Texts, Value("rf:reason")]


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
