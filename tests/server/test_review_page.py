"""The review page: on this machine alone, written back as the terminal does, and nothing that was typed is lost."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from graph_build.layers.builder import BuiltGraph
from server.intake.review.review_file import ReviewFile
from tests.commands import rusfelt
from tests.rusfelt.new_text import facts, registered
from tests.server.served import Served, serving
from tests.server.test_accessibility import AXE, violations
from tests.some import some

HTML = {"Accept": "text/html"}
FIRST, SECOND = "fte-total-2022", "fte-growth-2021-2022-change"


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a text of six proposals, whose source nobody has confirmed; not to be changed."""
    return registered(tmp_path_factory.mktemp("new"))


@pytest.fixture(scope="module")
def pristine(new: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the source confirmed; not to be changed."""
    own = tmp_path_factory.mktemp("confirmed") / "own"
    shutil.copytree(new, own)
    ReviewFile(own, "005").confirm_source("helsedirektoratet", date(2023, 3, 3))
    return own


@pytest.fixture(scope="module")
def reviewing(
    pristine: Path, built: BuiltGraph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Served, Path]]:
    """A server with the review page of a folder, and that folder."""
    folder = tmp_path_factory.mktemp("reviewed")
    (folder / "rusfelt.nq").write_bytes(built.nquads)
    shutil.copytree(pristine, folder / "own")
    options = ("--review", "--facts", str(folder / "own"), "--graph", str(folder / "rusfelt.nq"))
    with serving(*options) as running:
        yield running, folder / "own"


class Desk:
    """The review page of source 005, as somebody asks for it."""

    def __init__(self, reviewing: Served, own: Path) -> None:
        self.client, self.own = reviewing.client, own
        found = re.search(r"/review\?token=(\S+)", reviewing.said.read_text(encoding="utf-8"))
        assert found is not None
        self.token, self.address = found[1], reviewing.address

    def get(self, **asked: str) -> httpx.Response:
        asked = {"token": self.token, "reader": "kari"} | asked
        return self.client.get("/nb/review/005", params=asked, headers=HTML)

    def shown(self, page: httpx.Response) -> dict[str, str]:
        """The hidden fields of the first form that decides on something."""
        form = page.text.partition('method="post"')[2]
        names = ("id", "state", "next")
        return {name: re.search(rf'name="{name}" value="([^"]*)"', form)[1] for name in names}  # type: ignore[index]

    def send(self, sent: dict[str, str], **asked: str) -> httpx.Response:
        asked = {"token": self.token, "reader": "kari"} | asked
        return self.client.post(
            "/nb/review/005", params=asked, data=sent, headers=HTML, follow_redirects=False
        )

    def decide(self, action: str, at: str = FIRST, **fields: str) -> httpx.Response:
        """Open a proposal and decide on it."""
        typed = {
            f"field.{name}": value
            for name, value in fields.items()
            if "." in name or name == "topics"
        }
        more = {name: value for name, value in fields.items() if f"field.{name}" not in typed}
        return self.send({**self.shown(self.get(at=at)), "action": action, **typed, **more})


@pytest.fixture
def desk(reviewing: tuple[Served, Path], pristine: Path) -> Desk:
    """The page, over a folder in which nothing is decided yet."""
    shutil.rmtree(reviewing[1])
    shutil.copytree(pristine, reviewing[1])
    return Desk(*reviewing)


def test_without_review_there_is_no_such_page(served: Served) -> None:
    for path in ("/review", "/nb/review", "/nb/review/005"):
        assert served.client.get(path, headers=HTML).status_code == 404
        assert served.client.post(path).status_code == 404


@pytest.mark.parametrize(
    ("more", "told"),
    some(
        [
            (("--host", "0.0.0.0"), "others can reach 0.0.0.0"),
            (("--behind-proxy",), "goes with no --behind-proxy"),
            (("--facts", "nowhere"), "is no folder"),
        ]
    ),
)
def test_it_is_not_served_to_others(more: tuple[str, ...], told: str) -> None:
    done = rusfelt("serve", "--review", *more)
    assert (done.returncode, told in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("asked", "headers", "status"),
    [
        ({"token": ""}, {}, 403),
        ({"token": "x" * 32}, {}, 403),
        ({}, {"Host": "rusfelt.example"}, 421),
        ({}, {"Origin": "http://rusfelt.example"}, 403),
        ({}, {"Origin": "null"}, 403),
        ({}, {"Origin": "http://127.0.0.1:1"}, 403),
    ],
)
def test_nobody_else_is_answered(
    asked: dict[str, str], headers: dict[str, str], status: int, desk: Desk
) -> None:
    before = (desk.own / "facts/005.toml").read_bytes()
    sent = {**desk.shown(desk.get(at=FIRST)), "action": "reject", "reason": "x"}
    for method in ("GET", "POST"):
        found = desk.client.request(
            method,
            "/nb/review/005",
            params={"token": desk.token} | asked,
            headers=HTML | headers,
            data=sent if method == "POST" else None,
        )
        assert found.status_code == status
        assert "17 074" not in found.text
        assert found.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in found.headers
    assert (desk.own / "facts/005.toml").read_bytes() == before


def test_it_is_kept_nowhere_and_found_nowhere(desk: Desk) -> None:
    page = desk.get()
    assert page.headers["cache-control"] == "no-store"
    assert "noindex" in page.headers["x-robots-tag"]
    assert "access-control-allow-origin" not in page.headers
    public = desk.client.get("/nb/", headers=HTML)
    assert page.headers["content-security-policy"] == public.headers["content-security-policy"]
    for path in ("/nb/", "/sitemap-1.xml", "/robots.txt"):
        assert "/review" not in desk.client.get(path, headers=HTML).text
    preflight = desk.client.options("/nb/review/005", params={"token": desk.token})
    assert "access-control-allow-origin" not in preflight.headers


def test_what_is_accepted_is_written_as_the_terminal_writes_it(
    desk: Desk, pristine: Path, tmp_path: Path
) -> None:
    terminal = tmp_path / "own"
    shutil.copytree(pristine, terminal)
    rusfelt("review", "005", "--facts", terminal, "--reader", "kari", stdin="s\na\nr\nno fact\nq\n")
    done = desk.decide("accept")
    assert (done.status_code, SECOND in done.headers["location"]) == (303, True)
    assert desk.decide("reject", SECOND, reason="no fact").status_code == 303
    for path in ("facts/005.toml", "registers/sources.toml"):
        assert (desk.own / path).read_bytes() == (terminal / path).read_bytes()


def test_text_proposal_and_similar_claims_stand_side_by_side(desk: Desk) -> None:
    page = desk.get(at=FIRST).text
    assert "<mark><strong>17 074</strong></mark>" in page
    assert 'name="field.observation.indicator" value="fte-total"' in page
    assert "/nb/claims/002/fte-2023" in page
    assert "forslag 1 av 6" in page
    assert "6 står igjen, 0 er avgjort" in page
    assert f"at={SECOND}" in page


def test_several_fields_are_changed_and_accepted_in_one_decision(desk: Desk) -> None:
    label = "17 074 årsverk i 2022"
    done = desk.decide("accept", **{"label.nb": label, "topics": "workforce, plan"})
    assert done.status_code == 303, done.text
    (claim,) = facts(desk.own)["claim"]
    assert (claim["label"]["nb"], claim["topics"]) == (label, ["workforce", "plan"])


def test_a_wrong_value_stands_beside_its_field_and_nothing_is_written(desk: Desk) -> None:
    before = (desk.own / "facts/005.toml").read_bytes()
    typed = {"observation.value": "17075", "label.nb": "Mine egne <ord>"}
    page = desk.decide("accept", **typed)
    assert page.status_code == 422
    assert (
        "17075 is not what the words"
        in page.text.partition('id="fault-observation.value"')[2][:200]
    )
    assert 'value="17075"' in page.text
    assert "Mine egne &lt;ord&gt;" in page.text
    assert (desk.own / "facts/005.toml").read_bytes() == before


def test_what_is_open_is_told_beside_its_field(desk: Desk) -> None:
    page = desk.decide("accept", "act")
    assert page.status_code == 422
    for field in ("topics", "need.matter"):
        assert f'id="fault-{field}"' in page.text


def test_a_text_in_three_languages_is_told_beside_the_language_that_has_none(desk: Desk) -> None:
    page = desk.decide("accept", **{"label.nb": "", "label.nn": "Mine ord", "label.en": "My words"})
    assert page.status_code == 422
    assert "key nb is missing" in page.text.partition('id="fault-label.nb"')[2][:200]
    assert 'id="fault-label.nn"' not in page.text


def test_what_is_meant_by_an_id_is_not_told_of_another(desk: Desk) -> None:
    meaning = '<span class="meaning">årsverk</span>'
    assert meaning in desk.get(at=FIRST).text
    page = desk.decide("accept", **{"observation.unit": "nothing"})
    assert page.status_code == 422
    assert meaning not in page.text


def test_a_part_of_a_field_that_has_none_is_refused(desk: Desk) -> None:
    page = desk.decide("save", **{"new-field": "mode.nb", "new-value": "x"})
    assert page.status_code == 422
    assert "mode has one value, and no parts" in page.text


def test_in_whose_name_a_decision_is_taken_stands_beside_it(desk: Desk) -> None:
    assert "i navnet til kari" in desk.get(at=FIRST).text
    assert "i navnet til Ola" in desk.get(at=FIRST, reader="Ola").text


def test_a_file_that_was_edited_meanwhile_loses_nothing(desk: Desk) -> None:
    shown = desk.shown(desk.get(at=FIRST))
    path = desk.own / "facts/005.toml"
    edited = path.read_text(encoding="utf-8").replace('unit = "arsverk"', 'unit = "person"')
    path.write_text(edited, encoding="utf-8")
    page = desk.send(
        {**shown, "action": "accept", "field.label.nb": "Mitt", "field.observation.unit": "arsverk"}
    )
    assert page.status_code == 409
    assert ">\nMitt</textarea>" in page.text
    assert "I filen nå: person" in page.text
    assert path.read_text(encoding="utf-8") == edited
    again = desk.send({**desk.shown(page), "action": "save", "field.observation.unit": "arsverk"})
    assert again.status_code == 303
    assert 'unit = "arsverk"' in path.read_text(encoding="utf-8")


@pytest.mark.deep
def test_what_somebody_else_has_decided_is_told_with_what_was_typed(desk: Desk) -> None:
    shown = desk.shown(desk.get(at=FIRST))
    assert desk.decide("reject", reason="said twice").status_code == 303
    page = desk.send({**shown, "action": "accept", "field.label.nb": "Mine ord"})
    assert page.status_code == 409
    assert "Mine ord" in page.text
    assert "claim" not in facts(desk.own)


def test_who_rejects_says_why(desk: Desk) -> None:
    page = desk.decide("reject")
    assert (page.status_code, 'id="fault-reason"' in page.text) == (422, True)
    assert "rejected" not in facts(desk.own)


@pytest.mark.deep
def test_only_what_was_a_claim_is_withdrawn(desk: Desk) -> None:
    why = {"why-nb": "Rettet", "why-nn": "Retta", "why-en": "Corrected"}
    assert "Trekk påstanden tilbake" not in desk.get(at=FIRST).text
    assert desk.decide("withdraw", **why).status_code == 422
    path = desk.own / "facts/005.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace('by = "', 'confirmed_by = "ola"\nby = "', 1), encoding="utf-8")
    assert "Trekk påstanden tilbake" in desk.get(at=FIRST).text
    page = desk.decide("withdraw", **{"why-nb": "Rettet"})
    assert 'id="fault-why-nn"' in page.text
    assert 'value="Rettet"' in page.text
    assert desk.decide("withdraw", **why, successor="003-growth-total").status_code == 303
    (gone,) = facts(desk.own)["withdrawn"]
    assert (gone["id"], gone["reason"]["nn"], gone["successor"]) == (
        FIRST,
        "Retta",
        "003-growth-total",
    )


@pytest.mark.deep
def test_a_second_reader_is_somebody_else(desk: Desk) -> None:
    desk.decide("accept")
    mine = desk.get(second="1")
    assert "Ingen påstander venter på kari" in mine.text
    theirs = desk.get(second="1", reader="ola")
    assert "påstand 1 av 1" in theirs.text
    assert "Ikke enig?" in theirs.text
    assert "Liknende påstander" not in theirs.text
    done = desk.send({**desk.shown(theirs), "action": "agree"}, second="1", reader="ola")
    assert done.status_code == 303
    assert facts(desk.own)["claim"][0]["second_reader"] == "ola"


def test_the_source_comes_first(desk: Desk, new: Path, pristine: Path) -> None:
    shutil.rmtree(desk.own)
    shutil.copytree(new, desk.own)
    state = re.search(r'name="state" value="([^"]*)"', desk.get().text)[1]  # type: ignore[index]
    sent = {"state": state, "action": "source", "publisher": "helsedirektoratet"}
    page = desk.send(sent | {"issued": "3. mars"})
    assert (page.status_code, 'value="3. mars"' in page.text) == (422, True)
    assert desk.send(sent | {"issued": "2023-03-03"}).status_code == 303
    mine, theirs = (one / "registers/sources.toml" for one in (desk.own, pristine))
    assert mine.read_bytes() == theirs.read_bytes()


@pytest.mark.deep
def test_numbers_that_are_no_facts_are_taken_together(desk: Desk) -> None:
    page = desk.get().text.partition("Tall som ikke er fakta: 3")[2]
    assert "<mark>22 33 44 55</mark>" in page
    state = re.search(r'name="state" value="([^"]*)"', page)[1]  # type: ignore[index]
    assert desk.send({"state": state, "action": "unclaimed"}).status_code == 303
    assert len(facts(desk.own)["unclaimed"]) == 3


def test_a_file_that_is_no_toml_is_told_with_its_line(desk: Desk) -> None:
    path = desk.own / "facts/005.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\nx = = 1\n", encoding="utf-8")
    page = desk.get()
    assert page.status_code == 409
    assert "005.toml:" in page.text
    listed = desk.client.get("/nb/review", params={"token": desk.token}, headers=HTML)
    assert "005.toml:" in listed.text


@pytest.mark.parametrize("path", some(["/nb/review/006", "/nb/review/%00", "/nb/review/..%2F005"]))
def test_a_source_that_is_not_there_is_not_found(path: str, desk: Desk) -> None:
    found = desk.client.get(path, params={"token": desk.token}, headers=HTML)
    assert found.status_code in (400, 404)


@pytest.mark.parametrize(
    ("scheme", "width", "lang"),
    some([("dark", 320, "nn"), ("light", 1280, "nb"), ("dark", 1280, "en"), ("light", 320, "nb")]),
)
def test_everybody_can_read_and_decide(
    scheme: str, width: int, lang: str, desk: Desk, browser: Browser
) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
    )
    page = context.new_page()
    for path in ("", f"/005?at={FIRST}", "/005?at=act", "/005?second=1&reader=ola"):
        page.goto(
            f"{desk.address}/{lang}/review{path}{'&' if '?' in path else '?'}token={desk.token}"
        )
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        if AXE.is_file():
            assert not violations(page, AXE.read_text(encoding="utf-8"))
    # By keys alone, and as a browser sends it: a change, a decision.
    page.goto(f"{desk.address}/{lang}/review/005?at={FIRST}&token={desk.token}")
    page.focus("#f-label\\.nb")
    page.keyboard.press("Control+A")
    page.keyboard.type("Mine ord")
    page.focus("button[value=accept]")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=accepted**")
    assert page.locator("[role=status]").count() == 1
    context.close()
    assert facts(desk.own)["claim"][0]["label"]["nb"] == "Mine ord"
