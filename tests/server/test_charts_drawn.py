"""Charts as a browser draws them: no text on another, none outside, whatever the series; light, dark, on paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, Page

from server.answers.charts.chart import drawn
from server.answers.charts.entries import Change, Entry
from tests.server.series_of_any_kind import CHANGES, SERIES
from tests.server.served import Served
from tests.some import some

SHARED = Path(__file__).parents[2] / "server" / "pages" / "shared"
MACRO = Environment(loader=FileSystemLoader(SHARED), autoescape=True).get_template(
    "chart_macro.html"
)
# Of every drawing that is seen: texts that meet another or leave their frame, by more than a pixel.
FAULTS = """() => [...document.querySelectorAll('svg.chart, svg.lanes')].filter(svg => svg.getClientRects().length).flatMap(svg => {
  const frame = svg.viewBox.baseVal, boxes = [...svg.querySelectorAll('text')].map(one => [one.textContent, one.getBBox()]);
  const out = boxes.filter(([, b]) => b.x < -1 || b.y < -1 || b.x + b.width > frame.width + 1 || b.y + b.height > frame.height + 1);
  const met = boxes.flatMap(([text, a], n) => boxes.slice(0, n).filter(([, b]) => Math.min(a.x + a.width, b.x + b.width)
    - Math.max(a.x, b.x) > 1 && Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 1).map(([other]) => text + ' | ' + other));
  return [...out.map(([text]) => 'outside: ' + text), ...met];
})"""
# What is drawn smaller than the smallest text of the pages.
SMALL = """() => [...document.querySelectorAll('svg.chart text, svg.lanes text')].filter(one => one.getClientRects().length
  && parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a < 12).map(one => 'small: ' + one.textContent)"""
DRAWN = "document.querySelectorAll('svg.chart').length"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("step", some([5, 1]), ids=["few", "all"])
@pytest.mark.parametrize("lang", some(["nb", "nn", "en"]))
@pytest.mark.parametrize("width", some([320, 1280]))
def test_no_text_of_a_real_chart_meets_another(
    width: int, lang: str, step: int, served: Served, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    listed = served.client.get(f"/{lang}/indicators").text
    paths = sorted(set(re.findall(rf'href="(/{lang}/indicators/[a-z0-9-]+)"', listed)))
    assert len(paths) > 40
    paths = [*paths[::step], f"/{lang}/timeline"]
    faults, count = {}, 0
    for path in paths:
        page.goto(served.address + path)
        count += page.evaluate(DRAWN)
        if found := page.evaluate(FAULTS) + page.evaluate(SMALL):
            faults[path] = found
        if width > 320 and served.client.get(path + ".svg").status_code == 200:
            page.goto(f"{served.address}{path}.svg")
            if found := page.evaluate(FAULTS):
                faults[path + ".svg"] = found
    assert count > 20 / step
    assert not faults


@pytest.mark.parametrize("width", [1280, 320])
@settings(max_examples=12, deadline=None)
@given(charts=st.lists(st.tuples(SERIES, CHANGES), min_size=3, max_size=3))
def test_no_text_of_any_chart_meets_another(
    width: int, charts: list[tuple[list[Entry], list[Change]]], page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    size = "wide" if width > 320 else "narrow"
    found = (drawn(series, "x", "nb", said) for series, said in charts)
    pictures = [MACRO.module.drawing(getattr(one, size), "nb", size) for one in found if one]  # type: ignore[attr-defined]
    page.set_content("".join(pictures))
    assert page.evaluate(FAULTS) == []


def test_a_picture_to_take_away_has_all_that_limits_it_inside(served: Served) -> None:
    answer = served.client.get("/nb/indicators/share-early-identification.svg")
    svg = answer.text
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "kilde 003" in svg
    assert "Forbehold" in svg
    assert "= 83 − 51" in re.sub(r"</text><text[^>]*>", " ", svg)
    assert "usikkert" in svg


@pytest.mark.parametrize(
    ("scheme", "media"), [("dark", "screen"), ("light", "screen"), ("dark", "print")]
)
def test_a_picture_to_take_away_is_read_on_its_own_paper(
    scheme: str, media: str, served: Served, browser: Browser
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    shown = context.new_page()
    shown.emulate_media(media="print" if media == "print" else "screen")
    shown.goto(f"{served.address}/nb/indicators/share-early-identification.svg")
    style = "document.querySelector('{}') && getComputedStyle(document.querySelector('{}')).fill"
    paper, ink = (shown.evaluate(style.format(one, one)) for one in (".paper", ".faint"))
    context.close()
    light = "rgb(255, 255, 255)"
    assert (paper == light) == (scheme == "light" or media == "print")
    assert ink == ("rgb(84, 94, 107)" if paper == light else "rgb(164, 168, 173)")


def test_a_caveat_of_several_figures_of_a_year_is_said_once(served: Served) -> None:
    page = served.client.get("/nb/timeline").text
    year = page.split('<section id="y2020">')[1].split("</section>")[0]
    sentence = "Tallene for 2020 er gjennomgående mindre sikre enn tall fra årene før"
    assert year.count(sentence) == 1
    assert year.count("med forbehold</a>") == 5
