"""Registers: the things that claims are about. One class a register, one TOML file each."""

from typing import Annotated, Literal

from graph_build.schema.fields import (
    Day,
    Integer,
    Link,
    Many,
    Offset,
    Sha256,
    Slug,
    Text,
    Texts,
    Value,
    frozen,
)


@frozen
class Entry:
    """What every registered thing has: an id and a label; a definition where the label is not enough."""

    id: Slug
    label: Texts
    definition: Texts | None = None


@frozen
class Named(Entry):
    """A thing that a text may call otherwise than its label: other names in each language (skos:altLabel)."""

    alt: Many[Text] = ()
    alt_nn: Many[Text] = ()
    alt_en: Many[Text] = ()


@frozen
class Source(Entry):
    """One of the texts: its file, hash, length in code points, publisher, language, printed dates."""

    file: Annotated[Text, Value("dct:identifier")]
    sha256: Annotated[Sha256, Value("rf:sha256")]
    length: Annotated[Offset, Value("rf:lengthInCodePoints")]
    title: Text
    title_lang: Text
    publisher: Annotated[Slug, Link("organisation", "dct:publisher")]
    languages: Annotated[Many[Slug], Link("language", "dct:language")]
    frame_languages: Annotated[Many[Slug], Link("language", "rf:pageFrameLanguage")] = ()
    issued: Annotated[Day, Value("dct:issued")] | None = None
    modified: Annotated[Day, Value("dct:modified")] | None = None
    content_not_before: Annotated[Day, Value("rf:contentNotBefore")] | None = None
    content_not_after: Annotated[Day, Value("rf:contentNotAfter")] | None = None
    captured: Annotated[Day, Value("rf:capturedOn")] | None = None
    dating: Annotated[Texts, Value("rf:datingNote")]


@frozen
class Indicator(Named):
    """What is measured, and how: level, absolute or relative change, ratio, cumulative."""

    definition: Texts
    measures: Annotated[Slug, Link("measure-type", "rf:measureType")]
    unit: Annotated[Slug, Link("unit", "rf:indicatorUnit")]
    family: Annotated[Slug, Link("family", "rf:family")]
    change_of: Annotated[Slug, Link("indicator", "rf:changeOf")] | None = None
    attributed_part_of: Annotated[Slug, Link("indicator", "rf:attributedPartOf")] | None = None
    per_capita_of: Annotated[Slug, Link("indicator", "rf:perCapitaOf")] | None = None


@frozen
class Family(Entry):
    """Indicators whose figures look alike and are compared with one another."""


@frozen
class Population(Named):
    """The units counted, or the group that a figure is about."""

    definition: Texts
    broader: Annotated[Slug, Link("population", "skos:broader")] | None = None
    # Beginnings of the words by which a text names it; any of them.
    named: Many[Text] = ()


@frozen
class Period(Entry):
    """Two dates (end inclusive), or an undated period with the bounds that are known."""

    kind: Annotated[Slug, Link("period-kind", "rf:periodKind")]
    start: Day | None = None
    end: Day | None = None
    not_before: Annotated[Day, Value("rf:notBefore")] | None = None
    not_after: Annotated[Day, Value("rf:notAfter")] | None = None
    open_reason: Annotated[Texts, Value("rf:openReason")] | None = None
    as_stated: Annotated[Text, Value("rf:asStated")] | None = None
    before: Annotated[Many[Slug], Link("period", "time:before")] = ()


@frozen
class Area(Entry):
    """A place: the country, a city."""

    same_as: Text | None = None
    within: Annotated[Slug, Link("area", "dct:isPartOf")] | None = None


@frozen
class Organisation(Named):
    """A body: ministry, directorate, research institute, party, government."""

    part_of: Annotated[Slug, Link("organisation", "org:subOrganizationOf")] | None = None
    kind: Annotated[Slug, Link("organisation-kind", "rf:organisationKind")]
    # Beginnings of the words by which a text names it, where they are not those of its label.
    named: Many[Text] = ()


@frozen
class Person(Entry):
    """Somebody who is quoted or named in an office; nothing private is kept."""


@frozen
class Role(Entry):
    """A post that a person can hold."""


