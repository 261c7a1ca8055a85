"""Words rank the figures of the graph, dimensions decide: what a number of a text is to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from server.answers.check.differences import DIMENSIONS, SPECIALISTS, differences, kind_differs
from server.answers.check.graph_side.figure_index import FigureIndex, Subject
from server.answers.check.graph_side.figures import Figure
from server.answers.check.lexis.phrase_book import PARTS
from server.answers.check.period_agreement import period_agrees
from server.answers.check.rounding_side import is_far, number_differs
from server.answers.check.text_side.phrases import Phrase
from server.answers.check.text_side.said_figure import SaidFigure
from server.answers.check.text_side.text_context import PARTLY, Context

# So many near figures are told.
TOLD = 5
# How much of a name must be said: for words that are about something else; for a figure with another number; where
# something else speaks for it. Digits of a number that few have.
MOSTLY, CLEARLY, BARELY = 0.8, 0.4, 0.12
# How much the words that claims say of a figure weigh where one of them is telling.
QUOTED = 2.5
# Lengths of time; and up to what a number in words is a small one.
TELLING = 3
LENGTHS, SMALL = frozenset(("year", "month", "week", "day", "hour")), 12
# Units of which no figure in another one is a rounding.
PLAIN = frozenset(
    (
        "percent",
        "percentage-point",
        "nok",
        "arsverk",
        "day",
        "week",
        "month",
        "hour",
        "person-count",
    )
)
# What a number costs less that is but one digit away.
MISSPELT = 0.6
TELLS_NO_NUMBER = frozenset(("direction", "time"))
# A number is far more telling than another dimension: what differs in it comes last.
COST = {"number": 2.5, "indicator": 2.0, "rounding": 0.5, "unit": 1.5}


@dataclass(frozen=True, slots=True)
class Match:
    """A figure of the graph beside a number of a text, and the dimensions in which they differ."""

    figure: Figure
    differs: tuple[str, ...]
    cost: float
    evidence: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a number, and the figures that it rests on: those that state it first, then the nearest.

    `unread` are words beside it that belong to nothing that the graph knows.
    """

    verdict: str
    matches: tuple[Match, ...]
    unread: tuple[str, ...] = ()


def judged(
    said: SaidFigure, context: Context, index: FigureIndex, near_groups: frozenset[str]
) -> Judgement:
    """What a number is to the figures of the graph."""
    if not (context.scores or said.groups or said.times or _digits(said) > TELLING):
        return Judgement("context" if _is_passing(said, ()) else "not-in-graph", ())
    found = [
        match
        for figure in _candidates(said, context, index)
        if (match := _match(said, figure, context, index, near_groups)) is not None
    ]
    found.sort(key=lambda one: (one.cost, -round(one.evidence, 6), one.figure.iri))
    stating = [one for one in found if not one.differs]
    if stating:
        # Of figures that agree with all that is said, those with the best words, and what states the same fact.
        best = [one for one in stating if one.evidence >= stating[0].evidence * 0.75]
        # Beside them what else there is of the same; a computed one would be told in the words of others.
        subjects = {one.figure.subject for one in best}
        others = [
            one
            for one in found
            if one.differs and one.figure.subject in subjects and not one.figure.derived
        ][:TOLD]
        return Judgement("stated", (*best, *others))
    near = tuple(one for one in found if _is_near(one, context.foreign))[:TOLD]
    if _is_passing(said, near):
        return Judgement("context", ())
    return Judgement("near" if near else "not-in-graph", near, context.unread)


def _is_passing(said: SaidFigure, near: tuple[Match, ...]) -> bool:
    """Whether it is a length of time, or a small number in words, that is of no figure of the graph."""
    for match in near:
        if "indicator" not in match.differs or (said.unit and match.figure.unit == said.unit):
            return False
    in_words = not any(one.isdigit() for one in said.expression.text)
    return said.unit in LENGTHS or (
        said.expression.kind == "number" and in_words and said.value <= SMALL
    )


def _candidates(said: SaidFigure, context: Context, index: FigureIndex) -> Iterator[Figure]:
    """The figures with the same number, and those of the subjects that are named: of others no other number is near."""
    met = set[str]()
    for figure in index.by_value.get(said.size.normalize(), ()):
        if figure.kind not in TELLS_NO_NUMBER and figure.iri not in met:
            met.add(figure.iri)
            yield figure
    # Another number in another unit is near to nothing: most figures end here.
    unit = said.unit if said.unit in PLAIN else ""
    for subject in context.named:
        for figure in subject.figures:
            if figure.value is None or (unit and figure.unit != unit) or figure.iri in met:
                continue
            if figure.kind not in TELLS_NO_NUMBER:
                met.add(figure.iri)
                yield figure


