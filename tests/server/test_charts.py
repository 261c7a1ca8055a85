"""A chart says what its data says: title, description, numbers and places follow every change of a figure."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Store

from server.answers.charts.chart import Chart, Charts, drawn
from server.answers.charts.chart_words import bound_of
from server.answers.charts.entries import Change, Entry, changes, entries
from server.answers.charts.labels import Box
from server.answers.elements.figures import Figure
from server.answers.elements.said import Text
from server.answers.indicators.indicator_charts import IndicatorChart, indicator_charts
from server.answers.indicators.indicator_page import IndicatorPage, indicator_page
from server.answers.orders.figure_order import figure_order
from server.repository.embedded_repository import EmbeddedRepository
from shapes.graphs.data_graph import DataGraph
from tests.server import series_of_any_kind

BASE = "https://rusfelt.example/"
NB = ("nb", "nn", "en")
Of = Callable[[str], IndicatorPage]


@pytest.fixture(scope="module")
def page_of(store: Store) -> Of:
    repository = EmbeddedRepository(DataGraph(BASE, store))

    def found(name: str) -> IndicatorPage:
        node = NamedNode(f"{BASE}id/indicator/{name}")
        page = indicator_page(repository, node, NB, figure_order(repository))
        assert page is not None
        return page

    return found


@pytest.fixture(scope="module")
def figures(page_of: Of) -> tuple[Figure, ...]:
    (series,) = page_of("share-early-identification").series
    return series.dated


def both(found: Charts | None) -> tuple[Chart, Chart]:
    assert found is not None
    assert found.wide.told == found.narrow.told
    return found.wide, found.narrow


def picture(figures: tuple[Figure, ...]) -> Chart:
    return both(drawn(entries(figures, "nb"), "andel", "nb"))[0]


def only(page: IndicatorPage) -> IndicatorChart:
    (found,) = indicator_charts(page, "nb")
    return found


def texts(chart: Chart) -> list[str]:
    return [" ".join(one.lines) for one in chart.labels]


def test_the_real_series_is_drawn_as_its_text_says(page_of: Of) -> None:
    page = page_of("share-early-identification")
    found = only(page)
    chart = found.charts.wide
    assert [one.value for one in chart.points] == ["51\u00a0%", "64\u00a0%", "83\u00a0%"]
    assert [one.when for one in chart.points] == ["2018", "2019", "2020"]
    assert [one.uncertain for one in chart.points] == [False, False, True]
    assert [one.y for one in chart.points] == sorted((p.y for p in chart.points), reverse=True)
    assert "2020: 83\u00a0%, usikkert" in chart.told
    assert {"51\u00a0%", "64\u00a0%", "83\u00a0%\u00a0?"} <= set(texts(chart))
    assert all(one.href.startswith("/claims/003/") for one in chart.points)
    assert found.sources == ("003",)
    assert [one.iri for one in found.caveats] == [one.iri for one in page.caveats]
    assert any(one.endswith("= 83 − 51") for one in found.formulas)


def test_a_development_in_words_is_an_arrow_in_its_years(page_of: Of) -> None:
    page = page_of("share-early-identification")
    chart = only(page).charts.wide
    (arrow,) = chart.arrows
    start, end = (float(part.split()[0]) for part in arrow.path[1:].split("M")[0].split("L"))
    assert (start, end) == (chart.points[0].x, chart.points[2].x)
    assert arrow.way == "increase"
    assert arrow.uncertain
    assert "fra 2018 til 2020: økning, usikkert" in chart.told
    assert "økning\u00a0(?), fra 2018 til 2020" in texts(chart)
    (told,) = page.words_only
    assert told.period is not None
    later = replace(told, period=replace(told.period, first=2019))
    after = only(replace(page, words_only=(later,))).charts.wide
    assert after.arrows != chart.arrows
    assert not only(replace(page, words_only=())).charts.wide.arrows


def test_a_word_of_its_text_stands_at_its_arrow(page_of: Of) -> None:
    chart = only(page_of("share-using-brukerplan")).charts.wide
    assert not chart.points
    assert texts(chart)[-1].startswith("økning «jevn»")
    assert "økning «jevn»" in chart.told


def test_more_than_doubled_is_an_arrow_up_and_no_height(page_of: Of) -> None:
    page = page_of("fte-low-threshold")
    chart = only(page).charts.wide
    assert [one.way for one in chart.arrows] == ["increase"] * 3
    assert sum("> 2×" in one for one in texts(chart)) == 2
    assert len(chart.points) == 2
    halved = [replace(one, operator="lt", value=Decimal("0.5")) for one in page.words_only]
    after = only(replace(page, words_only=tuple(halved))).charts.wide
    assert [one.way for one in after.arrows] == ["decrease"] * 3
    assert "< 0,5×" in after.told


def test_a_comparison_that_a_trend_of_its_claim_says_is_drawn_once(page_of: Of) -> None:
    page = page_of("share-direct-consequences")
    assert len(page.words_only) == 2
    assert len(only(page).charts.wide.arrows) == 1
    alone = tuple(one for one in page.words_only if one.kind == "comparison")
    (arrow,) = only(replace(page, words_only=alone)).charts.wide.arrows
    assert arrow.way == "decrease"


def test_what_was_calculated_is_no_round_point_and_says_how(page_of: Of) -> None:
    page = page_of("fte-total")
    found = indicator_charts(page, "nb")[0]
    derived, stated = found.charts.wide.points
    assert (derived.derived, stated.derived) == (True, False)
    assert not found.charts.wide.lines
    formula = "17\u00a0074 årsverk = 17\u00a0436 − 362"
    assert formula in found.charts.wide.told
    assert any(one.endswith(formula) for one in found.formulas)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_changed_value_changes_text_and_picture(number: int, figures: tuple[Figure, ...]) -> None:
    before, changed = picture(figures), list(figures)
    value = figures[number].value
    assert value is not None
    changed[number] = replace(figures[number], value=value + 1)
    after = picture(tuple(changed))
    assert after.told != before.told
    assert after.points[number].value != before.points[number].value
    assert after.points[number].y != before.points[number].y
    assert after.labels != before.labels


def test_a_caveat_taken_away_fills_the_point(figures: tuple[Figure, ...]) -> None:
    bare = replace(figures[2], caveats=(), status="normal")
    found = picture((*figures[:2], bare))
    assert not any(one.uncertain for one in found.points)
    assert "usikkert" not in found.told
    assert not found.legend


def test_an_undated_figure_is_joined_to_nothing(figures: tuple[Figure, ...]) -> None:
    found = picture((*figures[:2], replace(figures[2], period=None)))
    assert found.lane is not None
    assert [one.count(",") for one in found.lines] == [2]
    assert found.points[2].x > found.lane
    assert "uten dato" in texts(found)


BOUNDS = [("minst", "≥ ", -1), ("Mer enn", "> ", -1), ("inntil", "≤ ", 1), ("under", "< ", 1)]


@pytest.mark.parametrize(("words", "sign", "way"), BOUNDS)
def test_a_bound_has_an_arrow_to_its_open_side_and_says_so(
    words: str, sign: str, way: int, figures: tuple[Figure, ...]
) -> None:
    open_one = replace(figures[1], qualifier=Text(words, "nb"))
    found = picture((figures[0], open_one, figures[2]))
    point = found.points[1]
    assert (point.reach - point.y) * way > 0
    assert point.whisker
    assert point.value == f"{sign}64\u00a0%"
    assert f"2019: {words.lower().replace('under', 'mindre enn')} 64\u00a0%" in found.told
    assert not found.lines
    assert any("grense" in one for one in found.legend)


def test_about_is_no_bound(figures: tuple[Figure, ...]) -> None:
    found = picture((figures[0], replace(figures[1], qualifier=Text("rundt", "nb"))))
    assert found.points[1].value == "≈ 64\u00a0%"
    assert not found.points[1].whisker
    assert len(found.lines) == 1


def test_another_word_before_a_number_is_told_as_it_is(figures: tuple[Figure, ...]) -> None:
    found = picture((figures[0], replace(figures[1], qualifier=Text("i snitt", "nb"))))
    assert "64\u00a0%, «i snitt»" in found.told
    assert any("«i snitt»" in one for one in texts(found))


def test_a_lower_and_an_upper_bound_of_one_claim_are_a_range(figures: tuple[Figure, ...]) -> None:
    low = replace(figures[1], qualifier=Text("fra", "nb"))
    high = replace(figures[1], value=Decimal(70), qualifier=Text("til", "nb"))
    found = picture((figures[0], low, high))
    assert [one.between for one in found.points] == [False, True]
    point = found.points[1]
    assert point.reach < point.y
    assert point.value == "64\u00a0%–70\u00a0%"
    assert "2019: fra 64\u00a0% til 70\u00a0%" in found.told


def test_below_nought_is_drawn_below_a_line_at_nought(figures: tuple[Figure, ...]) -> None:
    found = picture((figures[0], replace(figures[1], value=Decimal(-13))))
    assert found.zero is not None
    assert found.points[0].y < found.zero < found.points[1].y
    assert (found.zero, "0") in found.grid
    assert found.points[1].value == "−13\u00a0%"
    assert any(one.startswith("−") for _, one in found.grid)


def test_one_year_stands_in_the_middle(figures: tuple[Figure, ...]) -> None:
    same = replace(figures[1], period=figures[0].period)
    found = picture((figures[0], same))
    assert found.points[0].x == found.points[1].x
    assert found.left + 100 < found.points[0].x < found.width - 100
    assert not found.lines


@pytest.mark.parametrize("words", ["kanskje", "i snitt", "", "mange kommunar", "minstelønn"])
def test_other_words_are_no_bound(words: str) -> None:
    assert not bound_of(words)


@given(series_of_any_kind.SERIES, series_of_any_kind.CHANGES)
def test_everything_stands_in_its_place_and_in_the_words(
    series: list[Entry], said: list[Change]
) -> None:
    found = drawn(series, "x", "nb", said)
    assume(found is not None)
    for chart in both(found):
        _in_its_place(chart, series)
        for one in series:
            assert one.text in chart.told
            assert all(word in chart.told for word in one.limits)
        assert all(one.text in chart.told and one.when in chart.told for one in said)
        assert len(chart.arrows) == len(said)
        _apart(chart)


def _in_its_place(chart: Chart, series: list[Entry]) -> None:
    assert len(chart.points) == len(series)
    by_height = {one.value: one for one in series}
    heights = {point.value.lstrip("<>≤≥≈ ").split("–")[0]: point.y for point in chart.points}
    ordered = [heights[one.text] for _, one in sorted(by_height.items())]
    assert ordered == sorted(ordered, reverse=True)
    assert all(0 < one.y < chart.height and 0 < one.x < chart.width for one in chart.points)
    if series:
        lowest, highest = chart.grid[0][0], chart.grid[-1][0]
        assert chart.zero in [y for y, _ in chart.grid]
        assert all(highest - 0.1 <= one.y <= lowest + 0.1 for one in chart.points)


def _apart(chart: Chart) -> None:
    """No text in another, and none outside; whose year is known stands left of the lane."""
    boxes = [one.box for one in chart.labels]
    whole = Box(0, 0, chart.width, chart.height)
    assert all(one.within(whole) for one in boxes)
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.meets(b)]
    for one in chart.points:
        assert chart.lane is None or one.dated == (one.x < chart.lane)


@given(st.lists(series_of_any_kind.entries(), max_size=1))
def test_one_value_is_no_chart(series: list[Entry]) -> None:
    assert drawn(series, "x", "nb") is None


def test_one_undated_word_is_no_chart() -> None:
    one = Change("increase", "økning", "", None, None, uncertain=False)
    assert drawn([], "x", "nb", [one]) is None
    assert drawn([], "x", "nb", [replace(one, first=2018, last=2019)]) is not None


def test_a_development_of_others_is_not_in_the_chart(page_of: Of) -> None:
    found = indicator_charts(page_of("fte-total"), "nb")
    assert [len(one.charts.wide.arrows) for one in found] == [3, 2, 1]
    assert len({one.charts.wide.title for one in found}) == 3
    assert [len(changes(page_of("fte-total").words_only, "nb"))] == [6]
