import re

import pytest
from pyoxigraph import Literal, NamedNode

from graph_build.layers.builder import BuiltGraph
from ontology import DEFAULT_BASE, load_vocabulary
from ontology.vocabulary import FOLDER, PREFIXES, read_turtle
from shapes.engines.shapes_graph import load_shapes

RDF, RDFS, OWL, SKOS = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos"))
LANGUAGES = {"nb", "nn", "en"}


def described(file: str) -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = {}
    for subject, predicate, value in read_turtle(FOLDER / file):
        if isinstance(subject, NamedNode) and isinstance(value, Literal) and value.language:
            found.setdefault(subject.value, {}).setdefault(predicate.value, set()).add(
                value.language
            )
    return found


@pytest.mark.parametrize(
    ("file", "label"), [("rusfelt.ttl", RDFS + "label"), ("codelists.ttl", SKOS + "prefLabel")]
)
def test_every_term_and_code_has_label_and_definition_in_three_languages(
    file: str, label: str
) -> None:
    texts = described(file)
    terms = {
        triple.subject.value
        for triple in read_turtle(FOLDER / file)
        if isinstance(triple.subject, NamedNode)
        and triple.predicate.value == RDF + "type"
        and "AnnotationProperty" not in str(triple.object)
        and "#Ontology" not in str(triple.object)
    }
    assert len(terms) > 100
    for term in terms:
        assert texts.get(term, {}).get(label) == LANGUAGES, term
        assert texts.get(term, {}).get(SKOS + "definition") == LANGUAGES, term


def test_every_property_and_class_of_the_ontology_is_used(built: BuiltGraph) -> None:
    own = load_vocabulary().terms
    used = {
        str(term)
        for quad in built.quads
        if "graph/ontology" not in str(quad.graph_name)
        for term in quad
    }
    asked = " ".join(one.select for one in load_shapes(DEFAULT_BASE).sparql)
    unused = sorted(iri for iri in own if f"<{iri}>" not in used)
    # The texts are never in the graph: a constraint asks for them while it is validated.
    assert unused == [PREFIXES["rf"] + "text"]
    assert re.search(r"\brf:text\b", asked)


def test_every_own_term_in_the_graph_is_in_the_ontology(built: BuiltGraph) -> None:
    terms = set(re.findall(re.escape(PREFIXES["rf"]) + r"\w+", built.nquads.decode()))
    assert terms <= load_vocabulary().terms


def test_terms_are_refused_where_the_ontology_lacks_them() -> None:
    with pytest.raises(KeyError, match="not in the ontology"):
        load_vocabulary().term("rf:nonsense")


def test_code_lists_of_the_schema_exist() -> None:
    schemes = load_vocabulary().schemes()
    assert {"unit", "direction", "operator", "assertion-mode"} <= schemes


def test_a_label_is_given_in_the_language_asked_for() -> None:
    found = {
        (triple.subject.value, triple.object.language): triple.object.value
        for file in ("rusfelt.ttl", "codelists.ttl")
        for triple in read_turtle(FOLDER / file)
        if isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
        and triple.object.language
        and triple.predicate.value in (RDFS + "label", SKOS + "prefLabel")
    }
    assert len(found) > 900
    vocabulary = load_vocabulary()
    assert {key: vocabulary.label(*key) for key in found} == found
    assert vocabulary.label(PREFIXES["rf"] + "Claim", "de") is None


def test_a_range_is_the_one_that_the_ontology_gives() -> None:
    found = {
        triple.subject.value.removeprefix(PREFIXES["rf"]): triple.object.value
        for triple in read_turtle(FOLDER / "rusfelt.ttl")
        if isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
        and triple.predicate.value == RDFS + "range"
    }
    assert len(found) > 50
    assert {name: load_vocabulary().range(f"rf:{name}") for name in found} == found
    assert load_vocabulary().range("foaf:name") == RDFS + "Literal"
