"""Source pages: every highlight is the text at its offsets, and no other text is ever shown."""

import csv
import io
import re
import shutil
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from server.answers.elements.said import Text
from server.answers.sources.marked_text import Place, parts, pieces
from server.answers.sources.passage_context import passage_context
from server.answers.sources.source_text import source_text
from tests.commands import rusfelt, rusfelt_apart
from tests.graph_build.little import LAST, LATER, REGISTERS, TEXT, digest, write_little
from tests.server.crawl import Crawled, fetched
from tests.server.served import Served, serving
from tests.some import some

PHONE = "22 11 33 44"
OWN = TEXT + f"Ring oss på telefon {PHONE}.\n"
PLACES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda one: (min(one), max(one))),
    max_size=8,
)


def places(found: list[tuple[int, int]]) -> list[Place]:
    """Places of claims 1, 2, …"""
    return [
        Place(number, 1, start, end, Text(f"f{number}", "nb"))
        for number, (start, end) in enumerate(found, 1)
    ]


@given(PLACES)
def test_pieces_are_the_whole_text_cut_at_every_bound(found: list[tuple[int, int]]) -> None:
    words = "abcdefghij" * 5
    cut = pieces(words, places(found))
    assert "".join(one.words for one in cut) == words
    for one in cut:
        assert one.words == words[one.start : one.end]
        for at in range(one.start, one.end):
            covering = {n for n, (start, end) in enumerate(found, 1) if start <= at < end}
            assert set(one.claims) == covering
    begun = [place.number for one in cut for place in one.begins]
    within = [n for n, (a, b) in enumerate(found, 1) if a < min(b, len(words))]
    assert sorted(begun) == within


@given(PLACES)
def test_parts_count_every_character_that_no_claim_has(found: list[tuple[int, int]]) -> None:
    covered = {at for start, end in found for at in range(start, end)}
    cut = parts(60, places(found))
    gaps = [one for one in cut if not one.places]
    assert {at for one in gaps for at in range(one.start, one.end)} == set(range(60)) - covered
    assert sum(one.size for one in gaps) == 60 - len(covered)
    assert {place.number for one in cut for place in one.places} == {*range(1, len(found) + 1)}


def test_numbers_of_persons_are_hidden_and_offsets_hold() -> None:
    text = source_text(digest(OWN), OWN.encode())
    assert text.right
    assert PHONE not in text.shown
    assert len(text.shown) == len(text.words)
    assert [n for n, (a, b) in enumerate(zip(text.words, text.shown, strict=True)) if a != b] == [
        at + OWN.index(PHONE) for at, sign in enumerate(PHONE) if sign.isdigit()
    ]


@pytest.mark.parametrize("content", [OWN.encode() + b" ", "blåbær".encode("latin-1")])
def test_another_text_is_known_by_its_hash_only(content: bytes) -> None:
    text = source_text(digest(OWN), content)
    assert not text.right
    assert (text.found, text.words, text.shown) == (sha256(content).hexdigest(), "", "")
    assert passage_context(text, 0, 4, None, None) is None


