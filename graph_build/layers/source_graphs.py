"""Triples of claims, their spans and their statements."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from graph_build.layers.describer import Describer
from graph_build.literals import XSD, number_label
from graph_build.reading.corpus import Stated
from graph_build.schema.claims import Claim, FactFile, LeftOut, Span, Withdrawal
from graph_build.schema.interpretations import AlternativeReading
from graph_build.schema.measurements import Observation
from graph_build.schema.registers import Period, Source
from graph_build.schema.statements import Figure
from graph_build.verification.readings import number_of

# ISO 639-3, as the registers write languages, to the tags of BCP 47.
TAGS = {"nob": "nb", "nno": "nn", "eng": "en"}


def source_language(source: Source) -> str:
    """The language tag of a source's own text."""
    return TAGS[source.languages[0]]


def file_triples(describe: Describer, facts: FactFile) -> Iterator[Triple]:
    """All claims of one source, with their spans and statements."""
    corpus = describe.resolver.corpus
    language = source_language(corpus.sources[facts.source])
    for claim in facts.claim:
        yield from _claim(describe, facts.source, claim, claim.lang or language)
    for gone in facts.withdrawn:
        yield from _withdrawn(describe, facts.source, gone)
    for one in corpus.stated:
        if one.source == facts.source:
            yield from _statement(describe, one, one.claim.lang or language)


def _claim(describe: Describer, source: str, claim: Claim, lang: str) -> Iterator[Triple]:
    iris = describe.resolver.iris
    subject = iris.thing("claim", f"{source}-{claim.id}")
    text = iris.thing("source", source)
    yield from describe.types(subject, "rf:Claim", "prov:Entity")
    yield from describe.texts(subject, "rdfs:label", claim.label.items())
    yield describe.link(subject, "prov:wasDerivedFrom", text)
    yield from describe.marked(subject, claim, source, lang)
    basis = describe.resolver.link("attribution-basis", _basis(describe, source, claim))
    assert basis is not None
    yield describe.link(subject, "rf:attributionBasis", basis)
    for number, span in enumerate(claim.spans, 1):
        slug = f"{source}-{claim.id}-{number}"
        yield describe.link(subject, "prov:wasQuotedFrom", iris.thing("span", slug))
        yield from _span(describe, slug, span, text, lang)


def _withdrawn(describe: Describer, source: str, gone: Withdrawal) -> Iterator[Triple]:
    """What is left of a claim that is made no more."""
    iris, vocabulary = describe.resolver.iris, describe.resolver.vocabulary
    subject = iris.thing("claim", f"{source}-{gone.id}")
    own = vocabulary.term("rf:WithdrawnClaim").value
    labels = [
        (lang, f"{vocabulary.label(own, lang)}: {source}-{gone.id}")
        for lang, _ in gone.reason.items()
    ]
    yield from describe.types(subject, "rf:WithdrawnClaim", "prov:Entity")
    yield from describe.texts(subject, "rdfs:label", labels)
    yield describe.link(subject, "prov:wasDerivedFrom", iris.thing("source", source))
    yield from describe.marked(subject, gone, None, None)


def _basis(describe: Describer, source: str, claim: Claim) -> str:
    """How it is known who says it: a code of the list `attribution-basis`."""
    if claim.mode == "inferred":
        return "project"
    if claim.by_reason:
        return "inferred"
    if claim.by_from:
        return "carried-over"
    publisher = describe.resolver.corpus.sources[source].publisher
    return "publisher" if claim.by == publisher else "printed"


def _span(
    describe: Describer, slug: str, span: Span, text: NamedNode, lang: str
) -> Iterator[Triple]:
    iris, term = describe.resolver.iris, describe.resolver.term
    subject, position = iris.thing("span", slug), iris.thing("selector", f"{slug}-position")
    yield from describe.types(subject, "oa:SpecificResource", "prov:Entity")
    yield from _span_label(describe, subject, span, text)
    yield describe.link(subject, "oa:hasSource", text)
    yield describe.link(subject, "oa:hasSelector", position)
    yield describe.value(subject, "rf:evidenceSha256", span.sha256)
    yield from describe.types(position, "oa:TextPositionSelector")
    yield from _span_label(describe, position, span, text)
    for property, offset in (("oa:start", span.start), ("oa:end", span.end)):
        count = Literal(str(offset), datatype=NamedNode(XSD + "nonNegativeInteger"))
        yield Triple(position, term(property), count)
    if span.fragment is not None:
        quote = iris.thing("selector", f"{slug}-quote")
        yield describe.link(position, "oa:refinedBy", quote)
        yield from describe.types(quote, "oa:TextQuoteSelector")
        yield from _span_label(describe, quote, span, text)
        yield Triple(quote, term("oa:exact"), Literal(span.fragment, language=lang))
    for number, word in enumerate(span.left_out, 1):
        node = iris.thing("left-out-word", f"{slug}-{number}")
        yield describe.link(subject, "rf:leavesOut", node)
        yield from _left_out(describe, node, word, lang)


