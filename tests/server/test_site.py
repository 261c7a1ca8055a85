"""What holds of every page: it leads somewhere, weighs little, has its language, and no figure without its caveat."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from ontology import LANGUAGES
from tests.commands import rusfelt
from tests.server.crawl import PageRead, claim_of, crawled, fetched
from tests.server.served import Served, serving
from tests.some import some

CLIENTS = Path(__file__).parent / "clients"
# A page of each kind; the whole site is crawled in `make test-deep`.
KINDS = (
    "/",
    "/plan",
    "/goals/2",
    "/measures/centres-teams-low-threshold",
    "/focus-areas/treatment",
    "/indicators",
    "/indicators/share-early-identification",
    "/indicators/fte-low-threshold",
    "/compare",
    "/compare?unit=arsverk",
    "/claims/003/new-fte-from-plan",
    "/claims/004/tsb-growth-outside-frame",
    "/doc/observation/003-early-identification-2020-value",
    "/doc/indicator/fte-total",
    "/sources",
    "/sources/003",
    "/sources/004",
    "/people",
    "/people/bent-hoie",
    "/people/sintef",
    "/people/solberg-government",
    "/timeline",
    "/timeline/2020",
    "/search?q=kommuner",
    "/search?q=IASSO",
    "/questions",
    "/questions/cq07-early-identification-share",
    "/questions/cq32-all-figures",
    "/sparql",
    "/check",
    "/check?text=896%20nye%20%C3%A5rsverk%20i%202018",
    "/data",
    "/about",
    "/accessibility",
    "/def",
    "/def/Claim",
    "/validate",
)
RAW, WIRE, REQUESTS, SHEET = 100_000, 20_000, 4, 12_000
# Pages that may weigh more, and why.
HEAVY = {
    "/def": "all terms of the ontology stand on one page, since their IRIs lead to anchors on it",
    "/sparql": "the editor: a script and a style sheet beside those of every page; a hundred rows of whatever columns somebody asks for",
}
BASE = "https://rusfelt.example/id/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of what `rusfelt build` makes, with the report of its validation."""
    folder = tmp_path_factory.mktemp("site")
    assert rusfelt("build", "--out", folder).returncode == 0
    with serving("--graph", str(folder / "rusfelt.nq")) as running:
        yield running


@pytest.fixture(scope="module")
def few(site: Served) -> dict[str, PageRead]:
    """A page of each kind in nynorsk, and the first of them in the other languages."""
    paths = [f"/nn{path}" for path in (*KINDS, "/validation")]
    paths += [f"/{lang}{path}" for lang in ("nb", "en") for path in KINDS[:4]]
    return crawled(site, paths, lambda _: False)


@pytest.fixture(scope="module")
def whole(site: Served) -> dict[str, PageRead]:
    """All pages that links lead to; of pages with parameters, those that pages themselves link."""
    return crawled(
        site, ["/nb/"], lambda href: href.startswith(tuple(f"/{one}/" for one in LANGUAGES))
    )


@pytest.fixture(scope="module", params=["few", pytest.param("whole", marks=pytest.mark.deep)])
def pages(request: pytest.FixtureRequest) -> Mapping[str, PageRead]:
    """A few pages of each kind, or all."""
    found: dict[str, PageRead] = request.getfixturevalue(request.param)
    return {path: one for path, one in found.items() if one.kind.startswith("text/html")}


def test_every_page_is_there(pages: Mapping[str, PageRead]) -> None:
    assert not {path: one.status for path, one in pages.items() if one.status != 200}


def test_every_link_leads_somewhere(pages: Mapping[str, PageRead], site: Served) -> None:
    targets = {link.href for one in pages.values() for link in one.links}
    known = {path: one.status for path, one in pages.items()}
    broken = set()
    unknown = sorted({href.partition("#")[0] for href in targets} - known.keys())
    # Of the links to pages that were not read, every sixth: all pages are read in `make test-deep`.
    for path in unknown[::6]:
        known[path] = site.client.get(path, headers={"Accept": "text/html"}).status_code
    for href in targets:
        path, _, anchor = href.partition("#")
        there = pages.get(path)
        if known.get(path, 200) != 200 or (anchor and there and anchor not in there.anchors):
            broken.add(href)
    assert not broken


def test_a_page_weighs_little_and_loads_nothing_from_elsewhere(
    pages: Mapping[str, PageRead],
) -> None:
    heavy = {}
    for path, one in pages.items():
        bare = path.partition("?")[0][3:]
        assert all(part.startswith("/") for part in one.loaded), path
        if bare not in HEAVY and (
            one.raw > RAW or one.wire > WIRE or len(one.loaded) + 1 > REQUESTS
        ):
            heavy[path] = (one.raw, one.wire, len(one.loaded) + 1)
    assert not heavy


