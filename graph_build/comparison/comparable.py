"""A figure reduced to what it is about: the dimensions in which it can be the same as another, or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from graph_build.reading.corpus import Corpus, Stated
from graph_build.schema.intentions import Target
from graph_build.schema.measurements import Count, Funding, Observation
from graph_build.schema.registers import Indicator


@dataclass(frozen=True)
class Comparable:
    """A figure: its value, unit and qualifier, and each dimension as a code; None where it has none.

    `kind` is the measure type of an observation, the kind of funding, what a count counts, or `target`. `frame` is
    `of`, `within` or `outside` the plan's frame.
    """

    stated: Stated
    kind: str
    value: Decimal
    unit: str
    qualifier: str | None = None
    indicator: Indicator | None = None
    population: str | None = None
    area: str | None = None
    period: str | None = None
    measures: tuple[str, ...] = ()
    plan: str | None = None
    frame: str | None = None

    @property
    def sort(self) -> str:
        """The kind of statement: observation, target, funding or count."""
        return self.stated.kind

    @property
    def spoken(self) -> Decimal:
        """The number as it is said, without sign: 500 for 500 million kroner, 13 for −13."""
        number = abs(self.value)
        while self.unit == "nok" and number >= 1000:
            number /= 1000
        return number.normalize()


def comparables(corpus: Corpus) -> Iterator[Comparable]:
    """Every observation, target, amount and count, in the order of the facts."""
    for one in corpus.stated:
        match one.statement:
            case Observation() as said:
                yield _observation(one, said, _indicator(corpus, said.indicator))
            case Target() as said:
                yield _target(one, said, _indicator(corpus, said.indicator))
            case Funding() as said:
                yield _funding(one, said)
            case Count(counts=counted, of=plan, value=value):
                yield Comparable(one, counted, Decimal(value), "number", plan=plan)
            case _:
                continue


def _indicator(corpus: Corpus, slug: str) -> Indicator:
    entry = corpus.entries["indicator"][slug]
    assert isinstance(entry, Indicator)
    return entry


def _observation(one: Stated, said: Observation, indicator: Indicator) -> Comparable:
    return Comparable(
        one,
        indicator.measures,
        said.value,
        said.unit,
        qualifier=said.qualifier,
        indicator=indicator,
        population=said.population,
        area=said.area,
        period=said.period,
    )


def _target(one: Stated, said: Target, indicator: Indicator) -> Comparable:
    return Comparable(
        one,
        "target",
        said.value,
        said.unit,
        indicator=indicator,
        population=said.population,
        period=said.period,
        measures=(said.measure,),
    )


def _funding(one: Stated, said: Funding) -> Comparable:
    frames = (("of", said.frame_of), ("within", said.within), ("outside", said.outside))
    stands = next((name for name, plan in frames if plan), None)
    return Comparable(
        one,
        said.kind,
        said.amount,
        said.currency,
        qualifier=said.qualifier,
        period=said.period,
        measures=tuple(sorted(said.funds)),
        plan=said.frame_of or said.within or said.outside or said.plan,
        frame=stands,
    )
