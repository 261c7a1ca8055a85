"""From the IRI of a thing to the line of the facts that says it: the way back from the graph."""

from collections.abc import Iterator

from graph_build.fact_place import FactPlace, FactPlaces
from graph_build.iris import Iris
from graph_build.reading.corpus import Corpus, Place
from graph_build.reading.corpus_reader import load_corpus
from graph_build.reading.resolver import Resolver
from graph_build.schema.registers import Derived
from ontology import load_vocabulary


def fact_places(resolver: Resolver) -> FactPlaces:
    """IRI of every claim, span, selector, left-out word, statement, registered thing, derived value and input → place."""
    corpus, iris = resolver.corpus, resolver.iris
    found = [*_claims(corpus), *_statements(corpus), *_entries(corpus)]
    return {iris.thing(kind, slug).value: _line(place) for kind, slug, place in found}


def facts_of(base: str) -> FactPlaces:
    """The places of the facts that come with the project, their IRIs under `base`; faulty ones too."""
    return fact_places(Resolver(Iris(base), load_vocabulary(), load_corpus()))


def _line(place: Place) -> FactPlace:
    file, path = place
    return FactPlace(file.name, file.line(path))


def _claims(corpus: Corpus) -> Iterator[tuple[str, str, Place]]:
    for file, facts in corpus.files:
        for number, claim in enumerate(facts.claim):
            slug = f"{facts.source}-{claim.id}"
            yield "claim", slug, (file, ("claim", number))
            for position, span in enumerate(claim.spans):
                place = (file, ("claim", number, "spans", position))
                yield "span", f"{slug}-{position + 1}", place
                for selector in ("position", "quote"):
                    yield "selector", f"{slug}-{position + 1}-{selector}", place
                for word in range(len(span.left_out)):
                    yield "left-out-word", f"{slug}-{position + 1}-{word + 1}", place


def _statements(corpus: Corpus) -> Iterator[tuple[str, str, Place]]:
    for one in corpus.stated:
        yield one.kind, one.id, one.place


def _entries(corpus: Corpus) -> Iterator[tuple[str, str, Place]]:
    for (register, id), place in corpus.entry_places.items():
        yield register, id, place
        entry = corpus.entries[register][id]
        if isinstance(entry, Derived):
            file, path = place
            for name in entry.inputs:
                yield "input", f"{id}-{name}", (file, (*path, "inputs", name))
