"""`rusfelt validate --changed OLD NEW`, as its user sees it."""

import json
from pathlib import Path

import pytest

from graph_build.layers.builder import BuiltGraph
from tests.commands import Done, rusfelt
from tests.some import some

pytestmark = pytest.mark.deep

RIGHT, WRONG = b'"89"^^', b'"128"^^'


def run(*arguments: str | Path) -> Done:
    return rusfelt("validate", *arguments)


@pytest.fixture(scope="module")
def files(built: BuiltGraph, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The real graph, and the same with a share of 128 percent."""
    folder = tmp_path_factory.mktemp("changed")
    good, bad = folder / "good.nq", folder / "bad.nq"
    good.write_bytes(built.nquads)
    bad.write_bytes(built.nquads.replace(RIGHT, WRONG))
    return good, bad


def test_a_change_for_the_worse_is_found(files: tuple[Path, Path]) -> None:
    good, bad = files
    done = run("--changed", good, bad, "--format", "json")
    # A level that is no level any more is not what its words say either.
    found = json.loads(done.stdout)["results"]
    assert [one["sourceShape"].rpartition("/")[2] for one in found] == [
        "percent-level",
        "value-as-stated",
    ]
    assert all(one["labels"]["en"] for one in found)
    assert "findings: 2 new, 0 gone" in done.stderr
    assert done.returncode == 1


def test_a_change_for_the_better_conforms(files: tuple[Path, Path]) -> None:
    good, bad = files
    done = run("--changed", bad, good)
    assert "findings: 0 new, 2 gone" in done.stderr
    assert done.returncode == 0


def test_what_is_found_before_and_after_is_neither_new_nor_gone(tmp_path: Path) -> None:
    old, new = tmp_path / "old.nt", tmp_path / "new.nt"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    claim = f"<urn:a> {kind} <https://rusfelt.example/def#Claim> .\n"
    old.write_text(claim, encoding="utf-8")
    new.write_text(claim + '<urn:a> <urn:p> "x" .\n', encoding="utf-8")
    done = run("--changed", old, new, "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["results"]
    assert "1 triples differ" in done.stderr
    assert "findings: 0 new, 0 gone" in done.stderr


def test_no_change_conforms(files: tuple[Path, Path]) -> None:
    done = run("--changed", files[0], files[0])
    assert "0 triples differ" in done.stderr
    assert done.returncode == 0


@pytest.fixture(scope="module")
def reports(files: tuple[Path, Path]) -> tuple[Path, Path]:
    """The reports of a full run on each."""
    written = [file.with_suffix(".json") for file in files]
    for file, report in zip(files, written, strict=True):
        run(file, "--engine", "fast", "--format", "json", "--output", report)
    return written[0], written[1]


@pytest.mark.parametrize("forward", some([True, False]), ids=["worse", "better"])
def test_with_the_old_report_the_new_one_is_that_of_a_full_run(
    files: tuple[Path, Path], reports: tuple[Path, Path], forward: bool
) -> None:
    (old, new), (before, after) = (files, reports) if forward else (files[::-1], reports[::-1])
    full = json.loads(after.read_text(encoding="utf-8"))
    part = json.loads(run("--changed", old, new, "--report", before, "--format", "json").stdout)
    assert part["conforms"] is not forward
    for key in ("results", "conforms", "failures", "counts"):
        assert part[key] == full[key], key


@pytest.mark.parametrize(
    ("old", "told"),
    [
        ("missing.nq", "cannot be read"),
        ("old.ttl", "a change is read from N-Quads or N-Triples"),
        ("broken.nq", "is no"),
        ("empty.nq", "is empty"),
    ],
)
def test_an_old_file_that_cannot_be_compared_is_told_in_a_line(
    files: tuple[Path, Path], tmp_path: Path, old: str, told: str
) -> None:
    (tmp_path / "old.ttl").write_text("<urn:a> <urn:b> 1 .", encoding="utf-8")
    (tmp_path / "broken.nq").write_text("<urn:a> <urn:b> .\n", encoding="utf-8")
    (tmp_path / "empty.nq").write_text("", encoding="utf-8")
    done = run("--changed", tmp_path / old, files[0])
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_report_without_a_change_is_wrong_usage(files: tuple[Path, Path]) -> None:
    done = run(files[0], "--report", files[0])
    assert (done.returncode, done.stderr) == (2, "rusfelt: --report goes with --changed\n")


def test_an_old_report_that_is_none_is_told(files: tuple[Path, Path]) -> None:
    done = run("--changed", *files, "--report", files[0])
    assert done.returncode == 2
    assert "is no validation report" in done.stderr
