"""In what a number of a text and a figure of the graph differ: every dimension that the text says, and no other."""

from collections.abc import Iterator

from server.answers.check.graph_side.figure_index import FigureIndex, Subject, content
from server.answers.check.graph_side.figures import Figure
from server.answers.check.lexis.phrase_book import PARTS, phrase_book
from server.answers.check.lexis.stems import stem
from server.answers.check.period_agreement import period_agrees
from server.answers.check.rounding_side import number_differs
from server.answers.check.text_side.said_figure import SaidFigure
from server.answers.check.text_side.said_subject import OTHER_PATIENTS, THOSE

# The order in which they are told.
DIMENSIONS = (
    "number", "rounding", "unit", "indicator", "population", "period", "area", "direction", "kind", "plan", "frame",
)  # fmt: skip
# Services beside those of the municipalities: with them another thing is counted, too.
SPECIALISTS = "specialists"
# Bodies that may be named beside those that a figure is about.
OTHERS = frozenset(("hospitals", SPECIALISTS, "other-bodies", "schools", "companies"))
BODIES = OTHERS | {"counties", "regions", "general_practitioners"}
# What is no count of anything.
MONEY_SHARES = frozenset(("nok", "percent", "percentage-point", "ratio", "arsverk"))
CHANGES = frozenset(("change", "relative", "sum"))


def differences(
    said: SaidFigure, figure: Figure, index: FigureIndex, near_groups: frozenset[str]
) -> tuple[str, ...]:
    """The dimensions that differ, the indicator left out: words decide that. `near_groups`: those of the sentences before, too."""
    found = {*number_differs(said, figure)}
    checks = {
        "unit": _unit_differs(said, figure, index),
        "population": _population_differs(said, figure, index, near_groups),
        "period": period_agrees(said, figure) is False,
        "area": _area_differs(said, figure, index),
        "direction": _direction_differs(said, figure) or _is_opposite(said, figure, index),
        "kind": kind_differs(said, figure, index.subjects[figure.subject]),
        "plan": said.other_plan and "psykisk" not in figure.plan,
        "frame": bool(said.frame and figure.frame) and said.frame != figure.frame,
    }
    found |= {name for name, differs in checks.items() if differs}
    return tuple(name for name in DIMENSIONS if name in found)


def _area_differs(said: SaidFigure, figure: Figure, index: FigureIndex) -> bool:
    """Whether another place is named than the country, or than is part of what the figure is of: «in the largest cities»."""
    if not said.area or said.area in figure.area:
        return False
    return stem(said.area) not in index.subjects[figure.subject].stems


def _unit_differs(said: SaidFigure, figure: Figure, index: FigureIndex) -> bool:
    if said.unit:
        if said.unit == "municipality-count" and figure.unit == "number":
            return False
        if figure.kind == "count":
            return True
        return said.unit != figure.unit and not (said.unit == "ratio" and figure.kind == "ratio")
    if said.nouns:
        return figure.unit in MONEY_SHARES or not said.nouns & index.subjects[figure.subject].stems
    return figure.unit in ("percent", "percentage-point", "nok", "ratio")


def _population_differs(
    said: SaidFigure, figure: Figure, index: FigureIndex, near: frozenset[str]
) -> bool:
    if said.having and figure.population and _having_differs(said, figure, index):
        return True
    own, implied = index.groups[figure.iri], index.implied[figure.iri]
    if said.of and _of_differs(said, figure, index):
        return True
    if (said.groups & PARTS) - own or (OTHER_PATIENTS in said.groups and "patients" in own):
        return True
    if "districts" in said.groups - own or ("counties" in said.groups and "counties" not in own):
        return True
    if "other-people" in said.groups:
        return True
    others = said.groups & OTHERS - own
    if SPECIALISTS in own:
        others -= {"hospitals"}
    if others and "municipalities" not in said.groups:
        return True
    if said.unit == "percent" and not said.groups and not said.of and _told_of_others(near, own):
        return True
    unsaid = (own & PARTS) - implied
    return bool(unsaid) and not unsaid & (said.groups | near)


def _told_of_others(near: frozenset[str], own: frozenset[str]) -> bool:
    """Whether what stands before is of other bodies alone: «The counties do more. In 2020 72 per cent said …»."""
    return bool(near & BODIES - own) and "municipalities" not in near


def _having_differs(said: SaidFigure, figure: Figure, index: FigureIndex) -> bool:
    """Whether the people of a text have something else than those of a figure."""
    theirs = content(said.having) - phrase_book().field
    own = {part for name in figure.population_names for part in content(name)}
    return bool(theirs) and not theirs & (own | index.subjects[figure.subject].stems)


def _of_differs(said: SaidFigure, figure: Figure, index: FigureIndex) -> bool:
    """Whether «X of the Y» counts other units than the figure does."""
    groups, book = index.groups[figure.iri], phrase_book()
    word = said.of.lower()
    if word == THOSE:
        return True
    group = book.groups.get(word)
    if group is not None:
        if group == "municipalities" and "districts" in groups:
            return "districts" not in said.groups
        return group not in groups
    part = stem(word)
    if part in book.nouns - book.shared and part not in index.subjects[figure.subject].stems:
        return True
    if part in book.common or part in index.subjects[figure.subject].stems:
        return False
    return figure.unit in ("percent", "number", "arsverk")


def _direction_differs(said: SaidFigure, figure: Figure) -> bool:
    if not said.sign or figure.value is None:
        return False
    if figure.kind in CHANGES or figure.kind == "target":
        held = (figure.value > 0) - (figure.value < 0)
        return said.kind != "level" and held not in (0, said.sign)
    if figure.kind == "funding":
        return said.sign < 0
    if figure.kind == "level" and said.kind == "level":
        # Of the first and the last of a series the graph knows one side only.
        before, after = figure.trend or figure.onward, figure.onward or figure.trend
        return (after if said.from_end else before) not in (0, said.sign)
    if figure.kind == "ratio":
        return said.sign < 0
    return False


def _is_opposite(said: SaidFigure, figure: Figure, index: FigureIndex) -> bool:
    """Whether the clause has «well» where the name of the subject has «badly»."""
    subject = index.subjects[figure.subject]
    if subject.lacking and not said.lacking:
        return True
    words, own = {one.stem for one in said.local}, subject.core
    return any(
        one in own and other not in own and other in words and one not in words
        for one, other in phrase_book().opposites
    )


def kind_differs(said: SaidFigure, figure: Figure, subject: Subject) -> bool:
    """Whether one is a level and the other a change, or one is not said to be so."""
    key = figure.kind, figure.unit, _lasting(figure), subject.lacking
    found = said.kinds.get(key)
    if found is None:
        found = (said.lacks and not subject.lacking) or any(_kinds(said, figure))
        said.kinds[key] = found
    return found


def _kinds(said: SaidFigure, figure: Figure) -> Iterator[bool]:
    yield not (said.intended if figure.kind in ("funding", "target") else said.real)
    yield figure.kind == "ratio" and figure.unit == "nok" and not said.each
    yield (
        said.per_year and figure.kind in ("funding", "sum", "change", "target") and _lasting(figure)
    )
    yield figure.kind in CHANGES and said.kind == "level"
    yield figure.kind in CHANGES and not said.moves
    yield said.future and figure.kind in ("level", *CHANGES)
    yield figure.kind in ("level", "count") and said.kind == "change"
    yield figure.kind == "target" and said.done
    yield figure.kind in ("level", "relative") and said.target and figure.unit == "percent"


def _lasting(figure: Figure) -> bool:
    span = figure.span
    return span is not None and (span.since is not None or span.first != span.last)
