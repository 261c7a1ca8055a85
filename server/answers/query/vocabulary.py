"""What one can ask for: classes and their properties as ontology and shapes have them; the graph is not asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from ontology import DEFAULT_BASE, load_vocabulary
from ontology.vocabulary import FOLDER, ONTOLOGY_FILES, PREFIXES, read_turtle
from server.answers.elements.names import address, short
from shapes.engines.shapes_graph import shape_files

SH, RDF, RDFS, OWL = (PREFIXES[one] for one in ("sh", "rdf", "rdfs", "owl"))
# What nearly every class has by its shape, and what a query needs: `a` is offered without it.
PRESET = ("rf", "rdfs", "skos", "prov")


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property: its prefixed name, its label with the language of that, where it is described here."""

    name: str
    label: str
    lang: str | None
    href: str


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """A class with the properties of its things: those that each must have, then the others, by name."""

    term: Term
    required: tuple[Term, ...]
    optional: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class QueryVocabulary:
    """Classes and properties by name, and the prefixes of their names."""

    prefixes: Mapping[str, str]
    classes: tuple[ClassTerm, ...]
    properties: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Completions:
    """A vocabulary, small: names with labels, and of a class the places of its properties, required and optional."""

    prefixes: Mapping[str, str]
    properties: tuple[tuple[str, str], ...]
    classes: tuple[tuple[str, str, tuple[int, ...], tuple[int, ...]], ...]


@cache
def query_vocabulary(base: str, languages: tuple[str, ...]) -> QueryVocabulary:
    """The terms for a reader of these languages, over a graph of that base."""
    demands = _demands()
    iris = {iri for properties in demands.values() for iri in properties} | _own_properties()
    properties = {iri: _term(iri, base, languages) for iri in sorted(iris)}
    classes = [
        _class(iri, found, properties, base, languages) for iri, found in sorted(demands.items())
    ]
    terms = [*properties.values(), *(one.term for one in classes)]
    used = {one.name.partition(":")[0] for one in terms}
    prefixes = {name: iri for name, iri in prefixes_of(base).items() if name in used}
    return QueryVocabulary(
        prefixes,
        tuple(sorted(classes, key=lambda one: _own_first(one.term))),
        tuple(sorted(properties.values(), key=_own_first)),
    )


def prefixes_of(base: str) -> Mapping[str, str]:
    """The usual prefixes, ours for the terms under a base."""
    return {**PREFIXES, "rf": base + "def#"}


def preset(base: str) -> str:
    """The prefixes that a new query begins with."""
    known = prefixes_of(base)
    return "".join(f"PREFIX {one}: <{known[one]}>\n" for one in PRESET)


def completions(vocabulary: QueryVocabulary) -> Completions:
    """The vocabulary for an editor."""
    places = {one.name: place for place, one in enumerate(vocabulary.properties)}
    return Completions(
        vocabulary.prefixes,
        tuple((one.name, one.label) for one in vocabulary.properties),
        tuple(
            (
                one.term.name,
                one.term.label,
                tuple(places[each.name] for each in one.required),
                tuple(places[each.name] for each in one.optional),
            )
            for one in vocabulary.classes
        ),
    )


def _own_first(term: Term) -> tuple[bool, str]:
    return not term.name.startswith("rf:"), term.name.lower()


def _class(
    iri: str,
    demands: Mapping[str, bool],
    properties: Mapping[str, Term],
    base: str,
    languages: Sequence[str],
) -> ClassTerm:
    by_name = sorted(demands, key=lambda one: _own_first(properties[one]))
    return ClassTerm(
        _term(iri, base, languages),
        tuple(properties[one] for one in by_name if demands[one]),
        tuple(properties[one] for one in by_name if not demands[one]),
    )


def _term(iri: str, base: str, languages: Sequence[str]) -> Term:
    known = load_vocabulary()
    lang = next((one for one in languages if known.label(iri, one)), None)
    label = known.label(iri, lang) if lang else None
    own = iri.replace(DEFAULT_BASE, base, 1) if iri.startswith(DEFAULT_BASE) else iri
    name = short(base, own)
    return Term(name, label or name.rpartition(":")[2], lang, address(base, own))


def _demands() -> Mapping[str, Mapping[str, bool]]:
    """The properties that the shapes know of each class, and whether it must have them; of its superclasses too."""
    by_subject = dict[object, list[Triple]]()
    for triple in _shapes():
        by_subject.setdefault(triple.subject, []).append(triple)
    found = dict[str, dict[str, bool]]()
    for node, triples in by_subject.items():
        for target in _objects(triples, "targetClass"):
            properties = found.setdefault(target.value, {})
            for shape in _objects(by_subject[node], "property"):
                for path, required in _path(by_subject.get(shape, [])):
                    properties[path] = properties.get(path, False) or required
    above = _superclasses()
    return {iri: _inherited(iri, found, above) for iri in found}


def _inherited(
    iri: str, found: Mapping[str, Mapping[str, bool]], above: Mapping[str, frozenset[str]]
) -> Mapping[str, bool]:
    merged, seen, left = dict[str, bool](), set[str](), [iri]
    while left:
        one = left.pop()
        if one not in seen:
            seen.add(one)
            left += above.get(one, ())
            for path, required in found.get(one, {}).items():
                merged[path] = merged.get(path, False) or required
    return merged


def _path(triples: Iterable[Triple]) -> Iterator[tuple[str, bool]]:
    """The property of a property shape, and whether there must be one; none of a path with several steps."""
    least = [one.object for one in triples if one.predicate.value == SH + "minCount"]
    required = any(isinstance(one, Literal) and one.value != "0" for one in least)
    for path in _objects(triples, "path"):
        yield path.value, required


def _objects(triples: Iterable[Triple], name: str) -> Iterator[NamedNode]:
    for one in triples:
        if one.predicate.value == SH + name and isinstance(one.object, NamedNode):
            yield one.object


@cache
def _shapes() -> tuple[Triple, ...]:
    return tuple(triple for path in shape_files() for triple in read_turtle(path))


@cache
def _ontology() -> tuple[Triple, ...]:
    return tuple(triple for name in ONTOLOGY_FILES for triple in read_turtle(FOLDER / name))


def _superclasses() -> Mapping[str, frozenset[str]]:
    found = dict[str, set[str]]()
    for one in _ontology():
        if (
            one.predicate.value == RDFS + "subClassOf"
            and isinstance(one.subject, NamedNode)
            and isinstance(one.object, NamedNode)
        ):
            found.setdefault(one.subject.value, set()).add(one.object.value)
    return {iri: frozenset(above) for iri, above in found.items()}


def _own_properties() -> set[str]:
    kinds = {OWL + "ObjectProperty", OWL + "DatatypeProperty"}
    return {
        one.subject.value
        for one in _ontology()
        if one.predicate.value == RDF + "type"
        and isinstance(one.object, NamedNode)
        and one.object.value in kinds
        and isinstance(one.subject, NamedNode)
        and one.subject.value.startswith(PREFIXES["rf"])
    }
