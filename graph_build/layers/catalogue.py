"""The data set about itself: DCAT catalogue, VoID counts, the named graphs and what they hold."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph_build.layers.describer import Describer
from graph_build.layers.skolemization import rebased
from graph_build.literals import XSD
from ontology.vocabulary import read_turtle

CATALOG = Path(__file__).parent / "catalog.ttl"
# bokmål, nynorsk, English.
GRAPH_NAMES: Mapping[str, tuple[str, str, str]] = {
    "reconciled": ("avstemming", "avstemming", "reconciliation"),
    "derived": ("utledede verdier", "utleidde verdiar", "derived values"),
    "codelists": ("kodelister og registre", "kodelister og register", "code lists and registers"),
    "plan": ("planer, mål og tiltak", "planar, mål og tiltak", "plans, goals and measures"),
    "ontology": ("ordforråd", "ordforråd", "ontology"),
    "shapes": ("regler for grafen", "reglar for grafen", "shapes"),
    "meta": ("om datasettet", "om datasettet", "about the data set"),
}


def graph_label(name: str) -> tuple[tuple[str, str], ...]:
    """The name of a named graph in three languages."""
    if name.startswith("source/"):
        number = name.rsplit("/", 1)[1]
        return (("nb", f"kilde {number}"), ("nn", f"kjelde {number}"), ("en", f"source {number}"))
    return tuple(zip(("nb", "nn", "en"), GRAPH_NAMES[name], strict=True))


def meta_triples(
    describe: Describer, quads: Iterable[Quad], names: Iterable[str]
) -> Iterator[Triple]:
    """The catalogue, and counts of the quads given (all graphs but this one)."""
    iris = describe.resolver.iris
    yield from rebased(iris, read_turtle(CATALOG))
    dataset = iris.thing("dataset", "rusfelt")
    counted = list(quads)
    # Distinct triples: a client that reads the union of the graphs counts one that two graphs have once.
    yield _count(describe, dataset, "void:triples", len({quad.triple for quad in counted}))
    yield _count(
        describe, dataset, "void:distinctSubjects", len({quad.subject for quad in counted})
    )
    yield _count(describe, dataset, "void:properties", len({quad.predicate for quad in counted}))
    sizes = Counter(quad.graph_name for quad in counted)
    for name in sorted(names):
        graph = iris.graph(name)
        yield from describe.types(graph, "sd:Graph", "void:Dataset")
        yield from describe.texts(graph, "rdfs:label", graph_label(name))
        yield describe.link(dataset, "void:subset", graph)
        if sizes[graph]:
            yield _count(describe, graph, "void:triples", sizes[graph])


def _count(describe: Describer, subject: NamedNode, property: str, count: int) -> Triple:
    number = Literal(str(count), datatype=NamedNode(XSD + "integer"))
    return Triple(subject, describe.resolver.term(property), number)
