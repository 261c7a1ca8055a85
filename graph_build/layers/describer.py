"""Triples of any annotated fact: types, labels, links and values, from its annotations alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from graph_build.literals import XSD, literal
from graph_build.reading.resolver import Resolver
from graph_build.schema.fields import Link, Texts
from graph_build.schema.marks import marked_values

# A file name is in no language, though the range of the property would allow a tag.
PLAIN_TEXT = {"dct:identifier"}
Labels = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Describer:
    """Makes triples about things, their terms resolved under one base."""

    resolver: Resolver

    def link(self, subject: NamedNode, property: str, value: NamedNode) -> Triple:
        """One triple with a thing as its value."""
        return Triple(subject, self.resolver.term(property), value)

    def value(
        self, subject: NamedNode, property: str, value: object, lang: str | None = None
    ) -> Triple:
        """One triple with a literal, typed by the property's range."""
        range_iri = self.resolver.vocabulary.range(property)
        return Triple(subject, self.resolver.term(property), literal(value, range_iri, lang))

    def types(self, subject: NamedNode, *classes: str) -> Iterator[Triple]:
        """`subject` is a member of each class."""
        for curie in classes:
            yield self.link(subject, "rdf:type", self.resolver.term(curie))

    def texts(self, subject: NamedNode, property: str, texts: Labels) -> Iterator[Triple]:
        """A text in each of its languages."""
        predicate = self.resolver.term(property)
        for language, text in texts:
            yield Triple(subject, predicate, Literal(text, language=language))

    def marked(
        self, subject: NamedNode, fact: object, source: str | None, lang: str | None
    ) -> Iterator[Triple]:
        """A triple for every annotated field of `fact`; ids are relative to `source`."""
        for field, value in marked_values(fact):
            mark = field.mark
            if not mark.property:
                continue
            if isinstance(mark, Link):
                target = self.resolver.link(mark.register, value, source)
                assert target is not None, (mark, value)
                yield self.link(subject, mark.property, target)
            elif isinstance(value, Texts):
                yield from self.texts(subject, mark.property, value.items())
            # xsd:gYear has four digits, which a number would lose: 0987.
            elif mark.property == "rf:year":
                yield Triple(
                    subject,
                    self.resolver.term(mark.property),
                    Literal(f"{value:04d}", datatype=NamedNode(XSD + "gYear")),
                )
            else:
                text_lang = None if mark.property in PLAIN_TEXT else lang
                yield self.value(subject, mark.property, value, text_lang)

    def code_label(self, register: str, code: str, language: str) -> str:
        """The label of a code, or of a registered thing, in one language."""
        vocabulary = self.resolver.vocabulary
        iri = vocabulary.codes.get((register, code))
        if iri is not None:
            return vocabulary.label(iri, language) or code
        entry = self.resolver.corpus.entries[register][code]
        return dict(entry.label.items())[language]
