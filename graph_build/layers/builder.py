"""From facts to the finished graph: every quad, sorted, as canonical N-Quads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from graph_build.errors import FaultyFacts, RusfeltError
from graph_build.iris import Iris
from graph_build.layers.catalogue import meta_triples
from graph_build.layers.derivation import derived_triples, derived_values
from graph_build.layers.describer import Describer
from graph_build.layers.developments import development_triples
from graph_build.layers.reconciliation import reconciled_triples
from graph_build.layers.register_graphs import (
    CLASSES,
    PLAN_LAYER,
    instant_triples,
    register_triples,
)
from graph_build.layers.skolemization import rebased
from graph_build.layers.source_graphs import file_triples
from graph_build.reading.corpus import Corpus
from graph_build.reading.corpus_reader import SHIPPED, load_corpus
from graph_build.reading.resolver import Resolver
from graph_build.verification.checks import check_corpus
from graph_build.verification.texts import check_texts
from ontology import DEFAULT_BASE, load_vocabulary
from ontology.vocabulary import CODELIST_FILES, FOLDER, ONTOLOGY_FILES, read_turtle


@dataclass(frozen=True)
class BuiltGraph:
    """Canonical N-Quads, and how many quads and claims of each graph it has."""

    nquads: bytes
    quads: tuple[Quad, ...]
    graphs: Mapping[str, int]
    claims: Mapping[str, int]
    statements: Mapping[str, int]

    @property
    def sha256(self) -> str:
        """The hash of the N-Quads."""
        return sha256(self.nquads).hexdigest()


def valid_base(base: str) -> str:
    """The base IRI, checked: absolute http(s), ending in a slash."""
    if not base.startswith(("https://", "http://")) or not base.endswith("/"):
        raise RusfeltError(f"base IRI {base!r}: an http or https IRI that ends in / is needed")
    # These end an IRI in N-Triples, or would begin a query or fragment of every IRI under the base.
    if any(character in base for character in ' <>"{}|\\^`#?') or not base.isprintable():
        raise RusfeltError(f"base IRI {base!r} has a character that no base IRI may have")
    return base


def checked_corpus(
    facts: Path | Corpus = SHIPPED, sources: Path | None = None, base: str = DEFAULT_BASE
) -> Resolver:
    """The facts, every fault of form, of links and (with `sources`) of words reported at once.

    `facts`: a folder, else what was read already. FaultyFacts has the faults.
    """
    corpus = load_corpus(facts) if isinstance(facts, Path) else facts
    resolver = Resolver(Iris(valid_base(base)), load_vocabulary(), corpus)
    faults = [*corpus.faults, *check_corpus(resolver)]
    if sources is not None:
        faults += check_texts(corpus, sources)
    # Last, and only on sound facts: a value with a missing input would be told as a second fault.
    if not faults:
        faults += derived_values(corpus)[1]
    if faults:
        raise FaultyFacts(faults)
    return resolver


def graph_triples(describe: Describer, shapes: Iterable[Path]) -> Iterator[tuple[str, Triple]]:
    """Graph name and triple of everything but the description of the data set itself."""
    iris, corpus = describe.resolver.iris, describe.resolver.corpus
    for _, facts in corpus.files:
        name = f"source/{facts.source}"
        yield from ((name, triple) for triple in file_triples(describe, facts))
    for register in CLASSES:
        name = "plan" if register in PLAN_LAYER else "codelists"
        yield from ((name, triple) for triple in register_triples(describe, register))
    yield from (("codelists", triple) for triple in instant_triples(describe))
    values = derived_values(corpus)[0]
    yield from (("derived", triple) for triple in derived_triples(describe, values))
    yield from (("derived", triple) for triple in development_triples(describe))
    yield from (("reconciled", triple) for triple in reconciled_triples(describe))
    files = [("ontology", FOLDER / name) for name in ONTOLOGY_FILES]
    files += [("codelists", FOLDER / name) for name in CODELIST_FILES]
    files += [("shapes", path) for path in sorted(shapes)]
    for name, path in files:
        yield from ((name, triple) for triple in rebased(iris, read_turtle(path)))


def build_graph(resolver: Resolver, shapes: Iterable[Path] = ()) -> BuiltGraph:
    """The finished graph. Pure: the same facts, ontology, shapes and base give the same bytes."""
    describe, iris = Describer(resolver), resolver.iris
    # A set: a triple that two files say in one graph stands there once.
    quads = {
        Quad(triple.subject, triple.predicate, triple.object, iris.graph(name))
        for name, triple in graph_triples(describe, shapes)
    }
    # The description of the data set counts the other graphs, so it is made when they are whole.
    names = {_graph_name(iris, quad) for quad in quads} | {"meta"}
    meta = iris.graph("meta")
    quads |= {
        Quad(triple.subject, triple.predicate, triple.object, meta)
        for triple in meta_triples(describe, quads, names)
    }
    return _finished(resolver.corpus, iris, quads)


def _graph_name(iris: Iris, quad: Quad) -> str:
    assert isinstance(quad.graph_name, NamedNode)
    return quad.graph_name.value.removeprefix(iris.base + "graph/")


def _finished(corpus: Corpus, iris: Iris, quads: Iterable[Quad]) -> BuiltGraph:
    # Canonical order is that of the written lines: code points, so a locale cannot change it.
    lines = sorted((f"{quad} .", quad) for quad in quads)
    ordered = tuple(quad for _, quad in lines)
    sizes = Counter(_graph_name(iris, quad) for quad in ordered)
    claims = Counter[str]()
    for _, facts in corpus.files:
        claims[facts.source] += len(facts.claim)
    return BuiltGraph(
        nquads="".join(line + "\n" for line, _ in lines).encode(),
        quads=ordered,
        graphs=dict(sorted(sizes.items())),
        claims=dict(claims),
        statements=dict(sorted(Counter(one.source for one in corpus.stated).items())),
    )
