"""What each command ends with: 0 done, 1 the data does not conform, 2 wrong use or what cannot be read or written."""

import json
from pathlib import Path

import pytest

from tests.commands import Done, rusfelt, rusfelt_apart
from tests.graph_build.little import FACTS, TEXT, Little, write_little

CLAIM = "<urn:a> a <https://rusfelt.example/def#Claim> ."
OTHER = "<urn:a> <urn:b> <urn:c> ."


@pytest.fixture
def little(tmp_path: Path) -> Little:
    return write_little(tmp_path / "own")


def build(little: Little, *more: str | Path) -> Done:
    return rusfelt("build", "--facts", little.folder, "--out", little.folder.parent / "out", *more)


def manifest(little: Little) -> dict[str, object]:
    path = little.folder.parent / "out/manifest.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_build_of_whole_facts_is_0_and_says_that_they_were_not_verified(little: Little) -> None:
    done = build(little, "--no-validation")
    assert (done.returncode, done.stdout.count("not verified: no --sources given")) == (0, 1)
    assert manifest(little)["sourcesVerified"] is False


def test_build_with_the_texts_says_that_they_were_verified(little: Little) -> None:
    done = build(little, "--no-validation", "--sources", little.texts)
    assert (done.returncode, done.stdout.count("verified against the texts")) == (0, 1)
    assert manifest(little)["sourcesVerified"] is True


def test_build_of_facts_with_a_fault_is_1_with_its_line(little: Little) -> None:
    little.spoil(FACTS, "value = 12", "value = true")
    done = build(little)
    assert done.returncode == 1
    assert f"{little.line(FACTS, 'value = true')}: value is True; a number is needed" in done.stderr
    assert not (little.folder.parent / "out").exists()


def test_build_of_facts_that_cannot_be_read_is_2(little: Little) -> None:
    (little.folder / FACTS).write_text("[[claim", encoding="utf-8")
    assert build(little).returncode == 2


def test_a_file_that_cannot_be_read_is_2_whatever_else_is_wrong(little: Little) -> None:
    little.spoil(FACTS, "value = 12", "value = true")
    (little.texts / "t1.txt").unlink()
    done = build(little, "--sources", little.texts)
    assert done.returncode == 2
    assert "value is True" in done.stderr
    assert "cannot be read" in done.stderr


