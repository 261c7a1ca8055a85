"""Figures side by side: what one could take for another, and why it is not; what agrees."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.answers.compare.pairs import Pair, pairs
from server.answers.elements.figures import Figure
from server.answers.elements.names import Named
from server.answers.orders.paging import Slice
from server.repository.interface import Repository

MOST = 25
# What one could take for the other comes before what is the same; the more alike, the earlier.
CONFUSABLE = ("possible-conflict", "unknown", "differs-in")
QUERY = """PREFIX rf: <{base}def#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?outcome ?reason ?one ?other WHERE {{
  ?pair a rf:Alignment ; rf:outcome/skos:prefLabel ?outcome ; rf:reason ?reason ; rf:aligns ?one, ?other .
  FILTER(STR(?one) < STR(?other) && LANG(?outcome) = "{lang}" && LANG(?reason) = "{lang}")
}}
ORDER BY ?outcome ?reason
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that pairs can be filtered by: its code and name, how many pairs it leaves, whether it is chosen."""

    code: str
    name: Named
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """What pairs can be filtered by: the name of the parameter, and its values."""

    parameter: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The pairs that are left, of which the page has a `slice`; `alike` are figures of one unit that are all told apart there."""

    facets: tuple[Facet, ...]
    alike: tuple[Figure, ...]
    pairs: tuple[Pair, ...]
    slice: Slice


def every_pair(repository: Repository, languages: Sequence[str]) -> tuple[Pair, ...]:
    """All pairs, what can be confused first; three questions."""
    found = pairs(repository, repository.members(["Alignment"])["Alignment"], languages)
    return tuple(sorted(found, key=_rank))


def _rank(pair: Pair) -> int:
    return CONFUSABLE.index(pair.code) if pair.code in CONFUSABLE else len(CONFUSABLE)


def compare_page(every: Sequence[Pair], asked: Mapping[str, str], page: int = 1) -> ComparePage:
    """Of all pairs those with the outcome, the difference and the figures of a unit that are asked for."""
    left = pairs_left(every, asked)
    shown = Slice.of(page, MOST, len(left))
    return ComparePage(
        facets=facets(every, asked),
        alike=_alike(left, asked.get("unit", "")),
        pairs=tuple(left[shown.skip : shown.last]),
        slice=shown,
    )


def facets(every: Sequence[Pair], asked: Mapping[str, str]) -> tuple[Facet, ...]:
    """What all pairs can be filtered by, with the number of pairs that each value would leave beside what else is asked for."""
    return tuple(_facet(name, every, asked) for name in FACETS)


def pairs_left(every: Sequence[Pair], asked: Mapping[str, str]) -> list[Pair]:
    """Of all pairs those that have what is asked for."""
    return [one for one in every if all(_has(one, name, asked.get(name, "")) for name in FACETS)]


def _values(pair: Pair, parameter: str) -> dict[str, Named]:
    if parameter == "outcome":
        return {pair.code: pair.outcome}
    if parameter == "differs":
        return {one.iri.rsplit("/", 1)[1]: one for one in pair.differs}
    return {one.unit_code: one.unit for one in pair.figures if one.unit is not None}


FACETS = ("outcome", "differs", "unit")


def _has(pair: Pair, parameter: str, value: str) -> bool:
    return not value or value in _values(pair, parameter)


def _facet(parameter: str, every: Sequence[Pair], asked: Mapping[str, str]) -> Facet:
    others = [name for name in FACETS if name != parameter]
    left = [one for one in every if all(_has(one, name, asked.get(name, "")) for name in others)]
    names = {code: name for one in every for code, name in _values(one, parameter).items()}
    counts = Counter(code for one in left for code in _values(one, parameter))
    choices = (
        Choice(code, name, counts[code], asked.get(parameter) == code)
        for code, name in names.items()
        if counts[code] or asked.get(parameter) == code
    )
    return Facet(parameter, tuple(sorted(choices, key=lambda one: (-one.count, one.code))))


def _alike(left: Sequence[Pair], unit: str) -> tuple[Figure, ...]:
    every = (one for pair in left for one in pair.figures)
    figures = {one.iri: one for one in every if unit and one.unit_code == unit}
    return tuple(sorted(figures.values(), key=lambda one: (-(one.value or 0), one.iri)))
