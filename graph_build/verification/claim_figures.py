"""The figures of a claim, to hold its labels to: their values, amounts, units, years, and from which to which they go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from graph_build.reading.corpus import statement_lists
from graph_build.reading.resolver import Resolver
from graph_build.scan.scanner import scan
from graph_build.schema.claims import Claim
from graph_build.schema.measurements import Comparison, Funding, Observation
from graph_build.schema.registers import Period
from graph_build.schema.statements import Figure, Statement
from graph_build.verification.readings import DATED, number_of


@dataclass(frozen=True)
class ClaimFigures:
    """What a label may say.

    `values`: of its statements, and of what its words count. `amounts`: of money, where it states one.
    `units`: in words of three languages. `years`: of each observed value, those of its dated periods.
    `steps`: pairs of values, each with the one that it became.
    """

    values: frozenset[Decimal]
    amounts: frozenset[Decimal]
    units: frozenset[str]
    years: Mapping[Decimal, frozenset[int]]
    steps: frozenset[tuple[Decimal, Decimal]]


def claim_figures(resolver: Resolver, source: str, claim: Claim) -> ClaimFigures:
    """The figures of the claim, and of the statements that it compares."""
    statements = [one for _, many in statement_lists(claim) for one in many]
    figures = [one for one in statements if isinstance(one, Figure)]
    observed = [one for one in statements if isinstance(one, Observation)]
    amounts = [one.amount for one in figures if isinstance(one, Funding)]
    said = list(_said(claim))
    if amounts:
        amounts += [value for kind, value in said if kind == "money"]
    counted = [value for kind, value in said if kind not in DATED]
    return ClaimFigures(
        values=frozenset([*(abs(number_of(one)[1]) for one in figures), *counted]),
        amounts=frozenset(amounts),
        units=frozenset(_units(resolver, figures)),
        years=_years(resolver, observed),
        steps=frozenset(_steps(resolver, source, statements, observed)),
    )


def _said(claim: Claim) -> Iterator[tuple[str, Decimal]]:
    """Kind and value of the numbers in the words of the claim."""
    for span in claim.spans:
        for found in scan(span.fragment or ""):
            if isinstance(found.value, Decimal):
                yield found.kind, found.value


def _units(resolver: Resolver, figures: list[Figure]) -> Iterator[str]:
    vocabulary = resolver.vocabulary
    for one in figures:
        code = vocabulary.codes.get(("unit", getattr(one, "unit", "")))
        for language in ("nb", "nn", "en") if code else ():
            label = vocabulary.label(code or "", language)
            if label:
                # Without the short form that follows it in brackets: labels of claims write the long one.
                yield label.partition(" (")[0]


def _dated(resolver: Resolver, one: Observation) -> Period | None:
    period = resolver.corpus.entries["period"].get(one.period)
    return period if isinstance(period, Period) and period.start else None


def _years(resolver: Resolver, observed: list[Observation]) -> Mapping[Decimal, frozenset[int]]:
    found = dict[Decimal, frozenset[int]]()
    for one in observed:
        period = _dated(resolver, one)
        if period and period.start and period.end:
            years = frozenset(range(period.start.year, period.end.year + 1))
            found[abs(one.value)] = found.get(abs(one.value), frozenset()) | years
    return found


def _steps(
    resolver: Resolver, source: str, statements: list[Statement], observed: list[Observation]
) -> Iterator[tuple[Decimal, Decimal]]:
    for one, two in permutations(observed, 2):
        first, last = _dated(resolver, one), _dated(resolver, two)
        alike = (one.indicator, one.population, one.area) == (
            two.indicator,
            two.population,
            two.area,
        )
        if alike and first and last and first.start and last.start and first.start < last.start:
            yield abs(one.value), abs(two.value)
    for statement in statements:
        if isinstance(statement, Comparison):
            sides = (statement.from_observation, statement.to_observation)
            values = [_value(resolver, f"{source}-{side}") for side in sides]
            if values[0] is not None and values[1] is not None and values[0] != values[1]:
                yield values[0], values[1]


def _value(resolver: Resolver, id: str) -> Decimal | None:
    found = (one.statement for one in resolver.corpus.stated if one.id == id)
    return next((abs(one.value) for one in found if isinstance(one, Observation)), None)
