"""Which of the areas that a cell can mean is meant: by its year, by its kind, by the county in the same row."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from graph_build.areas.area_cells import AreaCell, area_cell
from graph_build.areas.area_register import Area, Kind


@dataclass(frozen=True, slots=True)
class AreaChosen:
    """The area that a row is about.

    `area` is None where nothing is named that is known, or more than one can be meant; `why` says which.
    `other_time`: its number was not there in the year of the figure, so the figure was computed for it later.
    """

    area: Area | None
    written: str
    group: bool = False
    other_time: bool = False
    why: str = ""


def usual_kind(cells: Iterable[str]) -> Kind | None:
    """The kind of area that a column is about, where cells that can mean one kind only have just one beside the country."""
    kinds = Counter[Kind]()
    for cell in cells:
        found = area_cell(cell)
        several = {one.kind for one in found.candidates} if found else set()
        if len(several) == 1:
            kinds.update(several)
    kinds.pop("country", None)
    return next(iter(kinds)) if len(kinds) == 1 else None


@lru_cache(maxsize=1 << 14)
def area_chosen(cells: tuple[str, ...], year: int | None, kind: Kind | None) -> AreaChosen:
    """What the cells of the columns of areas in a row mean together; the smallest area that is named."""
    written = " ".join(cell for cell in cells if cell)
    found = [one for cell in cells if cell and (one := area_cell(cell)) is not None]
    if not found:
        return AreaChosen(None, written, why="names no area that is known" if written else "names no area")  # fmt: skip
    smallest = max(found, key=_smallness)
    if not smallest.candidates:
        return AreaChosen(None, written, group=True, why="is a group, or no place on land")
    fitting = _fitting(smallest, found, kind)
    then = [one for one in fitting if year is not None and one.valid_in(year)]
    numbers = {one.number for one in then or fitting}
    if len(numbers) > 1 and (then or year is not None) and not _one_after_another(fitting, then):
        return AreaChosen(None, written, why=f"can be {', '.join(sorted(numbers))}")
    chosen = (then or [_nearest(fitting, year)])[-1]
    return AreaChosen(chosen, written, other_time=bool(year is not None and not then))


def _smallness(cell: AreaCell) -> tuple[int, bool]:
    """Municipalities before counties before the country; with a number before without."""
    ranks = {"country": 0, "county": 1, "municipality": 2}
    rank = max((ranks[one.kind] for one in cell.candidates), default=3 if cell.number else -1)
    return rank, not cell.by_name


def _fitting(cell: AreaCell, all_named: Sequence[AreaCell], kind: Kind | None) -> list[Area]:
    """Of what a cell can mean, what the other cells of the row and the rest of the column allow."""
    fitting = [*cell.candidates]
    counties = {one.number for other in all_named if other is not cell for one in other.candidates if one.kind == "county"}  # fmt: skip
    within = [one for one in fitting if one.county in counties]
    same = {one for other in all_named if other is not cell for one in other.candidates}
    for narrower in (within if len(within) < len(fitting) else [], [one for one in fitting if one in same], [one for one in fitting if one.kind == kind]):  # fmt: skip
        fitting = [one for one in narrower if one in fitting] or fitting
    return fitting


def _one_after_another(fitting: Sequence[Area], then: Sequence[Area]) -> bool:
    """Whether none was there in the year, and all that fit are one area with its later numbers."""
    if then:
        return False
    ordered = sorted(fitting, key=lambda one: one.valid_from)
    return all(b.number in {*a.successors, a.number} for a, b in pairwise(ordered))  # fmt: skip


def _nearest(areas: Sequence[Area], year: int | None) -> Area:
    """The latest, or the one that is nearest to the year."""
    if year is None:
        return max(areas, key=lambda one: one.valid_from)
    begun = [one for one in areas if one.valid_from <= f"{year}-12-31"]
    return max(begun, key=lambda one: one.valid_from) if begun else min(areas, key=lambda one: one.valid_from)  # fmt: skip
