"""The register of municipalities and counties: what the lists say, and how tables name them."""

import csv
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from graph_build.areas.area_cells import area_cell
from graph_build.areas.area_register import SOURCES, area_register

# Municipalities on the last day of each year, as SSB counts them.
COUNTS = {2013: 428, 2016: 428, 2017: 426, 2018: 422, 2019: 422, 2020: 356, 2023: 356, 2024: 357, 2026: 357}  # fmt: skip
COUNTIES = {2013: 19, 2017: 19, 2018: 18, 2019: 18, 2020: 11, 2023: 11, 2024: 15, 2026: 15}


def numbers(year: int, kind: str) -> set[str]:
    return {one.number for one in area_register().in_year(year) if one.kind == kind}


@pytest.mark.parametrize(("year", "count"), COUNTS.items())
def test_each_year_has_its_municipalities(year: int, count: int) -> None:
    assert len(numbers(year, "municipality")) == count


@pytest.mark.parametrize(("year", "count"), COUNTIES.items())
def test_each_year_has_its_counties_and_each_municipality_lies_in_one(
    year: int, count: int
) -> None:
    counties = numbers(year, "county")
    assert len(counties) == count
    assert {number[:2] for number in numbers(year, "municipality")} == counties


def test_no_number_means_two_areas_on_one_day() -> None:
    for area in area_register().areas:
        times = [(one.valid_from, one.valid_until or "9") for one in area_register().numbered(area.number)]  # fmt: skip
        assert all(a[1] <= b[0] for a, b in pairwise(times)), times


def test_what_has_ended_has_successors_that_begin_that_day() -> None:
    for area in area_register().areas:
        assert bool(area.valid_until) == bool(area.change) == bool(area.successors)
        for number in area.successors:
            assert any(
                one.valid_from == area.valid_until or (one.valid_from < area.valid_until and area.kind == "county")
                for one in area_register().numbered(number)
            ), (area, number)  # fmt: skip


@pytest.mark.parametrize(
    ("number", "successors"),
    [("1850", "1806 1875"), ("5012", "5055 5056 5059"), ("1507", "1508 1580"), ("30", "31 32 33")],
)
def test_of_a_split_all_successors_are_given(number: str, successors: str) -> None:
    (ended,) = [one for one in area_register().numbered(number) if one.valid_until]
    assert (ended.change, ended.successors) == ("split", tuple(successors.split()))


def test_who_takes_others_in_is_another_area_from_that_day() -> None:
    before, after = area_register().numbered("1103")
    assert (before.valid_until, before.change, after.valid_from) == ("2020-01-01", "merged", "2020-01-01")  # fmt: skip


def test_every_row_has_a_source_that_is_told() -> None:
    assert all({*one.sources} <= {*SOURCES} for one in area_register().areas)
    assert all(one.sources for one in area_register().areas if one.kind != "country")


CELLS = {
    "3801 Horten": ["3801"], "K-3806 Porsgrunn": ["3806"], "K3001": ["3001"], "301": ["0301"], "03": ["03"],
    "Hele landet": ["0"], "0000": ["0"], "Noreg": ["0"], "Oslo kommune": ["03", "0301"],
    "Moss (t.o.m. 2019)": ["0104", "3002", "3103"], "Herøy (Nordland)": ["1818", "1515"], "NØTTERØY": ["0722"],
    "Kárá?johka - Karasjok": ["2021", "5437", "5610"], "Porsanger - Porsángu - Porsanki": ["2020", "5436", "5622"],
    "Gáivuotna - Kåfjord": ["1940", "5426", "5540"], "1103": ["1103", "1103"], "4601 - Bergen": ["4601"],
    "Trøndelag fylke": ["50"], "Troms og Finnmark - Romsa ja Finnmárku": ["54"],
}  # fmt: skip


@pytest.mark.parametrize(("cell", "wanted"), CELLS.items())
def test_a_cell_means_every_area_that_it_can_mean(cell: str, wanted: list[str]) -> None:
    found = area_cell(cell)
    assert found is not None
    assert sorted(one.number for one in found.candidates) == sorted(wanted)
    assert found.repaired == (cell == "301")


@pytest.mark.parametrize("cell", ["I alt", "I alt Oslo", "9999", "99 Øvrige områder", "Ukjent", "EAK Landet", "030101 Bydel Gamle Oslo", "2100 Svalbard"])  # fmt: skip
def test_a_group_is_no_area_and_known_as_one(cell: str) -> None:
    found = area_cell(cell)
    assert found is not None
    assert found.group
    assert not found.candidates


@pytest.mark.parametrize("cell", ["", "12,5", "5 525", "0.0", "100.0", "Region", "Hva skjer?", "0703", "3801 Bergen?", "Kommune", "2021-01", "Alle aldre", "Alta - Vinje"])  # fmt: skip
def test_what_is_no_area_is_none(cell: str) -> None:
    assert area_cell(cell) is None


@pytest.fixture
def tables(shared: Path) -> Path:
    if not (shared / "tables").is_dir():
        pytest.skip("the lists that the register was written from are not part of the project")
    return shared / "tables"


def listed(path: Path, encoding: str) -> list[list[str]]:
    return [*csv.reader(path.read_text(encoding).splitlines(), delimiter=";")][1:]


def test_the_register_says_what_the_lists_say_became_of_each(tables: Path) -> None:
    became = defaultdict[tuple[str, str], set[str]](set)
    for row in listed(tables / "kommunenummer-2013-2020.csv", "latin1"):
        for at, day in ((0, "2017-01-01"), (2, "2018-01-01"), (5, "2019-01-01"), (8, "2020-01-01")):
            following = row[at + (2 if at == 0 else 3)]
            if row[at] != "9999":
                became[row[at], day].add(following)
    for row in listed(tables / "kommuner-2019-2023-2024.csv", "utf-8-sig"):
        if row[1] not in ("0000", "9999"):
            became[row[1], "2024-01-01"].add(row[4])
    for (number, day), following in became.items():
        ended = [one for one in area_register().numbered(number) if one.valid_until == day]
        assert {*ended[0].successors} == following if ended else following == {number}


@pytest.mark.parametrize(
    ("name", "year"),
    [("klass-kommuner-2018.csv", 2018), ("klass-kommuner-2020.csv", 2020), ("klass-kommuner-2026-latin1.csv", 2026)],
)  # fmt: skip
def test_the_lists_of_a_year_have_its_numbers_and_names(name: str, year: int, tables: Path) -> None:
    rows = [row for row in listed(tables / name, "latin1") if row[0] != "9999"]
    assert {row[0] for row in rows} == numbers(year, "municipality")
    for row in rows:
        named = area_cell(row[3])
        assert named is not None, row[3]
        assert row[0] in {one.number for one in named.candidates}, row[3]
