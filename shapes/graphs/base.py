"""Under which base a graph seems to use the model's terms."""

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Triple

from graph_build.iris import Iris
from ontology import load_vocabulary
from ontology.vocabulary import PREFIXES

# The model's terms are {base}def#Name, under whatever base they were built.
MARK = "def#"


def other_base(data: Iterable[Quad | Triple], base: str) -> str | None:
    """The base of most of the model's terms in `data`, where it is not `base`; None where there is none."""
    terms = {iri.removeprefix(PREFIXES["rf"]) for iri in load_vocabulary().terms}
    found = Counter(
        start
        for iri in _used(data)
        for start, mark, name in [iri.rpartition(MARK)]
        if mark and name in terms
    )
    common = found.most_common(1)
    return common[0][0] if common and common[0][0] != Iris(base).base else None


def _used(data: Iterable[Quad | Triple]) -> Iterator[str]:
    for one in data:
        yield one.predicate.value
        if isinstance(one.object, NamedNode):
            yield one.object.value
