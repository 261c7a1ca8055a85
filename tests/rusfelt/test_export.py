"""The copy of the site as files: whole, the same each time, and without a dead link on any web server."""

import csv
import functools
import http.server
import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from hashlib import file_digest, sha256
from html.parser import HTMLParser
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser
from pyoxigraph import RdfFormat, serialize
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, RDF

from graph_build.layers.builder import BuiltGraph
from ontology import LANGUAGES
from rusfelt.static_copy.addresses import Addresses
from rusfelt.static_copy.interruption import Interruption
from tests.commands import RUSFELT, rusfelt
from tests.rusfelt.closure import closed_part
from tests.server.crawl import Crawled

HOME = "https://copy.example"
PART = (
    "id/claim/003-early-identification-2020",
    "id/observation/003-early-identification-2020-value",
    "id/plan/opptrappingsplan-rus",
    "id/dataset/rusfelt",
)
CLAIM = "claims/003/early-identification-2020"
SPDX = "http://spdx.org/rdf/terms#"


@pytest.fixture(scope="module")
def out(built: BuiltGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot of a small part of the graph."""
    folder = tmp_path_factory.mktemp("snapshot")
    serialize(closed_part(built, PART), folder / "rusfelt.nq", format=RdfFormat.N_QUADS)
    (folder / "manifest.json").write_text('{"conforms": true}', encoding="ascii")
    return folder


@pytest.fixture(scope="module")
def copy(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copies") / "site"
    done = rusfelt("export", folder, "--out", out, "--address", HOME)
    assert done.returncode == 0, done.stderr
    assert str(folder) in done.stdout
    return folder


@pytest.fixture(scope="module")
def served(copy: Path) -> Iterator[str]:
    """The copy under the web server of Python, which knows nothing of it."""
    handler = functools.partial(Quiet, directory=str(copy))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class Read(HTMLParser):
    """The links and the anchors of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links, self.anchors = set[str](), set[str]()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        self.links |= {of[name] or "" for name in ("href", "src", "action") if name in of}
        self.anchors.add(of.get("id") or "")


def pages(folder: Path) -> dict[Path, Read]:
    return {path: Read(path) for path in sorted(folder.rglob("*.html"))}


def dead_links(folder: Path) -> set[tuple[str, str]]:
    """Links that do not lead to a file of the folder, or to an anchor that is not there, or depend on where it is served."""
    known, files, dead = pages(folder), {*folder.rglob("*")}, set[tuple[str, str]]()
    for path, page in known.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https"):
                continue
            there = Path(normpath(path.parent / unquote(parts.path))) if parts.path else path
            lost = parts.fragment and there in known and parts.fragment not in known[there].anchors
            if link.startswith("/") or parts.scheme or parts.query or there not in files or lost:
                dead.add((str(path.relative_to(folder)), link))
    return dead


@pytest.mark.deep
def test_every_link_of_the_copy_leads_to_a_file_of_it(copy: Path) -> None:
    assert len(pages(copy)) > 500
    assert not dead_links(copy)


@pytest.mark.deep
def test_a_dead_link_would_be_found(copy: Path, tmp_path: Path) -> None:
    shutil.copytree(copy / "nb/about", tmp_path / "nb/about")
    assert len(dead_links(tmp_path)) > 10


@pytest.mark.deep
def test_the_whole_site_has_no_dead_link_either(built: BuiltGraph, tmp_path: Path) -> None:
    (tmp_path / "rusfelt.nq").write_bytes(built.nquads)
    (tmp_path / "manifest.json").write_text('{"conforms": true}', encoding="ascii")
    assert rusfelt("export", tmp_path / "site", "--out", tmp_path).returncode == 0
    assert len({*(tmp_path / "site").rglob("*.html")}) > 15_000
    assert not dead_links(tmp_path / "site")


@pytest.mark.deep
def test_the_same_graph_is_the_same_bytes(copy: Path, out: Path, tmp_path: Path) -> None:
    assert rusfelt("export", tmp_path / "again", "--out", out, "--address", HOME).returncode == 0
    assert (tmp_path / "again/SHA256SUMS").read_bytes() == (copy / "SHA256SUMS").read_bytes()


def test_the_sums_are_those_of_all_files(copy: Path) -> None:
    lines = (copy / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    told = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = {str(path.relative_to(copy)): path for path in copy.rglob("*") if path.is_file()}
    assert told.keys() == found.keys() - {"SHA256SUMS"}
    for name, digest in told.items():
        assert sha256(found[name].read_bytes()).hexdigest() == digest


def test_the_catalogue_tells_the_files_that_are_there(copy: Path) -> None:
    found = Graph().parse(copy / "catalogue.ttl")
    files = list(found.subjects(RDF.type, DCAT.Distribution))
    assert files
    for one in files:
        href = str(found.value(one, DCAT.downloadURL))
        file = copy / href.removeprefix(HOME + "/")
        assert file.stat().st_size == int(str(found.value(one, DCAT.byteSize)))
        checksum = found.value(one, URIRef(SPDX + "checksum"))
        with file.open("rb") as content:
            digest = file_digest(content, "sha1").hexdigest()
        assert digest == str(found.value(checksum, URIRef(SPDX + "checksumValue")))


def test_the_data_package_and_the_crate_tell_the_files_that_are_there(copy: Path) -> None:
    package = json.loads((copy / "datapackage.json").read_bytes())
    crate = json.loads((copy / "ro-crate-metadata.json").read_bytes())["@graph"]
    told = {one["path"]: (one["bytes"], one["hash"].removeprefix("sha256:")) for one in package["resources"]}  # fmt: skip
    more = {one["@id"]: (int(one["contentSize"]), one["sha256"]) for one in crate if one["@type"] == "File"}  # fmt: skip
    assert len(told) == 9
    assert more.keys() == {*told, "catalogue.ttl", "datapackage.json"}
    for name, (size, digest) in {**told, **more}.items():
        content = (copy / name).read_bytes()
        assert (len(content), sha256(content).hexdigest()) == (size, digest)


CASTS: dict[str, Callable[[str], object]] = {"string": str, "integer": int, "number": Decimal}


def test_the_cells_of_the_tables_are_of_the_types_that_the_package_tells(copy: Path) -> None:
    described = json.loads((copy / "datapackage.json").read_bytes())["resources"]
    met = set[str]()
    for one in (one for one in described if "schema" in one):
        fields = one["schema"]["fields"]
        with (copy / one["path"]).open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            assert next(rows) == [field["name"] for field in fields]
            for row in rows:
                for field, cell in zip(fields, row, strict=True):
                    if cell:
                        met.add(field["type"])
                        CASTS[field["type"]](cell)
                    if cell and field.get("format") == "uri":
                        assert urlsplit(cell).scheme in ("http", "https")
                        assert " " not in cell
    assert met == {*CASTS}


def test_a_data_package_as_frictionless_knows_it(copy: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    report = frictionless.validate(str(copy / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
    described = json.loads((copy / "datapackage.json").read_bytes())
    (figures,) = (one for one in described["resources"] if one["name"] == "figures")
    types = {one["name"]: one["type"] for one in figures["schema"]["fields"]}
    assert (types["value"], types["first_year"], types["source"]) == ("number", "integer", "string")


@pytest.mark.parametrize("path", ["plan", CLAIM, "", "questions", "data"])
def test_an_address_without_a_language_lists_all_three(path: str, copy: Path) -> None:
    page = Crawled(path, 200, "text/html", 0, (copy / path / "index.html").read_text("utf-8"))
    alternates = {one.get("hreflang"): one.get("href") for one in page.tree.iter("link") if one.get("rel") == "alternate"}  # fmt: skip
    assert set(alternates) == set(LANGUAGES)
    for lang, href in alternates.items():
        there = (copy / path / str(href)).resolve()
        assert there == copy / lang / path / "index.html"
        assert f'<html lang="{lang}">' in there.read_text(encoding="utf-8")


def test_addresses_stay_what_they_are_on_any_server(served: str) -> None:
    with httpx.Client(base_url=served, follow_redirects=True) as client:
        for path in ("/nb/plan", f"/en/{CLAIM}", "/plan", "/id/source/003", "/nn/"):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (200, "text/html"), path  # fmt: skip
        for path in (f"/nb/{CLAIM}.json", "/nb/index.csv", "/doc/source/003.ttl", "/download/figures.csv", "/robots.txt"):  # fmt: skip
            assert client.get(path).status_code == 200, path
        turtle = Graph().parse(data=client.get("/doc/claim/003-early-identification-2020.ttl").content)  # fmt: skip
        assert (URIRef("https://rusfelt.example/id/claim/003-early-identification-2020"), None, None) in turtle  # fmt: skip


def test_what_needs_a_server_says_so(copy: Path) -> None:
    for lang, words in (("nb", "trenger en tjener"), ("nn", "treng ein tenar"), ("en", "need a server")):  # fmt: skip
        for path in ("search", "sparql", "validate"):
            assert words in (copy / lang / path / "index.html").read_text(encoding="utf-8")
        assert 'role="search"' not in (copy / lang / "plan/index.html").read_text(encoding="utf-8")


def test_the_query_behind_a_page_is_kept(copy: Path) -> None:
    page = (copy / "en" / CLAIM / "index.html").read_text(encoding="utf-8")
    name = page.partition("queries/en/")[2].partition('"')[0]
    assert "SELECT" in (copy / "queries/en" / name).read_text(encoding="utf-8")


def test_a_reader_walks_through_the_copy(served: str, browser: Browser) -> None:
    failed: list[str] = []
    page = browser.new_page()
    try:
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)  # fmt: skip
        page.goto(served + "/")
        page.click('a[hreflang="nn"]')
        page.click('nav a[href*="questions"]')
        page.click("ul.saved li a")
        page.click('header nav.languages a[hreflang="en"]')
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none" or page.evaluate("document.styleSheets.length") == 1  # fmt: skip
        assert not failed
    finally:
        page.close()


def test_a_folder_that_is_not_empty_is_left_alone(out: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    done = rusfelt("export", tmp_path, "--out", out)
    assert done.returncode == 2
    assert f"{tmp_path}: is there already, and is no empty folder" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]
    done = rusfelt("export", tmp_path / "mine.txt", "--out", out)
    assert done.returncode == 2
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("address", ["copy.example", "ftp://copy.example", "https://copy.example/folder"])  # fmt: skip
def test_an_address_is_scheme_and_host(address: str, out: Path, tmp_path: Path) -> None:
    done = rusfelt("export", tmp_path / "x", "--out", out, "--address", address)
    assert done.returncode == 2
    assert "scheme and host" in done.stderr
    assert not (tmp_path / "x").exists()


@pytest.mark.deep
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_export_that_is_interrupted_leaves_nothing(
    number: int, out: Path, tmp_path: Path
) -> None:
    command = [RUSFELT, "export", tmp_path / "site", "--out", out]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, process_group=0) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "loading the graph\n"
        while not [*tmp_path.glob(".site-*/nb/index.html")]:
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(number)
        process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert not (tmp_path / "site").exists()
    assert not [*tmp_path.iterdir()]


def test_an_interruption_that_is_dropped_on_its_way_comes_again_and_no_second_one_does() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Interruption() as interruption:
        interruption.check()
        with suppress(SystemExit):
            signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(SystemExit) as ended:
            interruption.check()
    assert ended.value.code == 128 + signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("/nb/plan", "nb/plan/index.html"),
        ("/nb/", "nb/index.html"),
        ("/nb/plan.json", "nb/plan.json"),
        ("/doc/source/003?format=ttl", "doc/source/003.ttl"),
        ("?page=2", "nb/compare/page-2/index.html"),
        ("/nb/compare.linkset.json?page=2", "nb/compare/page-2.linkset.json"),
        ("?unit=arsverk&page=2", "nb/copy/index.html"),
        ("/nb/search?q=896", "nb/search/index.html"),
        ("/nb/sparql?question=cq07-early-identification-share", "queries/nb/cq07-early-identification-share.rq"),
        ("/nb/sparql", "nb/sparql/index.html"),
        ("/nb/a%20b", "nb/a b/index.html"),
    ],
)  # fmt: skip
def test_which_file_an_address_becomes(link: str, file: str) -> None:
    found = Addresses("https://rusfelt.example/").place(link, "/nb/compare")
    assert found is not None
    assert found[0].file == file


@pytest.mark.parametrize("link", ["#a", "https://a.example/", "//a.example/x", "mailto:a@a.example"])  # fmt: skip
def test_other_links_stay(link: str) -> None:
    assert Addresses("https://rusfelt.example/").place(link, "/nb/compare") is None


def test_the_crate_describes_all_that_it_names(copy: Path) -> None:
    crate = json.loads((copy / "ro-crate-metadata.json").read_bytes())["@graph"]
    of = {one["@id"]: one for one in crate}
    assert len(of) == len(crate)
    assert of["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    root = of["./"]
    for one in (*root["hasPart"], root["license"], root["author"], root["publisher"]):
        assert of[one["@id"]]["name"]
    assert root["datePublished"]
    assert {one["@id"] for one in root["hasPart"]} == {
        name for name, one in of.items() if one["@type"] == "File"
    }


def test_a_crate_as_its_validator_knows_it(copy: Path) -> None:
    """It needs another version of rich than import-linter does, so it lives elsewhere; and the network, for its context."""
    validator = os.environ.get("ROCRATE_VALIDATOR")
    if validator is None:
        pytest.skip("ROCRATE_VALIDATOR does not name the command of roc-validator")
    done = subprocess.run(
        [*validator.split(), "-y", "validate", "--no-paging", "--requirement-severity", "RECOMMENDED", copy],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
