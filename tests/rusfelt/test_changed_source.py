"""A registered text that has changed: what is untouched is carried over, nothing is tied to what looks like it."""

import shutil
from pathlib import Path

import pytest

from tests.commands import Done, rusfelt
from tests.rusfelt.new_text import NEW, facts, registered, reviewed
from tests.server.served import serving


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the text, of which everything that has all fields is accepted."""
    own = registered(tmp_path_factory.mktemp("new"))
    assert len(reviewed(own)) == 4
    return own


@pytest.fixture
def own(accepted: Path, tmp_path: Path) -> Path:
    shutil.copytree(accepted, tmp_path / "own")
    return tmp_path / "own"


def changed(own: Path, text: str) -> Done:
    (own.parent / "later.txt").write_text(text, encoding="utf-8")
    return rusfelt("add-source", own.parent / "later.txt", "--changed", "005", "--facts", own)


def claims(own: Path) -> set[str]:
    return {one["id"] for one in facts(own).get("claim", [])}


def open_claims(own: Path) -> dict[str, str]:
    return {
        one["id"]: one["open"][0]["reason"]
        for one in facts(own).get("proposal", [])
        if one.get("open") and one["open"][0]["field"] == "spans"
    }


def assert_it_builds(own: Path) -> None:
    done = rusfelt("check-facts", "--sources", own / "texts", "--facts", own, "--beside")
    assert "is not" not in done.stderr, done.stderr


def test_what_has_moved_is_carried_over(own: Path) -> None:
    before = claims(own)
    done = changed(own, "En linje foran.\n" + NEW)
    assert done.returncode == 0, done.stderr
    assert "moved" in done.stdout
    assert claims(own) == before
    assert not open_claims(own)
    for one in facts(own)["claim"]:
        for span in one["spans"]:
            assert span["fragment"] in ("En linje foran.\n" + NEW)[span["start"] : span["end"]]


def test_a_changed_digit_opens_its_claim_and_no_other(own: Path) -> None:
    before = claims(own)
    done = changed(own, NEW.replace("17 074", "17 084"))
    assert done.returncode == 0
    assert open_claims(own).keys() == {"fte-total-2022"}
    assert "005-fte-total-2022" in done.stdout
    assert claims(own) == before - {"fte-total-2022"}


@pytest.mark.deep
def test_what_has_vanished_is_open(own: Path) -> None:
    line = "Mer enn 80 prosent av kommunene har tilbud om tidlig identifisering.\n"
    changed(own, NEW.replace(line, ""))
    (reason,) = open_claims(own).values()
    assert "in the text no more" in reason


def test_a_look_alike_is_never_taken_for_it(own: Path) -> None:
    sentence = "Mer enn 80 prosent av kommunene har tilbud om tidlig identifisering."
    like = sentence.replace("kommunene har", "kommunane har")
    changed(own, NEW.replace(sentence, like))
    assert any("share-early-identification" in id for id in open_claims(own))


@pytest.mark.deep
def test_of_several_places_none_is_picked(own: Path) -> None:
    sentence = "Mer enn 80 prosent av kommunene har tilbud om tidlig identifisering."
    rest = NEW.replace(sentence + "\n", "")
    changed(own, f"{rest}\n{sentence}\n\n{sentence}\n")
    (reason,) = open_claims(own).values()
    assert "several places" in reason


def test_who_places_a_claim_anew_can_confirm_it(own: Path) -> None:
    sentence = "Mer enn 80 prosent av kommunene har tilbud om tidlig identifisering."
    longer = sentence.replace("Mer enn", "I fjor var det slik at mer enn")
    changed(own, NEW.replace(sentence, longer))
    (id,) = open_claims(own)
    number = [one["id"] for one in facts(own)["proposal"]].index(id)
    keys = [*"s" * number, "c", "passage", longer, "a", "q"]
    done = rusfelt(
        "review", "005", "--facts", own, "--reader", "kari", stdin="\n".join(keys) + "\n"
    )
    assert id in claims(own), done.stdout + done.stderr


@pytest.mark.deep
def test_the_same_text_is_no_change(own: Path) -> None:
    done = changed(own, NEW)
    assert done.returncode == 2
    assert "nothing has changed" in done.stderr


@pytest.mark.deep
def test_a_source_that_nobody_knows_is_refused(own: Path) -> None:
    done = rusfelt(
        "add-source", own.parent / "own/facts/005.toml", "--changed", "099", "--facts", own
    )
    assert done.returncode == 2
    assert "is no registered source" in done.stderr


def test_a_shipped_source_is_carried_over_into_the_folder(shared: Path, tmp_path: Path) -> None:
    text = next((shared / "seeds").glob("003*")).read_bytes().decode()
    (tmp_path / "later.txt").write_bytes(("Ny topp.\n" + text).encode())
    own = tmp_path / "own"
    done = rusfelt("add-source", tmp_path / "later.txt", "--changed", "003", "--facts", own)
    assert done.returncode == 0, done.stderr
    assert "0 claims to decide on" in done.stdout
    checked = rusfelt("check-facts", "--facts", own, "--sources", shared / "seeds")
    assert checked.returncode == 0, checked.stderr


def test_a_withdrawn_claim_leaves_its_iri_with_the_reason_and_its_successor(
    own: Path, tmp_path: Path
) -> None:
    changed(own, NEW.replace("17 074", "17 084"))
    number = [one["id"] for one in facts(own)["proposal"]].index("fte-total-2022")
    reasons = ["Tallet er rettet", "Talet er retta", "The figure was corrected"]
    keys = [*"s" * number, "w", *reasons, "005-opptrappingsplan-rus-2023", "q"]
    done = rusfelt(
        "review", "005", "--facts", own, "--reader", "kari", stdin="\n".join(keys) + "\n"
    )
    assert "1 decided" in done.stdout, done.stderr
    # What was tied to its words is told by the build, with its place.
    path = own / "facts" / "005.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('period_from = ["fte-total-2022"]', 'period_reason = {nb = "x", nn = "x", en = "x"}'), encoding="utf-8")  # fmt: skip
    built = rusfelt("build", "--facts", own, "--no-validation", "--out", tmp_path / "out")
    assert built.returncode == 0, built.stderr
    with serving("--graph", str(tmp_path / "out" / "rusfelt.nq")) as running:
        for path_ in ("/claims/005/fte-total-2022", "/id/claim/005-fte-total-2022"):
            page = running.client.get(
                path_, headers={"Accept": "text/html", "Accept-Language": "nb"}
            )
            assert page.status_code == 410
            assert "Tallet er rettet" in page.text
            assert "/nb/claims/005/opptrappingsplan-rus-2023" in page.text
        turtle = running.client.get(
            "/id/claim/005-fte-total-2022", headers={"Accept": "text/turtle"}
        )
        assert turtle.status_code == 410
        assert "Talet er retta" in turtle.text
        assert "005-fte-total-2022" not in running.client.get("/sitemap.xml").text


@pytest.mark.deep
def test_who_withdraws_says_why(own: Path) -> None:
    changed(own, NEW.replace("17 074", "17 084"))
    number = [one["id"] for one in facts(own)["proposal"]].index("fte-total-2022")
    keys = [*"s" * number, "w", "", "", "", "q"]
    done = rusfelt(
        "review", "005", "--facts", own, "--reader", "kari", stdin="\n".join(keys) + "\n"
    )
    assert "says why" in done.stderr
    assert "withdrawn" not in facts(own)
