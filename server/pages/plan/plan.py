"""The pages of the plan: the whole, one goal, one focus area, one measure."""

from dataclasses import dataclass

from server.answers.elements.names import Named
from server.answers.plan.plan import QUERY, PlanPage, plan_page
from server.answers.plan.plan_elements import GoalRow, MeasureRow
from server.answers.plan.plan_table import plan_table
from server.answers.tables.data_table import DataTable
from server.pages.evidence.thing import QUERY as THING
from server.pages.evidence.thing import missing
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.language import language
from server.pages.shared.remembered import remembered

blueprint = PageBlueprint("plan", __name__)


@dataclass(frozen=True, slots=True)
class GoalPage:
    """A goal, and the numbers of all of them."""

    row: GoalRow
    goals: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class FocusAreaPage:
    """A focus area with its measures."""

    area: Named
    measures: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """A measure."""

    row: MeasureRow


def _plan(local: str = "plan/opptrappingsplan-rus") -> PlanPage:
    return remembered(plan_page) or missing(local, "This graph has no such plan.")


def _goal(number: int) -> GoalPage:
    plan = remembered(plan_page)
    row = plan.goal(number) if plan else None
    if plan is None or row is None:
        missing(f"goal/goal-{number}", "The plan has no goal of that number.")
    return GoalPage(row, tuple(one.goal for one in plan.goals))


def _area(slug: str) -> FocusAreaPage:
    plan = _plan(f"focus-area/{slug}")
    found = [one for one in plan.focus_areas if one.href == f"/focus-areas/{slug}"]
    area = (
        found[0]
        if found
        else missing(f"focus-area/{slug}", "The plan has no focus area of that name.")
    )
    return FocusAreaPage(area, plan.in_area(area.iri))


def _measure(slug: str) -> MeasurePage:
    found = [
        one for one in _plan(f"measure/{slug}").measures if one.measure.href == f"/measures/{slug}"
    ]
    return MeasurePage(
        found[0] if found else missing(f"measure/{slug}", "The plan has no measure of that name.")
    )


def _plan_subject(page: PlanPage) -> Subject:
    query = QUERY.format(base=repository().base, lang=language())
    items = tuple(one.goal.href for one in page.goals)
    return Subject(page.plan.name, page.plan.iri, "CreativeWork", query, items=items)


def _subject(name: Named) -> Subject:
    return Subject(name.name, name.iri, "CreativeWork", THING.format(iri=name.iri))


def _goal_table(page: GoalPage) -> DataTable:
    return plan_table(f"goal-{page.row.number}", [page.row], (), language())


def _area_table(page: FocusAreaPage) -> DataTable:
    return plan_table(page.area.iri.rsplit("/", 1)[1], (), page.measures, language())


def _measure_table(page: MeasurePage) -> DataTable:
    return plan_table(page.row.measure.iri.rsplit("/", 1)[1], (), [page.row], language())


def _plan_table(page: PlanPage) -> DataTable:
    return plan_table("plan", page.goals, page.others, language())


Faces("plan.html", _plan, _plan_subject, _plan_table).add(blueprint, "/plan")
Faces("goal.html", _goal, lambda page: _subject(page.row.goal), _goal_table).add(
    blueprint, "/goals/<int:number>"
)
Faces("focus_area.html", _area, lambda page: _subject(page.area), _area_table).add(
    blueprint, "/focus-areas/<slug>"
)
Faces("measure.html", _measure, lambda page: _subject(page.row.measure), _measure_table).add(
    blueprint, "/measures/<slug>"
)
