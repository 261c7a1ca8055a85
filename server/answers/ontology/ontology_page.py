"""The ontology: its classes and properties, each with its definition and what else is said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Triple

from ontology.vocabulary import PREFIXES
from server.answers.elements.names import Named, Names
from server.answers.things.rows import Row, in_language, mentioned, outgoing
from server.repository.interface import Pairs, Repository, Term

TYPE = NamedNode(PREFIXES["rdf"] + "type")
DEFINITION = NamedNode(PREFIXES["skos"] + "definition")
# Said of every term elsewhere on the page.
HIDDEN = frozenset(
    {DEFINITION.value, TYPE.value} | {PREFIXES["rdfs"] + name for name in ("label", "isDefinedBy")}
)


@dataclass(frozen=True, slots=True)
class OntologyTerm:
    """A term of the ontology; `anchor` is its local name."""

    anchor: str
    name: Named
    definition: str
    lang: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """Its terms, by IRI."""

    classes: tuple[OntologyTerm, ...]
    properties: tuple[OntologyTerm, ...]


def ontology(repository: Repository, languages: Sequence[str]) -> Ontology:
    """The ontology as its page says it, in two questions."""
    own = repository.base + "def#"
    description = _described(repository)
    terms = {node: pairs for node, pairs in description.items() if node.value.startswith(own)}
    nodes = {one for pairs in terms.values() for one in mentioned(pairs)} | terms.keys()
    names = Names.of(repository, nodes, languages)
    found: dict[str, list[OntologyTerm]] = {"Class": [], "Property": []}
    for node, pairs in terms.items():
        kinds = {_owl(value) for predicate, value in pairs if predicate == TYPE}
        for ending, there in found.items():
            if any(kind.endswith(ending) for kind in kinds):
                there.append(_term(node, pairs, names, languages))
    return Ontology(tuple(found["Class"]), tuple(found["Property"]))


def _described(repository: Repository) -> Mapping[NamedNode, Pairs]:
    """What the graph of the ontology says of each term, sorted by term."""
    triples = repository.graph(repository.base + "graph/ontology")
    named = [one for one in triples if isinstance(one.subject, NamedNode)]
    named.sort(key=lambda one: (_iri(one), one.predicate.value, str(one.object)))
    return {
        NamedNode(iri): tuple((one.predicate, one.object) for one in group)
        for iri, group in groupby(named, key=_iri)
    }


def _iri(triple: Triple) -> str:
    assert isinstance(triple.subject, NamedNode)
    return triple.subject.value


def _owl(value: Term) -> str:
    """The local name of a term of OWL, empty for all others."""
    owl = PREFIXES["owl"]
    return (
        value.value[len(owl) :]
        if isinstance(value, NamedNode) and value.value.startswith(owl)
        else ""
    )


def _term(node: NamedNode, pairs: Pairs, names: Names, languages: Sequence[str]) -> OntologyTerm:
    definitions = in_language([text for one, text in pairs if one == DEFINITION], languages)
    texts = [text for text in definitions if isinstance(text, Literal)]
    rows = outgoing(pairs, names, languages)
    return OntologyTerm(
        anchor=node.value.rsplit("#", 1)[1],
        name=names.named(node),
        definition=texts[0].value if texts else "",
        lang=texts[0].language if texts else None,
        rows=tuple(row for row in rows if row.predicate.iri not in HIDDEN),
    )
