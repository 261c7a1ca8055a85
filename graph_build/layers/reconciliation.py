"""The reconciled graph: a fact for each thing stated, a pair for each two figures that a reader could connect."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from pyoxigraph import NamedNode, Triple

from graph_build.comparison.comparable import Comparable, comparables
from graph_build.comparison.consistency import Consistency
from graph_build.comparison.relevance import connected
from graph_build.comparison.verdict import Verdict, verdict
from graph_build.layers.describer import Describer
from graph_build.layers.figure_words import AND, about_words, value_words
from graph_build.layers.reason import LANGUAGES, Reason

# From the least of agreement to the most; a group has the least of its pairs.
ONE_THING = ("possible-conflict", "same-within-rounding", "same-fact")


def reconciled_triples(describe: Describer) -> Iterator[Triple]:
    """Every fact and every pair."""
    corpus = describe.resolver.corpus
    figures = tuple(comparables(corpus))
    consistency = Consistency(corpus, figures)
    same: dict[int, list[int]] = {}
    for number, figure in enumerate(figures):
        # The first figure of each group stands for it: to be about one thing is transitive.
        first = next((one for one in same if _one_thing(consistency, figures[one], figure)), number)
        same.setdefault(first, []).append(number)
    for group in same.values():
        yield from _fact(describe, consistency, [figures[number] for number in group])
    for one, other in combinations(figures, 2):
        if connected(corpus, one, other):
            yield from _pair(describe, one, other, verdict(consistency, one, other))


def _one_thing(consistency: Consistency, one: Comparable, other: Comparable) -> bool:
    if not connected(consistency.corpus, one, other):
        return False
    found = verdict(consistency, one, other)
    return found.ground in ONE_THING


def _fact(
    describe: Describer, consistency: Consistency, same: Sequence[Comparable]
) -> Iterator[Triple]:
    first = same[0].stated
    fact = describe.resolver.iris.thing("reconciled", f"{first.kind}-{first.id}")
    yield from describe.types(fact, "rf:ReconciledFact", "prov:Entity")
    labels = [(lang, _label(describe, same[0], lang)) for lang in LANGUAGES]
    yield from describe.texts(fact, "rdfs:label", labels)
    found = {verdict(consistency, one, other).outcome for one, other in combinations(same, 2)}
    outcome = next((one for one in ONE_THING if one in found), "single")
    yield describe.link(fact, "rf:outcome", _code(describe, "outcome", outcome))
    for figure in same:
        yield describe.link(fact, "rf:reconciles", _statement(describe, figure))
        yield describe.link(fact, "prov:wasDerivedFrom", _statement(describe, figure))


def _pair(
    describe: Describer, one: Comparable, other: Comparable, found: Verdict
) -> Iterator[Triple]:
    slug = f"{one.stated.kind}-{one.stated.id}--{other.stated.id}"
    pair = describe.resolver.iris.thing("alignment", slug)
    yield from describe.types(pair, "rf:Alignment", "prov:Entity")
    labels = [
        (lang, f"{_label(describe, one, lang)} {AND[lang]} {_label(describe, other, lang)}")
        for lang in LANGUAGES
    ]
    yield from describe.texts(pair, "rdfs:label", labels)
    yield from describe.texts(pair, "rf:reason", Reason(describe, one, other, found).items())
    for figure in (one, other):
        yield describe.link(pair, "rf:aligns", _statement(describe, figure))
        yield describe.link(pair, "prov:wasDerivedFrom", _statement(describe, figure))
    yield describe.link(pair, "rf:outcome", _code(describe, "outcome", found.outcome))
    for property, names in (("rf:differsIn", found.differs), ("rf:unknownIn", found.unknown)):
        for name in names:
            yield describe.link(pair, property, _code(describe, "difference", name))
    if found.outcome == "part-of" and found.part and found.whole:
        yield describe.link(pair, "rf:alignsPart", _statement(describe, found.part))
        yield describe.link(pair, "rf:alignsWhole", _statement(describe, found.whole))


def _label(describe: Describer, figure: Comparable, language: str) -> str:
    about = about_words(describe, figure, language, names=("population", "period"))
    return f"{about}: {value_words(describe, figure, language)}"


def _statement(describe: Describer, figure: Comparable) -> NamedNode:
    return describe.resolver.iris.thing(figure.stated.kind, figure.stated.id)


def _code(describe: Describer, scheme: str, code: str) -> NamedNode:
    found = describe.resolver.link(scheme, code)
    assert found is not None, code
    return found
