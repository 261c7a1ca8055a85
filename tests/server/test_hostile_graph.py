"""A graph of somebody who wishes the reader ill: it is shown, runs nowhere and holds up nobody."""

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from tests.server.served import Served, serving
from tests.some import some

BASE = "https://rusfelt.example/"
RDF, SKOS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2004/02/skos/core#"
NASTY = (
    "javascript:alert(document.domain)",
    "JavaScript:alert(1)",
    "data:text/html,%3Cscript%3Ealert(1)%3C/script%3E",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://a/b",
    "urn:x",
)
MANY = 300_000
PAGE = {"Accept": "text/html"}


def lines() -> Iterator[str]:
    thing, claim = f"<{BASE}id/thing/bad>", f"<{BASE}id/claim/bad>"
    yield f'{thing} <{SKOS}prefLabel> "<img src=x onerror=alert(1)>\\u202E{{{{7*7}}}}"@nb .'
    for number, iri in enumerate(NASTY):
        yield f"{thing} <{BASE}def#about> <{iri}> ."
        yield f"<{iri}> <{BASE}def#about> {thing} ."
        yield f'{thing} <{iri}> "{number}" .'
    yield f"{claim} <{RDF}type> <{BASE}def#Claim> ."
    yield f"{claim} <{BASE}def#hasEvidence> <{BASE}id/evidence/bad> ."
    for name, value in (("start", "abc"), ("end", "-1"), ("end", "9" * 5_000), ("start", "\u0663")):
        yield f'<{BASE}id/evidence/bad> <{BASE}def#{name}> "{value}" .'
        yield f'<{BASE}id/evidence/bad> <http://www.w3.org/ns/oa#{name}> "{value}" .'
        yield f'{claim} <http://www.w3.org/ns/oa#{name}> "{value}" .'
    for number in range(MANY):
        yield f"<{BASE}id/many/{number}> <{BASE}def#about> <{BASE}id/thing/liked> ."
    for number in range(1_000):
        yield f'<{BASE}id/thing/liked> <{SKOS}altLabel> "{number}" .'
    yield f'<{BASE}id/thing/a%3Fb%23c> <{SKOS}prefLabel> "odd" .'
    yield f'<{BASE}id/thing/a?b#c> <{SKOS}prefLabel> "odd too" .'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    graph: Path = tmp_path_factory.mktemp("hostile") / "hostile.nq"
    graph.write_text(
        "".join(line.replace(" .", f" <{BASE}graph/x> .") + "\n" for line in lines()),
        encoding="utf-8",
    )
    with serving("--graph", str(graph)) as running:
        yield running


def links(page: str) -> set[str]:
    return {
        one.partition(":")[0].lower()
        for one in re.findall(r'href="([^"]*)"', page)
        if re.match(r"[A-Za-z]+:", one)
    }


@pytest.mark.parametrize(
    "path",
    [
        "/doc/thing/bad",
        "/doc/claim/bad",
        "/doc/evidence/bad",
        "/",
        "/nb/questions",
        "/sparql?query=SELECT * { ?s ?p ?o } LIMIT 40",
        "/sparql?query=SELECT ?p { ?s ?p ?o FILTER(!STRSTARTS(STR(?p), 'http')) }",
        "/sparql?query=CONSTRUCT WHERE { <https://rusfelt.example/id/thing/bad> ?p ?o }",
    ],
)
@pytest.mark.parametrize("lang", some(["nn", "nb", "en"]))
def test_pages_lead_to_the_web_and_nowhere_else(path: str, lang: str, hostile: Served) -> None:
    answer = hostile.client.get(path, headers={**PAGE, "Accept-Language": lang})
    assert answer.status_code == 200, answer.text[-500:]
    assert links(answer.text) <= {"http", "https"}
    assert "<img src=x" not in answer.text
    assert "49" not in re.findall(r"<h1>(.*?)</h1>", answer.text)


def test_what_leads_nowhere_is_shown_all_the_same(hostile: Served) -> None:
    page = hostile.client.get("/doc/thing/bad", headers=PAGE).text
    assert "javascript:alert(document.domain)" in page
    data = hostile.client.get("/doc/thing/bad.json").json()
    found = {
        one["link"]["iri"]: one["link"]["href"]
        for row in data["rows"]
        for one in row["values"]
        if one["link"]
    }
    assert found[NASTY[0]] == ""


def test_a_browser_runs_nothing_of_it(hostile: Served, browser: Browser) -> None:
    page = browser.new_page()
    said = list[str]()
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto(hostile.address + "/doc/thing/bad")
    for link in page.locator("main a").all():
        assert re.match(r"https?:|/", str(link.get_attribute("href")))
    assert said == []
    page.close()


def test_odd_names_are_found_by_their_links(hostile: Served) -> None:
    query = f"SELECT ?s {{ ?s <{SKOS}prefLabel> ?o FILTER(STRSTARTS(?o, 'odd')) }}"
    page = hostile.client.get("/sparql", params={"query": query}, headers=PAGE).text
    found = [
        one for one in re.findall(r'href="(/[a-z]{2}/doc/thing/[^"]*)"', page) if "bad" not in one
    ]
    assert len(found) == 2
    for one in found:
        assert hostile.client.get(one, headers=PAGE).status_code == 200


def test_a_thing_that_everybody_points_to_keeps_nobody_waiting(hostile: Served) -> None:
    answer = hostile.client.get("/doc/thing/liked", headers=PAGE)
    assert answer.status_code == 200
    assert len(answer.content) < 200_000
    assert re.search(r"mer enn 19\s?850", answer.text)
    assert "og 850 til" in answer.text
    data = hostile.client.get("/doc/thing/liked.json").json()
    (row,) = data["incoming"]
    assert (len(row["values"]), row["more"], row["uncounted"]) == (150, 19_850, True)


@pytest.mark.deep
@pytest.mark.alone
def test_eight_who_ask_for_it_hold_up_nobody_else(hostile: Served) -> None:
    over = threading.Event()

    def ask(number: int) -> None:
        with httpx.Client(base_url=hostile.address, timeout=60) as client:
            count = 0
            while not over.is_set():
                count += 1
                client.get(f"/doc/thing/liked?x={number}-{count}", headers=PAGE)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    try:
        waits = []
        for _ in range(40):
            begun = time.monotonic()
            assert hostile.client.get("/healthz").status_code == 200
            waits.append(time.monotonic() - begun)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert sorted(waits)[len(waits) // 2] < 0.5
