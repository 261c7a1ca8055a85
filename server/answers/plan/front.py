"""The front page: figures with their words, promise and outcome in small, what these texts cannot tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.elements.figures import Figure, Reader
from server.answers.elements.names import Named
from server.answers.plan.plan_elements import PlanReader
from server.repository.interface import Counts, Repository


@dataclass(frozen=True, slots=True)
class Development:
    """How something went: baseline, target and outcome, as far as a text gives them."""

    indicator: Named
    population: Named | None
    baseline: Figure | None
    target: Figure | None
    outcome: Figure | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A goal in small: how many measures it has, how many are followed up, how many are not."""

    number: int
    goal: Named
    measures: int
    followed_up: int
    gaps: int
    figures: int


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the graph has, and where to begin; all but `counts` is empty of a graph that has no plan."""

    counts: Counts
    developments: tuple[Development, ...]
    promises: tuple[Promise, ...]
    sources: tuple[Named, ...]
    gaps: tuple[Named, ...]


def front_page(repository: Repository, languages: Sequence[str]) -> FrontPage:
    """The front page, in eight questions."""
    plan = PlanReader.of(repository, languages)
    own = repository.members(("Development", "Source"))
    reader = Reader.of(
        repository,
        [*own["Development"], *own["Source"], *plan.members["Gap"]],
        languages,
        ("rf:baseline", "rf:target", "rf:outcomeFigure", "rf:gapAbout"),
    )
    found = [_development(reader, one) for one in own["Development"]]
    about = [one for gap in plan.members["Gap"] for one in reader.said.of(gap).nodes("rf:gapAbout")]
    return FrontPage(
        counts=repository.counts(),
        developments=tuple(sorted((one for one in found if one is not None), key=_rank)),
        promises=_promises(plan),
        sources=reader.names.all(own["Source"]),
        gaps=reader.names.all(about),
    )


def _development(reader: Reader, node: NamedNode) -> Development | None:
    said = reader.said.of(node)
    indicator = said.node("rf:indicator")
    if indicator is None:
        return None

    def figure(name: str) -> Figure | None:
        found = said.node(name)
        return None if found is None else reader.figure(found)

    return Development(
        reader.names.named(indicator),
        reader.named(said.node("rf:population")),
        figure("rf:baseline"),
        figure("rf:target"),
        figure("rf:outcomeFigure"),
    )


def _rank(one: Development) -> tuple[bool, bool, str]:
    """Those with both ends first, and of these the dated ones."""
    outcome = one.outcome
    undated = outcome is None or outcome.period is None or not outcome.period.dated
    return (one.baseline is None or outcome is None, undated, one.indicator.iri)


def _promises(plan: PlanReader) -> tuple[Promise, ...]:
    return tuple(
        Promise(
            row.number,
            row.goal,
            len(row.measures),
            sum(bool(one.follow_ups) for one in row.measures),
            sum(bool(one.gaps) for one in row.measures),
            sum(len(one.figures) for one in row.indicators),
        )
        for row in plan.goals()
    )