def _left_out(describe: Describer, node: NamedNode, word: LeftOut, lang: str) -> Iterator[Triple]:
    vocabulary = describe.resolver.vocabulary
    own = vocabulary.term("rf:LeftOutWord").value
    labels = [
        (each, f"{vocabulary.label(own, each)}: «{word.word}»") for each, _ in word.reason.items()
    ]
    yield from describe.types(node, "rf:LeftOutWord", "prov:Entity")
    yield from describe.texts(node, "rdfs:label", labels)
    yield from describe.marked(node, word, None, lang)


def _span_label(
    describe: Describer, subject: NamedNode, span: Span, text: NamedNode
) -> Iterator[Triple]:
    source = text.value.rsplit("/", 1)[1]
    words = {"nb": ("kilde", "tegn"), "nn": ("kjelde", "teikn"), "en": ("source", "characters")}
    labels = [
        (lang, f"{place} {source}, {unit} {span.start}\u2013{span.end}")
        for lang, (place, unit) in words.items()
    ]
    return describe.texts(subject, "rdfs:label", labels)


def _statement(describe: Describer, one: Stated, lang: str) -> Iterator[Triple]:
    iris, statement = describe.resolver.iris, one.statement
    subject = iris.thing(one.kind, one.id)
    claim = iris.thing("claim", f"{one.source}-{one.claim.id}")
    yield describe.link(claim, "rf:states", subject)
    yield describe.link(subject, "prov:wasDerivedFrom", claim)
    classes = ("rf:Statement", "prov:Entity", statement.rdf_class, *statement.also)
    yield from describe.types(subject, *classes)
    yield from describe.texts(subject, "rdfs:label", _statement_label(describe, one))
    yield from describe.marked(subject, statement, one.source, lang)
    # A plain query for trends or figures must see that one is forecast, quoted or hedged.
    mode = describe.resolver.link("assertion-mode", one.claim.mode)
    assert mode is not None, one.claim.mode
    yield describe.link(subject, "rf:assertionMode", mode)
    if one.claim.hedge:
        yield describe.value(subject, "rf:hedge", one.claim.hedge, lang)
    if isinstance(statement, Figure):
        yield from _figure_handles(describe, subject, one, statement)
    if isinstance(statement, Observation):
        yield describe.link(subject, "qb:dataSet", iris.thing("cube", "claims"))
        yield describe.link(subject, "rf:claimSource", iris.thing("source", one.source))


def _figure_handles(
    describe: Describer, subject: NamedNode, one: Stated, figure: Figure
) -> Iterator[Triple]:
    """What all figures can be asked by, whatever their kind: number, year, the span with the words."""
    _, number = number_of(figure)
    yield describe.value(subject, "rf:value", number)
    period = describe.resolver.corpus.entries["period"].get(getattr(figure, "period", None) or "")
    if isinstance(period, Period) and (year := named_year(period)):
        yield describe.value(subject, "rf:namedYear", year)
    for position, span in enumerate(one.claim.spans, 1):
        if figure.as_stated in (span.fragment or ""):
            slug = f"{one.source}-{one.claim.id}-{position}"
            yield describe.link(subject, "rf:statedIn", describe.resolver.iris.thing("span", slug))
            break


def named_year(period: Period) -> int | None:
    """The last year of a dated period, or the one year that both bounds of an undated one lie in."""
    if period.end is not None:
        return period.end.year
    first, last = period.not_before, period.not_after
    return last.year if first and last and first.year == last.year else None


def _statement_label(describe: Describer, one: Stated) -> Iterator[tuple[str, str]]:
    vocabulary = describe.resolver.vocabulary
    own = vocabulary.term(one.statement.rdf_class).value
    for lang, text in one.claim.label.items():
        if isinstance(one.statement, Observation):
            yield lang, observation_label(describe, one.statement, lang)
        elif isinstance(one.statement, AlternativeReading):
            # A claim has several readings; the claim's label alone would give them all the same name.
            reading = dict(one.statement.label.items())[lang]
            yield lang, f"{vocabulary.label(own, lang)}: {reading}"
        else:
            yield lang, f"{vocabulary.label(own, lang)}: {text}"


def observation_label(describe: Describer, o: Observation, lang: str) -> str:
    """Indicator, population and period, then value and unit."""
    about = ", ".join(
        describe.code_label(register, slug, lang)
        for register, slug in (
            ("indicator", o.indicator),
            ("population", o.population),
            ("period", o.period),
        )
    )
    unit = describe.code_label("unit", o.unit, lang)
    return f"{about}: {number_label(o.value, lang)} {unit}"
