"""What is found: by name in three languages, misprint, number in any form, and what was searched where nothing is."""

import re

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.answers.search.folding import folded, spellings, stem, words
from server.answers.search.index import SearchIndex


def search(client: httpx.Client, text: str, lang: str = "nb", **filters: str) -> dict[str, object]:
    found = client.get(f"/{lang}/search.json", params={"q": text, **filters})
    assert found.status_code == 200
    value: dict[str, object] = found.json()
    return value


def hits(found: dict[str, object]) -> list[str]:
    """The local names of what was found."""
    groups: list[dict[str, list[dict[str, dict[str, str]]]]] = found["groups"]  # type: ignore[assignment]
    return [hit["thing"]["iri"].rpartition("/")[2] for group in groups for hit in group["hits"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("LASSO", "lasso"),
        ("IASSO", "lasso"),
        ("lasso", "004-misprint-iasso"),
        ("896", "003-new-fte-from-plan"),
        ("896 årsverk", "003-new-fte-from-plan"),
        ("17 436", "002-fte-2023"),
        ("17436", "002-fte-2023"),
        ("2,4 milliarder", "004-frame"),
        ("halvparten", "002-other-low-threshold"),
        ("Høie", "bent-hoie"),
        ("hoie", "bent-hoie"),
        ("Hoeie", "bent-hoie"),
        ("Sintef", "sintef"),
        ("early identification", "share-early-identification"),
        ("brukarmedverknad", "share-user-involvement"),
        ("brukermedvirkning", "share-user-involvement"),
        ("nalokson", "naloxone-nationwide"),
        ("naloksn", "naloxone-nationwide"),
        ("oppsøkende", "outreach-treatment-team"),
        ("oppsokende", "outreach-treatment-team"),
        ("gatehospitalet", "gatehospitalet"),
    ],
)
def test_a_reader_finds_it_however_it_is_written(
    text: str, wanted: str, client: httpx.Client
) -> None:
    kinds = {kind for kind, _ in search(client, text)["kinds"]}  # type: ignore[attr-defined]
    every = [name for kind in sorted(kinds) for name in hits(search(client, text, kind=kind))]
    assert wanted in every


def test_the_match_is_marked_and_the_caveat_is_said(client: httpx.Client) -> None:
    page = client.get("/nb/search", params={"q": "896"}, headers={"Accept": "text/html"}).text
    assert re.search(r'new-fte-from-plan">.*?</a> <span class="limit">', page)
    page = client.get(
        "/nb/search", params={"q": "gatehospital"}, headers={"Accept": "text/html"}
    ).text
    assert "<mark>Gatehospitalet</mark>" in page


def test_nothing_found_says_what_was_searched(client: httpx.Client) -> None:
    page = client.get("/nb/search", params={"q": "qqqqzzzz"}, headers={"Accept": "text/html"}).text
    assert "Ingen treff." in page
    assert "siterte ordene" in page


def test_filters_leave_what_they_say(client: httpx.Client) -> None:
    every = search(client, "kommuner")
    for kind, count in every["kinds"]:  # type: ignore[attr-defined]
        assert search(client, "kommuner", kind=kind)["slice"]["total"] == count
    for source, count in every["sources"]:  # type: ignore[attr-defined]
        found = search(client, "kommuner", source=source)
        assert found["slice"]["total"] == count
        assert all(name.startswith(source) for name in hits(found))


@pytest.mark.parametrize(
    "text", ['"', "*", "a AND", "NEAR(", "-", "'", "x" * 5000, "\x00", "(((", "å" * 400]
)
def test_what_is_syntax_elsewhere_is_text_here(text: str, client: httpx.Client) -> None:
    answer = client.get("/nb/search", params={"q": text}, headers={"Accept": "text/html"})
    assert answer.status_code == 200


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_text_can_be_searched_for(text: str) -> None:
    index = SearchIndex(())
    assert index.with_words([stem(one) for one in words(text)]) == ()
    assert all(one == folded(one) for one in words(text))
    assert set(words(text)) <= set(spellings(text))
