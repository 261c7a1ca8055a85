"""A page says a thing once, and in words that a person would use."""

import re
from html import unescape

import pytest
from httpx import Client


def text(page: str) -> str:
    """What a reader sees of a page, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2])).split())


def test_of_two_words_of_doubt_one_that_stands_in_the_other_is_not_said_again(
    client: Client,
) -> None:
    page = client.get("/nb/plan").text
    assert "<q>beregnet til</q>" in page
    assert "<q>beregnet</q>" not in page


def test_a_reason_that_holds_for_several_claims_of_a_source_is_said_once(client: Client) -> None:
    found = client.get("/nb/people/sintef.json").json()["sources"]
    (several,) = [
        [one["reason"]["text"] for one in source["said"] if one["reason"]]
        for source in found
        if source["source"]["number"] == "002"
    ]
    assert len(several) > 3
    assert len(set(several)) == 1
    assert client.get("/nb/people/sintef").text.count(several[0]) == 1


def test_a_way_of_saying_that_all_claims_share_is_not_said_of_each(client: Client) -> None:
    page = client.get("/nb/people/sintef").text
    alone, mixed = (
        page.partition(f'id="s{one}"')[2].partition("</section>")[0] for one in ("002", "003")
    )
    chip = re.compile(r'<a class="tag" href="/nb/doc/assertion-mode/[^"]+">')
    assert not chip.findall(alone)
    assert len(chip.findall(mixed)) > 3


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nb/indicators/fte-low-threshold", "Fra 228 årsverk, før siste året (kilde 000), til 474 årsverk, etter siste året (kilde 000)."),
        ("/en/questions/cq32-all-figures", "52 answers, divided into"),
        ("/nb/questions/cq07-early-identification-share", "Åpen ring og spørsmålstegn: usikkert."),
    ],
)  # fmt: skip
def test_a_page_speaks_in_sentences(path: str, said: str, client: Client) -> None:
    assert said in text(client.get(path).text)


def test_a_figure_without_an_indicator_is_called_by_its_claim(client: Client) -> None:
    page = text(client.get("/nb/compare?unit=nok").text)
    assert "Rammen for planen er 2,4 milliarder kroner" in page
    assert "pengebeløp:" not in page


def test_what_points_to_a_thing_is_said_once_and_in_words(client: Client) -> None:
    figure = client.get("/nb/doc/observation/003-early-identification-2020-value").text
    pointing = figure.partition("<h2>Viser hit")[2].partition("<aside")[0]
    targets = re.findall(r'href="(/nb/(?:doc|claims)/[^"]+)"', pointing)
    assert len(targets) == len(set(targets)) > 3
    assert "/nb/claims/003/early-identification-2020" not in targets
    assert "i utregningen av" not in text(figure)
    for path in ("/nb/doc/indicator/fte-total", "/nb/doc/organisation/sintef"):
        assert "← " not in text(client.get(path).text)


def test_no_heading_stands_over_nothing(client: Client) -> None:
    page = client.get("/nb/doc/assertion-mode/quoted").text
    assert not re.search(r'<dl class="rows">\s*</dl>', page)
    told = re.findall(r'<li><a href="/nb/(doc|claims)/', page.partition("Viser hit")[2])
    assert told[0] == "claims"
    assert told == sorted(told)


@pytest.mark.parametrize(
    "path", ["plan", "def", "timeline", "compare?unit=arsverk", "questions", "sources/004", "def/caveat"]
)  # fmt: skip
def test_the_data_of_a_page_is_light_on_the_wire(path: str, client: Client) -> None:
    name, asked, query = path.partition("?")
    with client.stream(
        "GET", f"/nb/{name}.json{asked}{query}", headers={"Accept-Encoding": "br"}
    ) as answer:
        assert answer.headers["Content-Encoding"] == "br"
        assert len(b"".join(answer.iter_raw())) <= 20_000


def test_a_sentence_that_holds_for_pairs_that_stand_together_is_said_once(client: Client) -> None:
    pairs = client.get("/nb/compare.json").json()["pairs"]
    reasons = [" ".join(one["reason"]["text"].split()) for one in pairs]
    once = [one for n, one in enumerate(reasons) if n == 0 or one != reasons[n - 1]]
    assert len(once) < len(reasons)
    page = text(client.get("/nb/compare").text)
    assert [page.count(one) for one in once] == [once.count(one) for one in once]


@pytest.mark.parametrize("path", ["/nb/", "/nb/compare?unit=arsverk"])
def test_a_figure_names_its_source_once(path: str, client: Client) -> None:
    facts = re.findall(
        r'<span class="fact">(?:(?!<span class="fact">).)*?<span class="from">.*?</span></span>',
        client.get(path).text,
    )
    assert [one for one in facts if "etter siste året" in one]
    assert not [one for one in facts if "(kilde 000)" in one and ">kilde 000<" in one]


def test_a_gap_of_the_plan_says_what_was_searched_for_and_its_measure_also_where(
    client: Client,
) -> None:
    assert "Søkt etter «gatehospital»" in text(quoted(client.get("/nb/plan").text))
    page = text(quoted(client.get("/nb/measures/low-threshold-services-gatehospitalet").text))
    assert "Søkt i kilde 000, 001, 002, 003 etter «gatehospital»" in page


def quoted(page: str) -> str:
    """A page with the marks around quoted words, which the style sheet draws."""
    return re.sub(r"</q>", "»", re.sub(r"<q[^>]*>", "«", page))
