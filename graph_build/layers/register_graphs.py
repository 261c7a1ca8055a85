"""Triples of the registers: sources, indicators, populations, periods, bodies, services, plan."""

from collections.abc import Iterator, Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from graph_build.layers.describer import Describer
from graph_build.reading.resolver import Resolver
from graph_build.schema import registers as reg
from graph_build.schema.registers import Entry

# The register → the classes of its things. The first is the model's own, and names the scheme.
CLASSES: Mapping[str, tuple[str, ...]] = {
    "source": ("rf:Source", "prov:Entity", "foaf:Document"),
    "indicator": ("rf:Indicator", "skos:Concept"),
    "family": ("rf:IndicatorFamily", "skos:Concept"),
    "population": ("rf:Population", "skos:Concept"),
    "period": ("rf:Period", "dct:PeriodOfTime", "prov:Entity"),
    "area": ("dct:Location",),
    "organisation": ("org:Organization", "foaf:Organization", "foaf:Agent", "prov:Agent"),
    "person": ("foaf:Person", "foaf:Agent", "prov:Agent"),
    "role": ("org:Role",),
    "service": ("rf:Service", "skos:Concept", "prov:Entity"),
    "topic": ("skos:Concept",),
    "matter": ("rf:Matter", "skos:Concept"),
    "document": ("rf:Document", "foaf:Document", "prov:Entity"),
    "plan": ("rf:Plan", "prov:Plan", "prov:Entity"),
    "goal": ("rf:Goal", "rf:PlanElement", "prov:Entity"),
    "focus-area": ("rf:FocusArea", "rf:PlanElement", "prov:Entity"),
    "measure": ("rf:Measure", "rf:PlanElement", "prov:Entity"),
    "inferred-link": ("rf:InferredLink", "prov:Entity"),
    "gap": ("rf:Gap", "prov:Entity"),
}
PLAN_LAYER = ("plan", "goal", "focus-area", "measure", "inferred-link", "gap")


def register_triples(describe: Describer, register: str) -> Iterator[Triple]:
    """All entries of one register, with its concept scheme where its things are concepts."""
    corpus = describe.resolver.corpus
    for entry in corpus.entries[register].values():
        yield from entry_triples(describe, register, entry)
    if "skos:Concept" in CLASSES[register]:
        yield from _scheme(describe.resolver, describe, register)


def _scheme(resolver: Resolver, describe: Describer, register: str) -> Iterator[Triple]:
    scheme = resolver.iris.thing("scheme", register)
    own = CLASSES[register][0]
    names: Mapping[str, str] = {"nb": "emner", "nn": "emne", "en": "topics"}
    yield from describe.types(scheme, "skos:ConceptScheme")
    for language in ("nb", "nn", "en"):
        label = resolver.vocabulary.label(resolver.vocabulary.term(own).value, language)
        text = names[language] if register == "topic" else label or register
        for property in ("skos:prefLabel", "dct:title"):
            yield from describe.texts(scheme, property, [(language, text)])


def entry_triples(describe: Describer, register: str, entry: Entry) -> Iterator[Triple]:
    """One registered thing: types, labels, definition, and what its register adds."""
    thing = describe.resolver.iris.thing(register, entry.id)
    concept = "skos:Concept" in CLASSES[register]
    yield from describe.types(thing, *CLASSES[register])
    yield from describe.texts(thing, "rdfs:label", entry.label.items())
    if concept:
        yield from describe.texts(thing, "skos:prefLabel", entry.label.items())
        yield describe.link(
            thing, "skos:inScheme", describe.resolver.iris.thing("scheme", register)
        )
    yield describe.value(thing, "skos:notation", entry.id)
    if entry.definition:
        yield from describe.texts(thing, "skos:definition", entry.definition.items())
    if isinstance(entry, reg.Named):
        yield from _other_names(describe, thing, entry)
    yield from describe.marked(thing, entry, None, "nb")
    yield from _extras(describe, thing, entry)


def _other_names(describe: Describer, thing: NamedNode, entry: reg.Named) -> Iterator[Triple]:
    for language, names in (("nb", entry.alt), ("nn", entry.alt_nn), ("en", entry.alt_en)):
        yield from describe.texts(thing, "skos:altLabel", [(language, name) for name in names])


def _extras(describe: Describer, thing: NamedNode, entry: Entry) -> Iterator[Triple]:
    match entry:
        case reg.Source():
            yield from describe.texts(thing, "dct:title", [(entry.title_lang, entry.title)])
        case reg.Document(title=str(title), title_lang=str(language)):
            yield from describe.texts(thing, "dct:title", [(language, title)])
        case reg.Period():
            yield from _period(describe, thing, entry)
        case reg.Area(same_as=str(iri)):
            yield describe.link(thing, "owl:sameAs", NamedNode(iri))
        case reg.Topic(see_also=str(iri)):
            yield describe.link(thing, "rdfs:seeAlso", NamedNode(iri))
        case reg.Person():
            yield Triple(thing, describe.resolver.term("foaf:name"), Literal(entry.label.nb))
        case reg.InferredLink():
            yield from _inferred_link(describe, thing, entry)
        case reg.Organisation():
            yield from describe.texts(thing, "foaf:name", entry.label.items())
        case _:
            return


def _inferred_link(
    describe: Describer, thing: NamedNode, link: reg.InferredLink
) -> Iterator[Triple]:
    """The property, and the link itself, so that it can be walked like one that a text states."""
    resolver = describe.resolver
    start, end = (resolver.link("linked-thing", slug) for slug in (link.subject, link.object))
    assert start is not None, link.subject
    assert end is not None, link.object
    yield describe.link(thing, "rf:linkProperty", resolver.term(link.property))
    yield describe.link(start, link.property, end)


def _period(describe: Describer, thing: NamedNode, period: reg.Period) -> Iterator[Triple]:
    # OWL-Time: a proper interval has two ends. What a text leaves open must not get a date here.
    dated = period.start is not None and period.end is not None
    yield from describe.types(thing, "time:ProperInterval" if dated else "time:TemporalEntity")
    for property, short, year, day in (
        ("time:hasBeginning", "dcat:startDate", "rf:firstYear", period.start),
        ("time:hasEnd", "dcat:endDate", "rf:lastYear", period.end),
    ):
        if day is not None:
            yield describe.link(
                thing, property, describe.resolver.iris.thing("instant", day.isoformat())
            )
            yield describe.value(thing, short, day)
            yield describe.value(thing, year, day.year)


def instant_triples(describe: Describer) -> Iterator[Triple]:
    """The days at which periods begin and end (OWL-Time instants)."""
    days: set[date] = set()
    for entry in describe.resolver.corpus.entries["period"].values():
        if isinstance(entry, reg.Period):
            days.update(day for day in (entry.start, entry.end) if day is not None)
    for day in sorted(days):
        instant = describe.resolver.iris.thing("instant", day.isoformat())
        yield from describe.types(instant, "time:Instant")
        yield describe.value(instant, "time:inXSDDate", day)
        yield from describe.texts(
            instant, "rdfs:label", [(lang, day.isoformat()) for lang in ("nb", "nn", "en")]
        )
