"""Promise and outcome as a table: a row for each follow-up, gap or figure of a goal's measures and indicators."""

from collections.abc import Iterable, Iterator

from server.answers.elements.figures import Figure
from server.answers.elements.wording import period_text, plain_minus, value_text
from server.answers.plan.plan_elements import FollowUp, GoalRow, MeasureRow
from server.answers.tables.data_table import Cell, Column, DataTable

COLUMNS = (
    Column("goal", "integer"),
    Column("goal_label"),
    Column("measure"),
    Column("amount_nok", "decimal"),
    Column("indicator"),
    Column("what"),
    Column("said"),
    Column("period"),
    Column("kind"),
    Column("hedge"),
    Column("caveat"),
    Column("why_linked"),
    Column("confidence"),
    Column("source"),
    Column("claim", "anyURI"),
)
Row = tuple[Cell, ...]


def plan_table(
    name: str, goals: Iterable[GoalRow], measures: Iterable[MeasureRow], lang: str
) -> DataTable:
    """Goals with all that belongs to them, then measures by themselves."""
    rows = [row for goal in goals for row in _goal(goal, lang)]
    rows += [row for measure in measures for row in _measure((None, None), measure)]
    return DataTable(name, COLUMNS, tuple(rows))


def _goal(goal: GoalRow, lang: str) -> Iterator[Row]:
    head = (goal.number, goal.goal.name)
    for measure in goal.measures:
        yield from _measure(head, measure)
    for follow_up in goal.follow_ups:
        yield _follow_up(head, (None, None), follow_up)
    for gap in goal.gaps:
        yield _gap(head, (None, None), gap.gap.name, gap.words, gap.sources)
    for row in goal.indicators:
        reason = row.link.reason.text if row.link.reason else None
        confidence = row.link.confidence.name if row.link.confidence else None
        for figure in (*row.figures, *row.trends):
            yield _figure(head, row.indicator.name, figure, (reason, confidence), lang)


def _measure(head: tuple[Cell, Cell], row: MeasureRow) -> Iterator[Row]:
    amount = row.money[0].value if row.money else None
    measure: tuple[Cell, Cell] = (row.measure.name, amount)
    for follow_up in row.follow_ups:
        yield _follow_up(head, measure, follow_up)
    for gap in row.gaps:
        yield _gap(head, measure, gap.gap.name, gap.words, gap.sources)
    if not row.follow_ups and not row.gaps:
        yield (*head, *measure, None, "measure", *[None] * 9)


def _follow_up(head: tuple[Cell, Cell], measure: tuple[Cell, Cell], one: FollowUp) -> Row:
    return (
        *head,
        *measure,
        None,
        "follow-up",
        one.claim.name,
        None,
        one.mode.name if one.mode else None,
        one.hedge.text if one.hedge else None,
        " | ".join(each.name for each in one.caveats) or None,
        one.link.reason.text if one.link.reason else None,
        one.link.confidence.name if one.link.confidence else None,
        one.source,
        one.claim.iri,
    )


def _gap(
    head: tuple[Cell, Cell],
    measure: tuple[Cell, Cell],
    said: str,
    words: tuple[str, ...],
    sources: tuple[str, ...],
) -> Row:
    searched = f"{', '.join(words)} ({', '.join(sources)})"
    return (*head, *measure, None, "gap", said, None, None, None, None, searched, None, None, None)


def _figure(
    head: tuple[Cell, Cell], indicator: str, one: Figure, link: tuple[Cell, Cell], lang: str
) -> Row:
    return (
        *head,
        None,
        None,
        indicator,
        "figure",
        plain_minus(value_text(one, lang)),
        period_text(one) or None,
        " ".join(one.marks) or "stated",
        one.hedge.text if one.hedge else None,
        " | ".join(each.name for each in one.caveats) or None,
        *link,
        " ".join(one.sources),
        " ".join(each.iri for each in one.claims),
    )
