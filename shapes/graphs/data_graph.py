"""The validated data as one graph, and how its terms are shown to people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from graph_build.iris import Iris
from graph_build.literals import number_label
from ontology.vocabulary import DEFAULT_BASE, PREFIXES, load_vocabulary

Term = NamedNode | BlankNode | Literal
Texts = Mapping[str, str]
LANGUAGES = ("nb", "nn", "en")
NOTHING: Texts = {"nb": "ingenting", "nn": "ingenting", "en": "nothing"}
LABELS = ("rdfs:label", "skos:prefLabel")
INTEGERS = ("integer", "nonNegativeInteger", "positiveInteger", "int", "long", "short", "byte")
NUMBERS = frozenset(PREFIXES["xsd"] + name for name in (*INTEGERS, "decimal", "double", "float"))
MAX_EXPONENT = 40


def term_of(text: str) -> Term:
    """The term that an N-Triples text stands for."""
    (quad,) = parse(f"<urn:s> <urn:p> {text} .", RdfFormat.N_TRIPLES)
    term = quad.object
    assert isinstance(term, NamedNode | BlankNode | Literal)
    return term


def last_part(iri: str) -> str:
    """What a person can read of an IRI that has no label."""
    for mark in ("#", "/", ":"):
        head, found, tail = iri.rstrip(mark).rpartition(mark)
        if found and tail and head:
            return tail
    return iri


def number_of(term: Term | None) -> Decimal | None:
    """The number a literal stands for; None where it is none that can be written out."""
    if not isinstance(term, Literal) or term.datatype.value not in NUMBERS:
        return None
    try:
        value = Decimal(term.value)
    except InvalidOperation:
        return None
    # An exponent of a hostile literal must not become a million digits.
    if not value.is_finite() or abs(value.adjusted()) > MAX_EXPONENT:
        return None
    return value


@dataclass(frozen=True)
class Data:
    """The union of all graphs of a store; own terms stand under `base`."""

    store: Store
    base: str

    @classmethod
    def of(cls, quads: Iterable[Quad | Triple], base: str) -> "Data":
        """The data in the engine."""
        store = Store()
        store.extend(
            one if isinstance(one, Quad) else Quad(one.subject, one.predicate, one.object)
            for one in quads
        )
        return cls(store, base)

    def term(self, curie: str) -> NamedNode:
        """The IRI of a prefixed name, own terms under the base of the data."""
        prefix, _, local = curie.partition(":")
        return NamedNode(Iris(self.base).rebase(PREFIXES[prefix] + local))

    def objects(self, subject: Term, curie: str) -> list[Term]:
        """The values of a property, sorted, each once."""
        return self.values(subject, self.term(curie))

    def values(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """The same for a property given by its IRI."""
        if isinstance(subject, Literal):
            return []
        found = {
            quad.object for quad in self.store.quads_for_pattern(subject, predicate, None, None)
        }
        return sorted((one for one in found if not isinstance(one, Triple)), key=str)

    def things(self, subject: Term, curie: str) -> list[NamedNode]:
        """The values that are IRIs."""
        return [one for one in self.objects(subject, curie) if isinstance(one, NamedNode)]

    def subjects(self, curie: str, value: Term) -> list[NamedNode]:
        """The IRIs that have a property with this value, sorted, each once."""
        quads = self.store.quads_for_pattern(None, self.term(curie), value, None)
        found = {quad.subject for quad in quads}
        return sorted((one for one in found if isinstance(one, NamedNode)), key=str)

    def text(self, subject: Term, curie: str) -> str | None:
        """The first literal of a property."""
        texts = (one for one in self.objects(subject, curie) if isinstance(one, Literal))
        return next((one.value for one in texts), None)

    def labels(self, term: Term) -> Texts:
        """The label in each language that has one; of a term of the ontology, that of the ontology."""
        found = {
            one.language or "": one.value
            for curie in reversed(LABELS)
            for one in self.objects(term, curie)
            if isinstance(one, Literal)
        }
        known = load_vocabulary()
        if isinstance(term, NamedNode):
            iri = unbased(term.value, self.base)
            for language in LANGUAGES:
                label = known.label(iri, language)
                if label and language not in found:
                    found[language] = label
        return {language: found[language] for language in (*LANGUAGES, "") if language in found}

    def shown(self, term: Term | None, language: str) -> str:
        """A term for people: a label, a number as the language writes it, else its text."""
        match term:
            case None:
                return NOTHING[language]
            case NamedNode(value=iri):
                labels = self.labels(term)
                return labels.get(language) or labels.get("") or last_part(iri)
            case BlankNode():
                return str(term)
        number = number_of(term)
        return term.value if number is None else number_label(number, language)


def unbased(iri: str, base: str) -> str:
    """An IRI under `base` as the ontology writes it."""
    return DEFAULT_BASE + iri[len(base) :] if iri.startswith(base) else iri