@frozen
class Service(Named):
    """A service, team or treatment model, scheme, care pathway or mapping method."""

    definition: Texts
    kind: Annotated[Slug, Link("service-kind", "rf:serviceKind")]
    partner: Annotated[Slug, Link("organisation", "rf:partner")] | None = None


@frozen
class Topic(Entry):
    """A subject that claims are found by."""

    broader: Annotated[Slug, Link("topic", "skos:broader")] | None = None
    see_also: Text | None = None


@frozen
class Matter(Entry):
    """What needs, problems and findings say of a service, a group or a plan: coordination, waiting, closure."""


@frozen
class Document(Entry):
    """A report, guide, plan document or budget that a text refers to."""

    kind: Annotated[Slug, Link("document-kind", "rf:documentKind")]
    title: Text | None = None
    title_lang: Text | None = None
    year: Annotated[Integer, Value("rf:year")] | None = None
    publisher: Annotated[Slug, Link("organisation", "dct:publisher")] | None = None


@frozen
class Plan(Named):
    """A plan (prov:Plan) with its years."""

    period: Annotated[Slug, Link("period", "dct:temporal")]
    responsible: Annotated[Slug, Link("organisation", "rf:responsible")] | None = None


@frozen
class Goal(Named):
    """A numbered goal of a plan."""

    plan: Annotated[Slug, Link("plan", "rf:goalOf")]
    number: Annotated[Integer, Value("rf:number")]
    claims: Annotated[Many[Text], Link("claim", "prov:wasDerivedFrom")]


@frozen
class FocusArea(Named):
    """A focus area of a plan, in the text's order."""

    plan: Annotated[Slug, Link("plan", "rf:focusAreaOf")]
    number: Annotated[Integer, Value("rf:number")]
    claims: Annotated[Many[Text], Link("claim", "prov:wasDerivedFrom")]


@frozen
class Measure(Named):
    """Something that the plan or the government sets out to do, with or without an amount."""

    plan: Annotated[Slug, Link("plan", "rf:measureOf")] | None = None
    part_of: Annotated[Slug, Link("measure", "dct:isPartOf")] | None = None
    goals: Annotated[Many[Slug], Link("goal", "rf:servesGoal")] = ()
    focus_areas: Annotated[Many[Slug], Link("focus-area", "rf:servesFocusArea")] = ()
    services: Annotated[Many[Slug], Link("service", "rf:concernsService")] = ()
    claims: Annotated[Many[Text], Link("claim", "prov:wasDerivedFrom")]


@frozen
class InferredLink(Entry):
    """A link from one thing to another that no text states: by which property, why, and how sure we are."""

    subject: Annotated[Slug, Link("linked-thing", "rf:linkFrom")]
    property: Literal["rf:bearsOn", "rf:servesGoal", "rf:followedUpBy", "rf:sameAgentAs"]
    object: Annotated[Slug, Link("linked-thing", "rf:linkTo")]
    confidence: Annotated[Slug, Link("confidence", "rf:confidence")]
    reason: Annotated[Texts, Value("rf:reason")]


@frozen
class Gap(Entry):
    """What was promised and none of the searched texts says more of: none has any of the words."""

    about: Annotated[Slug, Link("plan-element", "rf:gapAbout")]
    searched: Annotated[Many[Text], Link("source", "rf:searchedSource")]
    words: Annotated[Many[Text], Value("rf:searchedWord")]


@frozen
class Derived(Entry):
    """A value we compute: expression over named inputs, rounding, unit."""

    expression: Annotated[Text, Value("rf:expression")]
    inputs: dict[str, str]
    decimals: Annotated[Integer, Value("rf:decimals")]
    unit: Annotated[Slug, Link("unit", "sdmx-attribute:unitMeasure")]
    indicator: Annotated[Slug, Link("indicator", "rf:indicator")] | None = None
    population: Annotated[Slug, Link("population", "rf:population")] | None = None
    period: Annotated[Slug, Link("period", "sdmx-dimension:refPeriod")] | None = None
    area: Annotated[Slug, Link("area", "sdmx-dimension:refArea")] | None = None
