"""What is said of the nodes of a graph, wherever it comes from: a store, or an answer that was fetched."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph_build.iris import Iris
from ontology import LANGUAGES
from ontology.vocabulary import PREFIXES, load_vocabulary
from shapes.graphs.locale_forms import day_in, number_in
from shapes.graphs.terms import Term, Texts, day_of, last_part, number_of, unbased

NOTHING: Texts = {"nb": "ingenting", "nn": "ingenting", "en": "nothing"}
LABELS = ("rdfs:label", "skos:prefLabel")
Described = Mapping[NamedNode, Sequence[tuple[NamedNode, Term | Triple]]]


@lru_cache(1_000)
def _term(base: str, curie: str) -> NamedNode:
    prefix, _, local = curie.partition(":")
    return NamedNode(Iris(base).rebase(PREFIXES[prefix] + local))


@dataclass(frozen=True)
class Properties(ABC):
    """The properties of nodes; terms of the model stand under `base`."""

    base: str

    @abstractmethod
    def values(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """The values of a property, sorted by their N-Triples text, each once; none of a literal."""

    def term(self, curie: str) -> NamedNode:
        """The IRI of a prefixed name, own terms under the base of the data."""
        return _term(self.base, curie)

    def objects(self, subject: Term, curie: str) -> list[Term]:
        """The same for a property given by its prefixed name."""
        return self.values(subject, self.term(curie))

    def things(self, subject: Term, curie: str) -> list[NamedNode]:
        """The values that are IRIs."""
        return [one for one in self.objects(subject, curie) if isinstance(one, NamedNode)]

    def text(self, subject: Term, curie: str) -> str | None:
        """The first literal of a property."""
        texts = (one for one in self.objects(subject, curie) if isinstance(one, Literal))
        return next((one.value for one in texts), None)

    def is_a(self, subject: Term, curie: str) -> bool:
        """Whether the node is said to be of the class; subclasses are not looked at."""
        return self.term(curie) in self.objects(subject, "rdf:type")

    def labels(self, term: Term) -> Texts:
        """The label in each language that has one; of a term of the ontology, that of the ontology."""
        found = {
            one.language or "": one.value
            # Later entries of a dict win, so the first of LABELS is looked up last.
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
        """A term for people: a label, a number or day as the language writes it, else its text."""
        match term:
            case None:
                return NOTHING[language]
            case NamedNode(value=iri):
                labels = self.labels(term)
                return labels.get(language) or labels.get("") or last_part(iri)
            case BlankNode():
                return str(term)
        if (number := number_of(term)) is not None:
            return number_in(number, language)
        day = day_of(term)
        return term.value if day is None else day_in(day, language)


@dataclass(frozen=True)
class Description(Properties):
    """What `DataGraph.describe`, or any engine asked the same question, gave of some nodes."""

    described: Described
    _known: dict[NamedNode, dict[NamedNode, list[Term]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def values(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """The values of a property, in the order of the description; a triple as a value is left out."""
        if not isinstance(subject, NamedNode):
            return []
        said = self._known.get(subject)
        if said is None:
            said = self._known[subject] = {}
            for one, value in self.described.get(subject, ()):
                if not isinstance(value, Triple):
                    said.setdefault(one, []).append(value)
        return list(said.get(predicate, ()))