def test_build_into_what_is_no_folder_is_2(little: Little) -> None:
    (little.folder.parent / "out").write_text("in the way", encoding="utf-8")
    done = build(little, "--no-validation")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_build_of_a_graph_that_does_not_conform_is_1_and_written_with_its_report(
    little: Little, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_build.verification.checks.MAX_FRAGMENT_WORDS", 12)
    words = "holder av et jorde mellom elva og skogen til alle som"
    little.spoil(FACTS, "et jorde", words)
    monkeypatch.setattr("graph_build.verification.checks.MAX_FRAGMENT_SHARE", 1)
    done = build(little)
    assert done.returncode == 1
    assert "shapes: does not conform" in done.stdout
    assert words in done.stderr
    assert manifest(little)["conforms"] is False
    assert "sh:conforms false" in (little.folder.parent / "out/report.ttl").read_text("utf-8")


def test_a_graph_that_was_not_validated_is_not_said_to_conform_and_not_served(
    little: Little,
) -> None:
    done = build(little, "--no-validation")
    assert "shapes: not validated" in done.stdout
    assert manifest(little)["conforms"] is None
    assert not (little.folder.parent / "out/report.ttl").exists()
    served = rusfelt_apart("serve", "--out", little.folder.parent / "out", "--port", "0")
    assert served.returncode == 2
    assert "does not conform or was not validated" in served.stderr


def check(little: Little) -> Done:
    return rusfelt("check-facts", "--facts", little.folder, "--sources", little.texts)


def test_check_facts_is_1_where_a_number_is_neither_claimed_nor_classed(little: Little) -> None:
    done = check(little)
    assert done.returncode == 1
    assert "'Tre' (number) is neither claimed nor classed" in done.stderr
    found, total = done.stdout.splitlines()[-1].split()[0:3:2]
    assert int(found) < int(total)


def test_check_facts_is_0_where_every_number_is(little: Little) -> None:
    start, tre = TEXT.index("Tre"), "Tre"
    aside = f'[[unclaimed]]\nstart = {start}\nend = {start + len(tre)}\nreason = "not-a-number"\n'
    little.spoil(FACTS, "[[unclaimed]]", aside + "[[unclaimed]]")
    done = check(little)
    assert done.returncode == 0, (done.stdout, done.stderr)
    found, total = done.stdout.splitlines()[-1].split()[0:3:2]
    assert found == total != "0"


def test_check_facts_is_1_where_the_text_is_another(little: Little) -> None:
    (little.texts / "t1.txt").write_bytes(TEXT.replace("tolv", "tretten").encode())
    assert check(little).returncode == 1


@pytest.mark.parametrize(
    ("text", "form", "status"),
    [(CLAIM, "text", 1), (OTHER, "text", 1), (CLAIM, "json", 1), (OTHER, "sarif", 1)],
)
def test_validate_of_what_does_not_conform_or_was_not_checked_is_1(
    text: str, form: str, status: int
) -> None:
    done = rusfelt("validate", "-", "--input-format", "ttl", "--format", form, stdin=text)
    assert done.returncode == status


def test_validate_of_what_is_no_rdf_is_2() -> None:
    assert rusfelt("validate", "-", "--input-format", "ttl", stdin="no RDF").returncode == 2


@pytest.mark.parametrize("place", ["nowhere/report", "."])
def test_a_report_that_cannot_be_written_is_2_and_named(place: str, tmp_path: Path) -> None:
    arguments = ("--input-format", "ttl", "--output", tmp_path / place)
    done = rusfelt("validate", "-", *arguments, stdin=CLAIM)
    assert done.returncode == 2
    assert f"rusfelt: {tmp_path / place}: cannot be written" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["validate"], ["scan"], ["query"], ["locate", "x"], ["no"]])
def test_a_missing_argument_is_2_in_one_line(arguments: list[str]) -> None:
    done = rusfelt(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("rusfelt: ")


def test_scan_tells_whole_numbers_from_others(tmp_path: Path) -> None:
    (tmp_path / "t").write_text("Det var 12 hus og 2,5 rom, 3,0 i snitt.", encoding="utf-8")
    values = [
        one["value"]
        for one in json.loads(rusfelt("scan", tmp_path / "t", "--format", "json").stdout)
    ]
    assert values == [12, 2.5, 3]
    assert [type(one) for one in values] == [int, float, int]


def test_locate_prints_every_place_of_a_passage(tmp_path: Path) -> None:
    (tmp_path / "t").write_text("to og to og to", encoding="utf-8")
    lines = rusfelt("locate", tmp_path / "t", "to").stdout.splitlines()
    assert [line.split(",")[0] for line in lines] == ["{start = 0", "{start = 6", "{start = 12"]


def test_locate_of_what_is_not_there_is_2(tmp_path: Path) -> None:
    (tmp_path / "t").write_text("to", encoding="utf-8")
    assert rusfelt("locate", tmp_path / "t", "tre").returncode == 2


@pytest.fixture
def snapshot(little: Little) -> Path:
    assert build(little, "--no-validation").returncode == 0
    return little.folder.parent / "out"


def test_an_answer_that_is_yes_or_no_has_the_form_asked_for(snapshot: Path) -> None:
    ask = {
        form: rusfelt("query", "-", "--out", snapshot, "--format", form, stdin="ASK { ?s ?p ?o }")
        for form in ("csv", "json", "table")
    }
    assert ask["csv"].stdout == "true\n"
    assert json.loads(ask["json"].stdout)["boolean"] is True
    assert ask["table"].stdout == "yes\n"
