"""Decisions on proposals: each is checked like any fact and written at once, whatever else happens to the file."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from server.intake.review.refusals import Refused
from server.intake.review.review_file import ReviewFile
from tests.commands import Done, rusfelt
from tests.rusfelt.new_text import facts, registered, reviewed


@pytest.fixture(scope="module")
def undecided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return registered(tmp_path_factory.mktemp("new"))


@pytest.fixture
def own(undecided: Path, tmp_path: Path) -> Path:
    """A folder with the text, to decide on."""
    shutil.copytree(undecided, tmp_path / "own")
    return tmp_path / "own"


def review(own: Path, *lines: str, reader: str = "kari", more: tuple[str, ...] = ()) -> Done:
    stdin = "".join(f"{line}\n" for line in lines)
    return rusfelt("review", "005", "--facts", own, "--reader", reader, *more, stdin=stdin)


def test_what_is_accepted_is_in_the_graph(own: Path, tmp_path: Path) -> None:
    done = review(own, "", "", "a", "a", "q")
    assert done.returncode == 0, done.stderr
    assert "[[17 074]]" in done.stdout
    (claim,) = facts(own)["claim"]
    assert (claim["id"], claim["confirmed_by"]) == ("fte-total-2022", "kari")
    assert not {"open", "doubts", "similar", "periods"} & claim.keys()
    built = rusfelt("build", "--facts", own, "--no-validation", "--out", tmp_path / "out")
    assert built.returncode == 0, built.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["claims"]["005"] == 1
    asked = "SELECT ?v { ?o <http://www.w3.org/ns/prov#wasDerivedFrom> <https://rusfelt.example/id/claim/005-fte-total-2022> ; <http://purl.org/linked-data/sdmx/2009/measure#obsValue> ?v }"
    rows = rusfelt("query", "-", "--out", tmp_path / "out", "--format", "csv", stdin=asked).stdout
    assert rows.split() == ["v", "17074"]


def test_every_proposal_whose_open_fields_are_filled_in_can_be_accepted(own: Path) -> None:
    ids = reviewed(own)
    assert len(ids) >= 4
    assert [one["id"] for one in facts(own)["claim"]] == ids


def test_the_source_comes_first(own: Path) -> None:
    seen = facts(own)["proposal"][0]
    with pytest.raises(Refused, match="the source comes first"):
        ReviewFile(own, "005").accept(seen["id"], seen, "kari")


def test_a_number_that_the_words_do_not_say_is_not_accepted(own: Path) -> None:
    path = own / "facts" / "005.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("value = 17074", "value = 17075"), encoding="utf-8")  # fmt: skip
    before = path.read_bytes()
    done = review(own, "", "", "s", "a", "q")
    assert "17075 is not what the words «17 074» say" in done.stderr
    assert "claim" not in facts(own)
    assert "0 decided" in done.stdout
    assert b"value = 17075" in before


@pytest.mark.deep
def test_what_is_open_must_have_a_value(own: Path) -> None:
    done = review(own, "", "", *"ssssssaq")
    assert "give these a value first: topics, need.matter" in done.stderr


@pytest.mark.deep
def test_a_field_is_changed_and_open_no_more(own: Path) -> None:
    file = ReviewFile(own, "005")
    file.confirm_source("helsedirektoratet", None)
    seen = next(one for one in facts(own)["proposal"] if "need" in one)
    for field, value in (("need.matter", "availability"), ("topics", ["services"])):
        now = next(one for one in facts(own)["proposal"] if one["id"] == seen["id"])
        file.change(seen["id"], now, {field: value})
    now = next(one for one in facts(own)["proposal"] if one["id"] == seen["id"])
    assert now["need"][0]["matter"] == "availability"
    assert {"need.matter", "topics"}.isdisjoint(one["field"] for one in now.get("open", []))


def test_a_part_of_a_field_that_has_none_is_refused(own: Path) -> None:
    done = review(own, "", "", "s", "c", "mode.nb", "x", "q")
    assert done.returncode == 0, done.stderr
    assert "mode.nb: mode has one value, and no parts" in done.stderr
    assert facts(own)["proposal"][0]["mode"] == "asserted"


def test_a_passage_that_the_text_does_not_have_is_refused(own: Path) -> None:
    done = review(own, "", "", "s", "c", "passage", "Det er 1,3 prosent flere enn året før.", "q")
    assert "the text does not have this passage" in done.stderr


def test_what_is_rejected_is_kept_with_its_reason(own: Path) -> None:
    review(own, "", "", "s", "r", "said twice", "q")
    (refused,) = facts(own)["rejected"]
    assert (refused["id"], refused["reason"], refused["by"]) == (
        "fte-total-2022",
        "said twice",
        "kari",
    )
    assert "fte-total-2022" not in {one["id"] for one in facts(own)["proposal"]}


def test_comments_and_order_are_kept(own: Path) -> None:
    path = own / "facts" / "005.toml"
    text = path.read_text(encoding="utf-8").replace("value = 17074", "value = 17074  # read twice")
    path.write_text("# my own note\n" + text, encoding="utf-8")
    review(own, "", "", "a", "a", "q")
    after = path.read_text(encoding="utf-8")
    assert after.startswith("# my own note\n")
    assert "value = 17074  # read twice" in after
    left = [one["id"] for one in facts(own)["proposal"]]
    assert left == [one["id"] for one in tomllib.loads(text)["proposal"]][1:]


def test_a_file_that_somebody_edits_meanwhile_loses_nothing(own: Path) -> None:
    file = ReviewFile(own, "005")
    file.confirm_source("helsedirektoratet", None)
    seen = facts(own)["proposal"][0]
    path = own / "facts" / "005.toml"
    edited = path.read_text(encoding="utf-8").replace('mode = "asserted"', 'mode = "reported"', 1)
    path.write_text(edited, encoding="utf-8")
    with pytest.raises(Refused, match="was changed in the file meanwhile"):
        file.accept(seen["id"], seen, "kari")
    assert path.read_text(encoding="utf-8") == edited
    other = facts(own)["proposal"][1]
    file.reject(other["id"], other, "no", "kari")  # one that nobody has touched can be decided on
    assert 'mode = "reported"' in path.read_text(encoding="utf-8")


def test_a_second_reader_is_somebody_else(own: Path) -> None:
    review(own, "", "", "a", "a", "q")
    done = review(own, "a", reader=" Kari", more=("--second",))
    assert "second_reader" not in facts(own)["claim"][0]
    done = review(own, "a", reader="ola", more=("--second",))
    assert done.returncode == 0
    assert facts(own)["claim"][0]["second_reader"] == "ola"


def test_without_a_source_what_there_is_to_review_is_listed(own: Path) -> None:
    assert rusfelt("review", "5", "--facts", own, stdin="q\n").returncode == 0
    done = rusfelt("review", "--facts", own)
    assert "005: 6 proposals to decide on, 0 claims" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("005", "--facts", "nowhere"), "is no folder"), (("007",), "rusfelt add-source makes it")],
)
def test_what_is_not_there_is_said(arguments: tuple[str, ...], told: str, own: Path) -> None:
    more = () if "--facts" in arguments else ("--facts", str(own))
    done = rusfelt("review", *arguments, *more)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert told in done.stderr


def test_a_file_that_is_no_toml_is_told_with_its_line(own: Path) -> None:
    path = own / "facts" / "005.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\nx = = 1\n", encoding="utf-8")
    done = review(own, "", "", "q")
    assert done.returncode == 2
    assert f"{path}:" in done.stderr


def test_ctrl_c_in_the_middle_leaves_what_was_decided(own: Path) -> None:
    command = [sys.executable, "-c", "from rusfelt.cli import main; main()"]
    command += ["review", "005", "--facts", str(own), "--reader", "kari"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ}
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(b"\n\na\na\n")
    process.stdin.flush()
    end = time.monotonic() + 30
    while "claim" not in facts(own) and time.monotonic() < end:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in told
    assert [one["id"] for one in facts(own)["claim"]] == ["fte-total-2022"]
    assert not list(own.rglob(".*"))