def _match(
    said: SaidFigure,
    figure: Figure,
    context: Context,
    index: FigureIndex,
    near_groups: frozenset[str],
) -> Match | None:
    if _is_of_others(said, figure, context):
        return None
    subject = index.subjects[figure.subject]
    coverage = context.coverage(subject)
    differs = differences(said, figure, index, near_groups)
    if {"rounding", "unit"} <= {*differs}:
        return None
    support = _support(said, figure, index) + _quotes(said, figure, subject, context)
    # The noun of a unit is no other subject: that it is another one is told as such.
    nouns = said.nouns if said.unit else frozenset()
    served_elsewhere = SPECIALISTS in said.groups and "population" in differs
    phrase = context.about(subject)
    named = _named(subject, support, context, phrase, context.unexplained(phrase, subject, nouns))
    # Where nothing but the noun of the unit is said, any number of those would be meant.
    alone = len(said.clause.sentence.words) <= 1
    named = named and (support > 0 or alone or not context.says_only(subject, nouns))
    if served_elsewhere or not named or _rival(said, subject, context, nouns):
        whom = {"population"} if phrase.others and not named else set[str]()
        differs = tuple(one for one in DIMENSIONS if one in {*differs, "indicator", *whom})
    if "indicator" in differs and {"number", "rounding"} & {*differs}:
        return None
    cost = sum(COST.get(one, 1.0) for one in differs) + (0.01 if figure.derived else 0.0)
    if "number" in differs and coverage >= MOSTLY and _is_misspelt(said.size, _size(figure)):
        cost -= MISSPELT
    # A computed number of something that the clause does not speak of at all tells less than another of what it does.
    cost += figure.derived and "indicator" in differs and coverage < BARELY
    return Match(figure, differs, cost, context.scores.get(figure.subject, 0.0), coverage)


def _is_of_others(said: SaidFigure, figure: Figure, context: Context) -> bool:
    """Whether a figure with another number is one of other things, and so not near."""
    if not (is_far(said, _size(figure)) or "number" in number_differs(said, figure)):
        return False
    if (said.unit and said.unit != figure.unit) or not _spoken_of(said, figure, context):
        return True
    return kind_differs(said, figure, context.index.subjects[figure.subject])


def _spoken_of(said: SaidFigure, figure: Figure, context: Context) -> bool:
    """Whether the words speak for a figure with another number; fewer are enough where its group is named and its time."""
    coverage = context.coverage(context.index.subjects[figure.subject])
    if coverage >= CLEARLY or coverage < PARTLY:
        return coverage >= CLEARLY
    groups = said.groups & PARTS & context.index.groups[figure.iri]
    return bool(groups) and period_agrees(said, figure) is True


def _is_misspelt(written: Decimal, held: Decimal) -> bool:
    """Whether two numbers differ in one digit, in the order of digits, or in zeros at the end."""
    one, other = (f"{number.normalize():f}" for number in (written, held))
    if one.replace(".", "").strip("0") == other.replace(".", "").strip("0"):
        return True
    if len(one) != len(other) or len(one) < 2:
        return False
    return sorted(one) == sorted(other) or sum(map(str.__ne__, one, other)) == 1


def _size(figure: Figure) -> Decimal:
    return abs(figure.value or Decimal(0))


def _digits(said: SaidFigure) -> int:
    return len(said.value.normalize().as_tuple().digits)


def _support(said: SaidFigure, figure: Figure, index: FigureIndex) -> int:
    """What speaks for a figure beside the words of its subject: its time, its group, a number that few have."""
    if said.size != _size(figure):
        return 0
    digits = _digits(said) if said.unit == figure.unit else 0
    groups = said.groups & PARTS & index.groups[figure.iri]
    return (
        (period_agrees(said, figure) is True)
        + bool(groups)
        + (digits >= TELLING)
        + (digits > TELLING)
    )


def _quotes(said: SaidFigure, figure: Figure, subject: Subject, context: Context) -> bool:
    """Whether a number is that of a figure, and a telling word that its claims say of it stands beside it."""
    if said.size != _size(figure):
        return False
    return context.evidence((subject.stems - subject.core) & context.local) >= QUOTED


def _named(subject: Subject, support: int, context: Context, phrase: Phrase, others: int) -> bool:
    """Whether a phrase names a subject: well enough for the words in it that are not about it, which are so many."""
    coverage = context.coverage(subject)
    about = len(phrase.stems & subject.stems)
    if coverage >= MOSTLY:
        return others <= 1 + about // 3 and not (phrase.others and others)
    if others > about // 6:
        return False
    return coverage >= PARTLY or support >= 2 or (support >= 1 and coverage >= BARELY)


def _rival(said: SaidFigure, subject: Subject, context: Context, nouns: frozenset[str]) -> bool:
    """Whether the words that only one of two subjects has speak for another one."""
    coverage = context.coverage(subject)
    for other in context.named:
        if (
            other.iri == subject.iri
            or context.coverage(other) < coverage
            or not _comparable(said, other)
        ):
            continue
        theirs = context.evidence(other.core - subject.stems - nouns)
        ours = context.evidence(subject.core - other.stems)
        own = other.core - subject.stems - nouns
        if theirs > ours + 0.5 and own & context.local & context.around(other):
            return True
    return False


def _comparable(said: SaidFigure, other: Subject) -> bool:
    return any(
        (one.unit == said.unit or not said.unit) and (one.kind != "ratio" or said.each)
        for one in other.figures
        if one.value is not None
    )


def _is_near(match: Match, foreign: int) -> bool:
    """Whether a figure is near enough to be told: its subject is named, or at least half of what is said agrees."""
    if "number" in match.differs:
        return len(match.differs) <= 2 + ("unit" in match.differs)
    if "indicator" in match.differs:
        told = len({*match.differs} - {"population"})
        return (match.coverage >= PARTLY / 2 or foreign <= 2) and told <= 2
    return len(match.differs) <= 4