def test_the_style_sheet_is_small(site: Served) -> None:
    assert len(site.client.get("/static/rusfelt.css").content) <= SHEET


def test_a_page_speaks_one_language_and_names_it_where_it_quotes_another(
    pages: Mapping[str, PageRead],
) -> None:
    for path, one in pages.items():
        assert one.lang == path[1:3], path
        assert one.marked <= set(LANGUAGES), (path, one.marked)


def test_a_page_leads_to_pages_in_its_own_language(pages: Mapping[str, PageRead]) -> None:
    """Whoever read a page first, and in which language, is not to be seen in its links."""
    others = {
        (path, link.href)
        for path, one in pages.items()
        for link in one.links
        if link.href[:4] in {f"/{lang}/" for lang in LANGUAGES}
        if link.href[:4] != path[:4] and not link.framed
    }
    assert not others


@pytest.fixture(scope="module")
def caveats(store: Store) -> dict[str, set[str]]:
    """The texts of what limits each claim, and each statement of one, in any language, by local name."""
    found: dict[str, set[str]] = {}
    rows = store.query(
        """PREFIX rf: <https://rusfelt.example/def#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?thing ?text { ?thing prov:wasDerivedFrom* ?claim . ?claim rf:caveat/rdfs:label ?text }""",
        use_default_graph_as_union=True,
    )
    for row in rows:  # type: ignore[union-attr]
        thing, text = row["thing"], row["text"]  # type: ignore[index]
        assert isinstance(thing, NamedNode)
        assert isinstance(text, Literal)
        found.setdefault(thing.value.removeprefix(BASE), set()).add(text.value)
    return found


def test_no_page_names_what_a_caveat_limits_without_saying_so(
    pages: Mapping[str, PageRead], caveats: Mapping[str, set[str]]
) -> None:
    bare = set()
    for path, one in pages.items():
        if path[3:].startswith("/sparql"):
            continue  # the reader's own columns
        for link in one.links:
            texts = caveats.get(claim_of(link.href) or "", ())
            told = link.bare is None or any(text in link.bare for text in texts)
            if texts and not link.framed and not told:
                bare.add((path, link.href))
    assert not bare


TABLES = (
    "/index",
    "/plan",
    "/indicators",
    "/indicators/share-early-identification",
    "/compare",
    "/claims/003/new-fte-from-plan",
    "/goals/2",
    "/sources",
    "/sources/003",
    "/people",
    "/people/sintef",
    "/timeline",
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_row_of_a_csv_file_has_a_figure_without_its_caveat(
    lang: str, site: Served, caveats: Mapping[str, set[str]]
) -> None:
    paths = [f"/{lang}{path}.csv" for path in TABLES]
    paths += [
        "/download/figures.csv",
        "/download/claims.csv",
        f"/{lang}/questions/cq32-all-figures.csv",
    ]
    met = 0
    for path in paths:
        for row in csv.DictReader(io.StringIO(site.client.get(path).text)):
            claims = [one for name, one in row.items() if name.endswith("claim") and one]
            for name in " ".join(claims).replace(BASE, "").split():
                if name in caveats:
                    met += 1
                    assert any(text in "|".join(row.values()) for text in caveats[name]), (
                        path,
                        row,
                    )
    assert met > 100


@pytest.mark.parametrize("step", some([3, 1]))
def test_pages_are_valid_html(
    step: int, few: Mapping[str, PageRead], site: Served, tmp_path: Path
) -> None:
    if shutil.which("node") is None or not (CLIENTS / "node_modules" / "html-validate").is_dir():
        pytest.skip(
            "no Node.js or no clients on this machine; `make clients` installs them as root"
        )
    read = [fetched(site, path) for path in few if path.startswith("/nn/")][::step]
    for number, one in enumerate(read):
        (tmp_path / f"{number}.html").write_text(one.text, encoding="utf-8")
    done = subprocess.run(
        [CLIENTS / "node_modules/.bin/html-validate", "--config", CLIENTS / "html-validate.json", "--formatter", "json", tmp_path],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    found = json.loads(done.stdout)
    names = {f"{number}.html": one.path for number, one in enumerate(read)}
    faults = {
        (names[Path(report["filePath"]).name], one["ruleId"], one["message"], one["line"])
        for report in found
        for one in report["messages"]
    }
    assert not faults
