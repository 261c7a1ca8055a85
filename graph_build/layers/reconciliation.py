"""Which statements are about the same thing, which only look alike, and what they differ in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import Triple

from graph_build.layers.describer import Describer
from graph_build.layers.source_graphs import observation_label
from graph_build.reading.corpus import Corpus, Stated
from graph_build.schema.measurements import Funding, Observation
from graph_build.schema.registers import Indicator

Key = tuple[tuple[str, str], ...]


# The same thing stated twice has the same key; what only looks alike has the same family.
@dataclass(frozen=True)
class Comparable:
    """A figure reduced to what it is about (dimension → code), its value, and what it looks like."""

    stated: Stated
    family: str
    key: Key
    value: object

    def differences(self, other: "Comparable") -> tuple[str, ...]:
        """The dimensions in which the two are about different things."""
        theirs = dict(other.key)
        return tuple(name for name, code in self.key if theirs.get(name) != code)


def comparables(corpus: Corpus) -> Iterator[Comparable]:
    """Observations and amounts, as figures that can be compared."""
    for one in corpus.stated:
        match one.statement:
            case Observation() as o:
                indicator = corpus.entries["indicator"][o.indicator]
                assert isinstance(indicator, Indicator)
                names = ("indicator", "population", "area", "period", "unit")
                key = tuple((name, getattr(o, name)) for name in names)
                yield Comparable(one, indicator.family, key, o.value)
            case Funding() as f:
                frame = f"{f.kind} {f.frame_of} {f.within} {f.outside}"
                key = (("measure", " ".join(f.funds)), ("frame", frame), ("period", f.period))
                yield Comparable(one, "funding", key, f.amount)


def outcome_of(same: Iterable[Comparable]) -> str:
    """single, agrees or conflicts, for figures about the same thing."""
    figures = list(same)
    if len(figures) == 1:
        return "single"
    return "agrees" if len({figure.value for figure in figures}) == 1 else "conflicts"


def reconciled_triples(describe: Describer) -> Iterator[Triple]:
    """The reconciled graph: a fact for each thing stated, a pair for each two that look alike."""
    figures = list(comparables(describe.resolver.corpus))
    groups: Mapping[Key, list[Comparable]] = defaultdict(list)
    for figure in figures:
        groups[figure.key].append(figure)
    for same in groups.values():
        yield from _fact(describe, same)
    # Pairs across groups within a family: the reader sees why 500 places and 500 million are two things.
    for one, other in combinations(figures, 2):
        if one.family == other.family and one.key != other.key:
            yield from _pair(describe, one, other)
    for same in groups.values():
        for one, other in combinations(same, 2):
            yield from _pair(describe, one, other)


def _fact(describe: Describer, same: list[Comparable]) -> Iterator[Triple]:
    iris = describe.resolver.iris
    first = same[0].stated
    fact = iris.thing("reconciled", f"{first.kind}-{first.id}")
    yield from describe.types(fact, "rf:ReconciledFact", "prov:Entity")
    yield from describe.texts(fact, "rdfs:label", _fact_label(describe, first))
    outcome = describe.resolver.link("outcome", outcome_of(same))
    assert outcome is not None
    yield describe.link(fact, "rf:outcome", outcome)
    for figure in same:
        statement = iris.thing(figure.stated.kind, figure.stated.id)
        yield describe.link(fact, "rf:reconciles", statement)
        yield describe.link(fact, "prov:wasDerivedFrom", statement)


def _fact_label(describe: Describer, first: Stated) -> Iterator[tuple[str, str]]:
    for lang, text in first.claim.label.items():
        if isinstance(first.statement, Observation):
            yield lang, observation_label(describe, first.statement, lang)
        else:
            yield lang, text


def _pair(describe: Describer, one: Comparable, other: Comparable) -> Iterator[Triple]:
    iris = describe.resolver.iris
    slug = f"{one.stated.kind}-{one.stated.id}--{other.stated.id}"
    pair = iris.thing("alignment", slug)
    differs = one.differences(other)
    outcome = "different-things" if differs else outcome_of((one, other))
    if outcome == "conflicts":
        differs = ("value",)
    yield from describe.types(pair, "rf:Alignment", "prov:Entity")
    words = {"nb": "og", "nn": "og", "en": "and"}
    first, second = (dict(_fact_label(describe, figure.stated)) for figure in (one, other))
    labels = [(lang, f"{first[lang]} {word} {second[lang]}") for lang, word in words.items()]
    yield from describe.texts(pair, "rdfs:label", labels)
    for figure in (one, other):
        statement = iris.thing(figure.stated.kind, figure.stated.id)
        yield describe.link(pair, "rf:aligns", statement)
        yield describe.link(pair, "prov:wasDerivedFrom", statement)
    for register, code in [("difference", name) for name in differs] + [("outcome", outcome)]:
        target = describe.resolver.link(register, code)
        assert target is not None
        yield describe.link(
            pair, "rf:differsIn" if register == "difference" else "rf:outcome", target
        )