def test_a_passage_stands_in_its_sentence_with_one_on_each_side() -> None:
    text = source_text(digest(OWN), OWN.encode())
    start = OWN.index(LATER)
    found = passage_context(text, start, start + len(LATER), "30,5 hus", digest(LATER))
    assert found is not None
    assert found.holds
    assert found.inside == "30,5 hus"
    assert found.lead + found.inside + found.rest == LATER
    assert found.before == "Byen åpnet tolv 😀 hus i fjor.\n"
    assert found.after.startswith(", sa byen.\nNå tenker")
    assert found.after.endswith("bygge selv.")
    assert found.cut == (False, True)
    other = passage_context(text, start, start + len(LATER), "30,5 hus", digest(LAST))
    assert other is not None
    assert not other.holds
    assert passage_context(text, 5, len(OWN) + 1, None, None) is None


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of a text of our own with a telephone number, in `out/rusfelt.nq`; the text in `own/texts`."""
    folder = tmp_path_factory.mktemp("sources")
    little = write_little(folder / "own")
    little.spoil(REGISTERS, digest(TEXT), digest(OWN))
    little.spoil(REGISTERS, f"length = {len(TEXT)}", f"length = {len(OWN)}")
    (little.texts / "t1.txt").write_bytes(OWN.encode())
    done = rusfelt("build", "--facts", "own", "--no-validation", "--out", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def served_with(own: Path, texts: Path | None) -> Iterator[Served]:
    sources = ("--sources", str(texts)) if texts else ()
    with serving("--graph", str(own / "out/rusfelt.nq"), *sources) as running:
        yield running


@pytest.fixture(scope="module")
def mounted(own: Path) -> Iterator[Served]:
    yield from served_with(own, own / "own/texts")


@pytest.fixture(scope="module")
def unmounted(own: Path) -> Iterator[Served]:
    yield from served_with(own, None)


def elements(page: Crawled, tag: str) -> list[Element]:
    return [*page.tree.iter(tag)]


def classed(page: Crawled, name: str) -> Element:
    """The first element of a class."""
    return next(one for one in page.tree.iter() if name in (one.get("class") or "").split())


def highlights(page: Crawled, shown: str) -> set[int]:
    """The characters that are highlighted; each highlight is the text at its offsets."""
    found = set[int]()
    for mark in elements(page, "mark"):
        start, end = int(mark.get("data-start", "")), int(mark.get("data-end", ""))
        assert "".join(mark.itertext()) == shown[start:end]
        found |= {*range(start, end)}
    return found


def assert_linked_both_ways(page: Crawled) -> None:
    """Every number in the text leads to a claim of the list, every place of a claim back to it."""
    anchors = page.anchors()
    within = [one for one in elements(page, "a") if (one.get("href") or "").startswith("#")]
    there = {one.get("href", "")[1:] for one in within}
    assert there - {"content"} <= anchors
    claims = {one for one in anchors if re.fullmatch(r"c\d+", one)}
    numbers = {one for one in anchors if re.fullmatch(r"t\d+(-\d+)?", one)}
    assert claims
    assert claims | numbers <= there


def without_numbers(text: Element) -> str:
    """The words of the text without the numbers before them."""
    own = text.text or ""
    for child in text:
        own += ("" if child.tag == "sup" else "".join(child.itertext())) + (child.tail or "")
    return own


def test_a_right_text_is_shown_whole_with_every_claim_in_place(mounted: Served) -> None:
    page = fetched(mounted, "/nb/sources/t1")
    shown = OWN.replace(PHONE, "•• •• •• ••")
    assert without_numbers(classed(page, "text")) == shown
    claimed = [LATER, LAST, "alle 100 %", "Byen åpnet tolv 😀 hus i fjor"]
    expected = {at for one in claimed for at in range(OWN.index(one), OWN.index(one) + len(one))}
    assert highlights(page, shown) == expected
    assert_linked_both_ways(page)
    assert digest(OWN) in page.text


def test_a_shown_text_is_kept_by_nobody_on_the_way_and_in_no_other_form(mounted: Served) -> None:
    for path in ("/nb/sources/t1", "/nb/claims/t1/later"):
        answer = mounted.client.get(path)
        assert "Nå tenker de større" in answer.text
        assert answer.headers["Cache-Control"] == "private, no-cache"
        for form in (".json", ".csv", ".linkset.json", ".bib", ".csl.json"):
            assert "Nå tenker de større" not in mounted.client.get(path + form).text
    for path in ("/sources", "/sources/t1.json"):
        assert mounted.client.get("/nb" + path).headers["Cache-Control"] == "no-cache"


FETCHED = "address => fetch(address).then(one => one.text(), () => null)"


def test_scripts_of_other_sites_read_all_but_a_shown_text(
    mounted: Served, unmounted: Served, browser: Browser
) -> None:
    elsewhere = browser.new_page()
    for path in ("/nb/sources/t1", "/nb/claims/t1/later"):
        answer = mounted.client.get(path)
        assert "Access-Control-Allow-Origin" not in answer.headers
        again = mounted.client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
        assert "Access-Control-Allow-Origin" not in again.headers
        assert elsewhere.evaluate(FETCHED, mounted.address + path) is None
        for there in (mounted.address + path + ".json", unmounted.address + path):
            assert elsewhere.evaluate(FETCHED, there)
    elsewhere.close()


def test_no_number_of_a_person_is_in_any_page(mounted: Served) -> None:
    for path in ("/nb/sources/t1", "/nb/claims/t1/opened", "/nb/claims/t1/later"):
        assert PHONE not in mounted.client.get(path).text


def test_a_claim_stands_in_its_text_and_its_words_are_held_against_it(mounted: Served) -> None:
    page = fetched(mounted, "/nb/claims/t1/later")
    assert ["".join(one.itertext()) for one in elements(page, "mark")] == [
        "30,5 hus",
        "et jorde",
        "100 %",
    ]
    assert page.text.count("ordene stemmer") == 3
    assert digest(LATER)[:16] in page.text


def test_without_a_text_its_fragments_stand_in_order_and_gaps_are_counted(
    unmounted: Served,
) -> None:
    page = fetched(unmounted, "/nb/sources/t1")
    flow = classed(page, "flow")
    assert [one.text for one in flow.iter("q")] == ["tolv 😀 hus", "30,5 hus", "et jorde", "100 %"]
    told = [int(n) for n in re.findall(r"\[(\d+)\]", "".join(flow.itertext()))]
    first, second, third = (OWN.index(one) for one in ("Byen", LATER, LAST))
    assert told == [
        second - (first + len("Byen åpnet tolv 😀 hus i fjor")),
        third - (second + len(LATER)),
        len(OWN) - (third + len(LAST)),
    ]
    assert_linked_both_ways(page)
    assert "Nå tenker" not in page.text
    assert unmounted.client.get("/nb/sources/t1").headers["Cache-Control"] == "no-cache"


@pytest.mark.deep
def test_of_a_wrong_text_both_hashes_are_shown_and_no_word(own: Path, tmp_path: Path) -> None:
    wrong = OWN.replace("jorde", "torg")
    (tmp_path / "t1.txt").write_bytes(wrong.encode())
    for running in served_with(own, tmp_path):
        page = fetched(running, "/nb/sources/t1")
        assert digest(OWN) in page.text
        assert digest(wrong) in page.text
        assert "torg" not in page.text
        assert not elements(page, "mark")
        assert "ordene stemmer" not in running.client.get("/nb/claims/t1/later").text
        assert "t1.txt: is not the text that the graph was made from" in running.said.read_text(
            "utf-8"
        )


@pytest.mark.deep
def test_a_text_is_held_against_its_hash_again_with_each_snapshot(
    own: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "rusfelt.nq"
    shutil.copyfile(own / "out/rusfelt.nq", graph)
    (tmp_path / "t1.txt").write_bytes(b"another")
    with serving("--graph", str(graph), "--sources", str(tmp_path)) as running:
        assert "Nå tenker" not in running.client.get("/nb/sources/t1").text
        (tmp_path / "t1.txt").write_bytes(OWN.encode())
        with graph.open("a", encoding="utf-8") as file:
            file.write("<urn:a> <urn:b> <urn:c> .\n")
        while not running.metric("rusfelt_snapshots_served_total"):
            time.sleep(0.05)
        assert "Nå tenker" in running.client.get("/nb/sources/t1").text


def test_a_folder_that_is_not_there_is_told_in_one_line(own: Path) -> None:
    graph = str(own / "out/rusfelt.nq")
    done = rusfelt_apart("serve", "--graph", graph, "--sources", own / "none", "--port", "0")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("give the folder that holds the source texts")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", some(["003", "000", "001", "002", "004"]))
def test_every_highlight_of_a_text_is_the_text_at_its_offsets(
    number: str, built_graph: Path, shared: Path
) -> None:
    (path,) = (shared / "seeds").glob(f"{number}*")
    with serving("--graph", str(built_graph), "--sources", str(shared / "seeds")) as running:
        words = path.read_bytes().decode()
        shown = source_text(digest(words), path.read_bytes()).shown
        page = fetched(running, f"/nb/sources/{number}")
        assert without_numbers(classed(page, "text")) == shown
        rows = list(
            csv.DictReader(io.StringIO(running.client.get(f"/nb/sources/{number}.csv").text))
        )
        places = [(int(row["start"]), int(row["end"])) for row in rows]
        assert highlights(page, shown) == {at for a, b in places for at in range(a, b)}
        for row, (start, end) in zip(rows, places, strict=True):
            assert row["words"] in words[start:end]
        assert_linked_both_ways(page)
        assert not re.search(r"\d{3} ?\d{2} ?\d{3}", without_numbers(classed(page, "text")))
        assert len(page.text.encode()) < 100_000


@pytest.fixture(scope="module")
def built_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the five texts."""
    folder = tmp_path_factory.mktemp("built")
    assert rusfelt("build", "--out", folder).returncode == 0
    return folder / "rusfelt.nq"
