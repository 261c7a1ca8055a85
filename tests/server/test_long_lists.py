"""Lists that grow with the graph: page by page everything is reached, nothing twice, with few questions and little weight."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from graph_build.layers.builder import BuiltGraph
from server import create_app
from server.publication.memo import Memo
from server.settings import Settings
from tests.server.test_repository import MOST_QUESTIONS, Counting

BASE = "https://rusfelt.example/"
MORE, HEAVIEST = 300, 100_000
PREFIXES = {
    "": BASE + "id/",
    "rf": BASE + "def#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "cube": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
}
YEARS = (2018, 2019, 2020)
WORDS = re.compile(r"^(\S*) (\S*) (.*)$")


def full(word: str) -> str:
    """An IRI of a prefixed name; all else as it is."""
    prefix, colon, local = word.partition(":")
    return f"<{PREFIXES[prefix]}{local}>" if colon and '"' not in word else word


def said(number: int) -> Iterator[str]:
    """A claim with its passage, and the figure that it states."""
    claim, figure = f":claim/002-more-{number}", f":observation/002-more-{number}"
    span, selector = f":span/002-more-{number}", f":selector/002-more-{number}"
    yield f"{claim} rdf:type rf:Claim"
    yield f'{claim} rdfs:label "ekstra påstand {number}"@nb'
    yield f"{claim} prov:wasDerivedFrom :source/002"
    yield f"{claim} prov:wasAttributedTo :organisation/sintef"
    yield f"{claim} rf:assertionMode :assertion-mode/asserted"
    yield f"{claim} rf:states {figure}"
    yield f"{claim} prov:wasQuotedFrom {span}"
    yield f"{span} oa:hasSelector {selector}"
    for name, at in (("start", 10 * (MORE - number)), ("end", 10 * (MORE - number) + 5)):
        yield f'{selector} oa:{name} "{at}"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'
    yield f"{figure} rdf:type rf:Observation"
    yield f"{figure} rdf:type rf:Statement"
    yield f'{figure} rdfs:label "ekstra tall {number}"@nb'
    yield f"{figure} rf:indicator :indicator/fte-total"
    yield f"{figure} rf:population :population/municipal-services"
    yield f"{figure} cube:refPeriod :period/{YEARS[number % len(YEARS)]}"
    yield f'{figure} rf:value "{number}"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    yield f"{figure} attribute:unitMeasure :unit/arsverk"
    yield f"{figure} prov:wasDerivedFrom {claim}"


@pytest.fixture(scope="module")
def grown(
    built: BuiltGraph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, Counting]]:
    """The application over the real graph with more figures, and what it asks of its repository."""
    lines = (WORDS.match(line) for number in range(MORE) for line in said(number))
    more = "".join(
        f"{' '.join(map(full, one.groups()))} <{BASE}graph/source/002> .\n" for one in lines if one
    )
    graph = tmp_path_factory.mktemp("grown") / "rusfelt.nq"
    graph.write_bytes(built.nquads + more.encode())
    app = create_app(Settings(graph=graph))
    site = app.extensions["site"]()
    counting = Counting(site.now.snapshot.repository)
    memo = Memo(counting)  # type: ignore[arg-type]
    site.now = replace(
        site.now, snapshot=replace(site.now.snapshot, repository=counting, memo=memo)
    )
    yield app, counting
    app.host.close()  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Listed:
    """A page that shows a long list: which part of its JSON that is, and the IRIs of ours that must be in it."""

    path: str
    entries: Callable[[Any], list[str]]
    expected: frozenset[str]


def figures(found: Any) -> list[str]:
    series = [one for each in found["series"] for one in (*each["dated"], *each["undated"])]
    others = (found[name] for name in ("targets", "words_only", "changes", "derived"))
    return [one["iri"] for one in (*series, *(one for each in others for one in each))]


def added(kind: str, year: int | None = None) -> frozenset[str]:
    numbers = (n for n in range(MORE) if year in (None, YEARS[n % len(YEARS)]))
    return frozenset(f"{BASE}id/{kind}/002-more-{n}" for n in numbers)


LISTS = (
    Listed("/nb/indicators/fte-total", figures, added("observation")),
    Listed("/nb/sources/002", lambda found: [one["claim"]["iri"] for one in found["claims"]], added("claim")),
    Listed("/nb/people/sintef", lambda found: [one["claim"]["iri"] for each in found["sources"] for one in each["said"]], added("claim")),
    Listed("/nb/compare", lambda found: [one["iri"] for one in found["pairs"]], frozenset()),
    Listed("/nb/timeline/2019", lambda found: [one["iri"] for one in found["figures"]], added("observation", 2019)),
)  # fmt: skip
EACH = pytest.mark.parametrize("listed", LISTS, ids=lambda one: one.path)


def got(app: Flask, path: str) -> TestResponse:
    answer = app.test_client().get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200, path
    return answer


def links(page: str, rel: str) -> list[str]:
    return re.findall(rf'<a rel="{rel}" href="([^"]+)"', page)


@EACH
def test_every_entry_is_reached_once_and_counted(
    listed: Listed, grown: tuple[Flask, Counting]
) -> None:
    first = got(grown[0], listed.path + ".json").json
    at = first["slice"]
    assert at["pages"] == -(-at["total"] // at["size"]) > 1
    found: list[str] = []
    for number in range(1, at["pages"] + 1):
        part = got(grown[0], f"{listed.path}.json?page={number}").json
        assert part["slice"] == {**at, "page": number}
        found += listed.entries(part)
    assert len(found) == len(set(found)) == at["total"]
    assert listed.expected <= set(found)


@EACH
def test_links_lead_from_the_first_page_to_the_last_and_back(
    listed: Listed, grown: tuple[Flask, Counting]
) -> None:
    at = got(grown[0], listed.path + ".json").json["slice"]
    query, told, before = "", list[tuple[int, int]](), None
    for number in range(1, at["pages"] + 1):
        page = got(grown[0], listed.path + query).text
        assert links(page, "prev") == ([] if before is None else [before])
        shown = re.search(r"Viser (\d+)–(\d+) av (\d+)", page)
        assert shown, number
        assert int(shown[3]) == at["total"]
        told.append((int(shown[1]), int(shown[2])))
        following = links(page, "next")
        before, query = query or listed.path, following[0] if following else ""
        assert following == ([f"?page={number + 1}"] if number < at["pages"] else [])
    assert told[0][0] == 1
    assert told[-1][1] == at["total"]
    assert all(one[1] + 1 == other[0] for one, other in pairwise(told))


@EACH
@pytest.mark.parametrize(("asked", "page"), [("0", 1), ("x", 1), ("-1", 1), ("999999", 0)])
def test_a_page_that_is_not_there_is_the_nearest_one(
    asked: str, page: int, listed: Listed, grown: tuple[Flask, Counting]
) -> None:
    at = got(grown[0], f"{listed.path}.json?page={asked}").json["slice"]
    assert at["page"] == (page or at["pages"])


@EACH
def test_a_part_weighs_little_and_takes_few_questions(
    listed: Listed, grown: tuple[Flask, Counting]
) -> None:
    app, counting = grown
    for path in (listed.path, f"{listed.path}?page=2", f"{listed.path}.csv?page=2"):
        got(app, path)  # what is made once of a snapshot
        counting.asked.clear()
        assert len(got(app, path).data) <= HEAVIEST, path
        assert counting.asked.total() <= MOST_QUESTIONS, path


def test_the_table_of_a_page_has_its_entries(grown: tuple[Flask, Counting]) -> None:
    page = got(grown[0], "/nb/indicators/fte-total.json?page=3").json
    rows = got(grown[0], "/nb/indicators/fte-total.csv?page=3").text.splitlines()
    assert len(rows) - 1 == len(figures(page)) == page["slice"]["size"]


def test_a_long_series_says_how_much_of_it_is_not_drawn(grown: tuple[Flask, Counting]) -> None:
    path, drawn = "/nb/indicators/fte-total", set[int]()
    for number in range(2, got(grown[0], path + ".json").json["slice"]["pages"]):
        data = got(grown[0], f"{path}.json?page={number}").json
        (series,) = data["series"]
        figures_of_it = len([*series["dated"], *series["undated"]])
        page = got(grown[0], f"{path}?page={number}").text
        points = page.count('<circle class="point') // 2  # in the wide and in the narrow drawing
        assert f"{figures_of_it - points} av de {figures_of_it} tallene" in page
        assert "<polyline" not in page
        drawn.add(points)
    # Of figures of one year nothing is drawn, of several years one each.
    assert drawn == {0, 2}


def test_the_timeline_shows_the_first_figures_of_a_time_and_leads_to_all(
    grown: tuple[Flask, Counting],
) -> None:
    whole, page = got(grown[0], "/nb/timeline.json").json, got(grown[0], "/nb/timeline").text
    for year in whole["years"]:
        total, shown = year["slice"]["total"], len(year["figures"])
        assert shown == min(total, year["slice"]["size"])
        link = f'<a href="/nb/timeline/{year["key"]}">Alle {total} tallene'
        assert (link in page) == (shown < total), year["key"]
    assert {one["key"] for one in whole["years"] if one["slice"]["total"] > MORE / 4} == {
        str(year) for year in YEARS
    }
    assert grown[0].test_client().get("/nb/timeline/1789").status_code == 404
