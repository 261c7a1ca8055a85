"""A chip that names a kind, a limit or an outcome leads to the list of all that have it; in a copy of files it does not."""

import re
from html import unescape

import pytest
from httpx import Client

CHIP = re.compile(r'<a class="tag[^"]*" href="([^"]+)">([^<]+)')
PAGES = (
    "/nb/compare",
    "/nn/timeline",
    "/en/indicators/share-early-identification",
    "/nb/indicators/fte-low-threshold",
    "/nn/claims/003/new-fte-from-plan",
    "/en/claims/000/more-hire-consultants-adults",
    "/nb/doc/observation/003-early-identification-2020-value",
    "/nb/sources/004",
)


@pytest.fixture(scope="module")
def chips(client: Client) -> dict[str, str]:
    """The addresses of the chips of some pages, with their words."""
    found = {}
    for path in PAGES:
        for href, told in CHIP.findall(client.get(path).text):
            assert href.startswith(path[:4])
            found[unescape(href)] = unescape(told)
    return found


def test_every_chip_leads_to_the_list_of_its_kind(chips: dict[str, str], client: Client) -> None:
    assert len(chips) > 20
    for href in chips:
        path, _, query = href.partition("?")
        answer = client.get(href)
        assert answer.status_code == 200, href
        if "/questions/" in path and query:
            assert len(re.findall("<option selected", answer.text)) == 1, href
        if "/compare" in path:
            (chosen,) = re.findall(r"<li><strong>([^<\d][^<]+)", answer.text)
            assert unescape(chosen) == chips[href]


def test_a_figure_is_in_the_list_of_its_chip(client: Client) -> None:
    page = client.get("/nb/indicators/share-early-identification").text
    hrefs = {unescape(href): told for href, told in CHIP.findall(page)}
    for href, told in hrefs.items():
        assert "83" in client.get(href).text, (href, told)


@pytest.mark.parametrize(
    ("lang", "no_date"), [("nb", "uten dato"), ("nn", "utan dato"), ("en", "undated")]
)
def test_what_has_no_date_says_so_once(lang: str, no_date: str, client: Client) -> None:
    """A period whose name says it is the chip itself; behind any other stands a chip that does."""
    told = client.get(f"/{lang}/plan").text
    behind = re.findall(
        rf'<span class="when">([^<]+)</span> <a class="tag undated"[^>]*>{no_date}<', told
    )
    assert behind
    alone = re.findall(r'<a class="tag undated"[^>]*>([^<]+)<', told)
    word = "undated" if lang == "en" else "udatert"
    assert any(word in one and one != no_date for one in alone)
    assert not [one for one in behind if word in one or no_date in one]


def test_what_can_be_confused_stands_before_what_is_the_same(client: Client) -> None:
    codes = [
        one["code"]
        for n in (1, 2, 3, 4)
        for one in client.get(f"/nb/compare.json?page={n}").json()["pairs"]
    ]
    assert codes[0] == "unknown"
    last = max(n for n, code in enumerate(codes) if code == "differs-in")
    assert all(codes.index(code) > last for code in ("same-fact", "same-series", "part-of"))
