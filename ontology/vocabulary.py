"""Terms and codes as the Turtle files define them; nothing of the ontology is repeated in Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

DEFAULT_BASE = "https://rusfelt.example/"
# Of labels and pages, the first where nobody asks for another.
LANGUAGES = ("nb", "nn", "en")
FOLDER = Path(__file__).parent
ONTOLOGY_FILES = ("rusfelt.ttl", "cube.ttl", "reused.ttl")
CODELIST_FILES = ("codelists.ttl",)

# The vocabularies that the model reuses, by the prefixes that everybody uses for them.
PREFIXES: Mapping[str, str] = {
    "rf": DEFAULT_BASE + "def#",
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "unit": "http://qudt.org/vocab/unit/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def expanded(curie: str, own: str = PREFIXES["rf"]) -> str:
    """The IRI of a prefixed name; terms of ours are under `own`. KeyError where the prefix is unknown."""
    prefix, _, local = curie.partition(":")
    return (own if prefix == "rf" else PREFIXES[prefix]) + local


def read_turtle(path: Path) -> list[Triple]:
    """Triples of one Turtle file, in the order of the file."""
    return [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]


@dataclass(frozen=True)
class Vocabulary:
    """Own terms (IRIs under the default base) and codes: (scheme, notation) → IRI, and all labels."""

    terms: frozenset[str]
    codes: Mapping[tuple[str, str], str]
    labels: Mapping[tuple[str, str], str]
    ranges: Mapping[str, str]

    def term(self, curie: str) -> NamedNode:
        """The IRI of a prefixed name; KeyError where the prefix or an own term is unknown."""
        iri = expanded(curie)
        if curie.startswith("rf:") and iri not in self.terms:
            raise KeyError(f"{curie} is not in the ontology")
        return NamedNode(iri)

    def range(self, curie: str) -> str:
        """The range of a property as the ontology gives it, or rdfs:Literal."""
        return self.ranges.get(self.term(curie).value, PREFIXES["rdfs"] + "Literal")

    def schemes(self) -> frozenset[str]:
        """Names of the registers that are code lists of the ontology."""
        return frozenset(scheme for scheme, _ in self.codes)

    def codes_of(self, scheme: str) -> tuple[str, ...]:
        """The codes of one scheme, sorted."""
        return tuple(sorted(code for name, code in self.codes if name == scheme))

    def label(self, iri: str, language: str) -> str | None:
        """The label of a term or code in one language."""
        return self.labels.get((iri, language))


@cache
def load_vocabulary() -> Vocabulary:
    """Read the Turtle files once."""
    own, codes = set[str](), dict[tuple[str, str], str]()
    labels, schemes, notations = dict[tuple[str, str], str](), dict[str, str](), dict[str, str]()
    ranges = dict[str, str]()
    for name in ONTOLOGY_FILES + CODELIST_FILES:
        for subject, predicate, value in read_turtle(FOLDER / name):
            if not isinstance(subject, NamedNode):
                continue
            if subject.value.startswith(PREFIXES["rf"]):
                own.add(subject.value)
            local = predicate.value
            if local in (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel"):
                assert isinstance(value, Literal)
                labels[subject.value, value.language or ""] = value.value
            elif local == PREFIXES["rdfs"] + "range" and isinstance(value, NamedNode):
                ranges[subject.value] = value.value
            elif local == PREFIXES["skos"] + "inScheme" and isinstance(value, NamedNode):
                schemes[subject.value] = value.value.rsplit("/", 1)[1]
            elif local == PREFIXES["skos"] + "notation" and isinstance(value, Literal):
                notations[subject.value] = value.value
    for iri, code in notations.items():
        codes[schemes[iri], code] = iri
    return Vocabulary(frozenset(own), codes, labels, ranges)
