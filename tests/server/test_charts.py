"""A chart says what its data says: title, description, numbers and places follow every change of a figure."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Store

from server.answers.chart import Chart, Entry, chart, drawn
from server.answers.figures import Figure
from server.answers.indicator_page import Series, indicator_page
from server.answers.orders.figure_order import figure_order
from server.repository.embedded_repository import EmbeddedRepository
from shapes.graphs.data_graph import DataGraph

BASE = "https://rusfelt.example/"
NB = ("nb", "nn", "en")
VALUES = st.decimals(min_value=0, max_value=10**6, places=1)


@pytest.fixture(scope="module")
def series(store: Store) -> Series:
    repository = EmbeddedRepository(DataGraph(BASE, store))
    node = NamedNode(BASE + "id/indicator/share-early-identification")
    page = indicator_page(repository, node, NB, figure_order(repository))
    assert page is not None
    (found,) = page.series
    return found


def picture(figures: tuple[Figure, ...], series: Series) -> Chart:
    found = chart(replace(series, dated=figures), "andel", "nb")
    assert found is not None
    return found


def test_the_real_series_is_drawn_as_its_text_says(series: Series) -> None:
    found = picture(series.dated, series)
    assert [one.value for one in found.points] == ["51\u00a0%", "64\u00a0%", "83\u00a0%"]
    assert [one.when for one in found.points] == ["2018", "2019", "2020"]
    assert [one.uncertain for one in found.points] == [False, False, True]
    assert [one.y for one in found.points] == sorted((one.y for one in found.points), reverse=True)
    assert found.told.endswith("2020: 83\u00a0% (?)")
    assert all(one.href.startswith("/claims/003/") for one in found.points)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_changed_value_changes_text_and_picture(number: int, series: Series) -> None:
    before = picture(series.dated, series)
    figures = list(series.dated)
    value = figures[number].value
    assert value is not None
    figures[number] = replace(figures[number], value=value + 1)
    after = picture(tuple(figures), series)
    assert after.told != before.told
    assert after.points[number].value != before.points[number].value
    assert after.points[number].y != before.points[number].y


def test_a_caveat_taken_away_fills_the_point(series: Series) -> None:
    bare = replace(series.dated[2], caveats=(), status="normal")
    found = picture((*series.dated[:2], bare), series)
    assert not any(one.uncertain for one in found.points)
    assert "(?)" not in found.told


def test_an_undated_figure_is_joined_to_nothing(series: Series) -> None:
    undated = replace(series.dated[2], period=None)
    found = chart(Series(series.population, series.dated[:2], (undated,)), "andel", "nb")
    assert found is not None
    assert found.lane is not None
    assert found.line.count(",") == 2
    assert found.points[2].x > found.lane


@given(st.lists(VALUES, min_size=2, max_size=8))
def test_every_value_stands_at_its_height_below_the_top(values: list[Decimal]) -> None:
    entries = [
        Entry(one, str(one), str(2000 + n), 2000 + n, False, "") for n, one in enumerate(values)
    ]
    found = drawn(entries, "x", "nb")
    if max(values) == 0:
        assert found is None
        return
    assert found is not None
    heights = {point.value: point.y for point in found.points}
    assert all(0 < y <= found.base for y in heights.values())
    ordered = sorted(set(values))
    assert [heights[str(one)] for one in ordered] == sorted(
        (heights[str(one)] for one in ordered), reverse=True
    )
    zero, top = found.grid[0][0], found.grid[-1][0]
    assert zero == found.base
    assert top <= min(heights.values()) + 0.1
    assert len({point.x for point in found.points}) == len(values)


@given(st.lists(VALUES, max_size=1))
def test_one_value_is_no_chart(values: list[Decimal]) -> None:
    entries = [Entry(one, str(one), "2000", 2000, False, "") for one in values]
    assert drawn(entries, "x", "nb") is None
