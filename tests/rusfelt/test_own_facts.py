import json
import shutil
from pathlib import Path

import pytest

from tests.commands import Done, rusfelt
from tests.graph_build.little import FACTS, REGISTERS, label, write_little

SOURCES = "SELECT ?n { ?s a <https://rusfelt.example/def#Source> ; <http://www.w3.org/2004/02/skos/core#notation> ?n } ORDER BY ?n"


def run(*arguments: str | Path, cwd: Path, stdin: str = "") -> Done:
    return rusfelt(*arguments, cwd=cwd, stdin=stdin)


def build(own: Path, *more: str) -> Done:
    """Build from the folder `own`, without validation, into `out` beside it."""
    arguments = ("--facts", own.name, "--no-validation", "--out", "out", *more)
    return run("build", *arguments, cwd=own.parent)


def sources(own: Path) -> list[str]:
    answer = run("query", "-", "--out", "out", "--format", "csv", cwd=own.parent, stdin=SOURCES)
    return answer.stdout.split()[1:]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of facts and registers that is complete in itself."""
    write_little(tmp_path / "own")
    return tmp_path / "own"


@pytest.fixture
def sixth(own: Path) -> Path:
    """A folder that has a new source only: of everything else it uses what is registered."""
    registers, facts = own / REGISTERS, own / FACTS
    entry = registers.read_text(encoding="utf-8").partition("[[organisation]]")[0]
    registers.with_name("sources.toml").write_text(
        entry.replace('"town"', '"helsedirektoratet"'), encoding="utf-8"
    )
    registers.unlink()
    claim = facts.read_text(encoding="utf-8").partition("[[claim.observation]]")[0]
    claim += '[[claim.need]]\nplan = "opptrappingsplan-rus"\nmatter = "help"\n'
    claim = claim.replace('"town"', '"helsedirektoratet"').replace('"housing"', '"workforce"')
    facts.with_name("005.toml").write_text(claim, encoding="utf-8")
    facts.unlink()
    return own


def test_a_complete_folder_stands_alone(own: Path) -> None:
    done = build(own, "--sources", "own/texts")
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("facts: own, alone\n")
    assert "verified against the texts" in done.stdout
    assert sources(own) == ["t1"]
    manifest = json.loads((own.parent / "out/manifest.json").read_text("utf-8"))
    assert manifest["facts"] == "own"
    assert manifest["claims"] == {"t1": 2}


def test_a_folder_that_refers_to_the_shipped_facts_is_read_beside_them(sixth: Path) -> None:
    done = build(sixth)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("facts: own, beside the shipped ones\n")
    assert sources(sixth) == ["000", "001", "002", "003", "004", "t1"]
    manifest = json.loads((sixth.parent / "out/manifest.json").read_text("utf-8"))
    assert manifest["facts"] == "own, beside the shipped"
    assert manifest["claims"]["t1"] == 1


@pytest.mark.deep
def test_the_user_decides_where_the_links_would_decide_otherwise(own: Path) -> None:
    assert build(own, "--beside").returncode == 0
    assert sources(own) == ["000", "001", "002", "003", "004", "t1"]


def test_a_folder_that_needs_the_shipped_facts_fails_alone(sixth: Path) -> None:
    done = build(sixth, "--alone")
    assert done.returncode == 1
    assert "own/facts/005.toml:6: by 'helsedirektoratet' is no known agent" in done.stderr


def test_a_misspelt_name_does_not_bring_in_the_shipped_facts(own: Path) -> None:
    file = own / FACTS
    file.write_text(
        file.read_text("utf-8").replace('indicator = "houses"', 'indicator = "hoses"', 1), "utf-8"
    )
    done = build(own)
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "facts: own, alone"
    assert (
        "own/facts/t1.toml:15: indicator 'hoses' is no known indicator; did you mean houses"
        in done.stderr
    )


def test_an_entry_of_ones_own_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "own/registers").mkdir(parents=True)
    entry = f'[[topic]]\nid = "workforce"\n{label("mended words")}\n'
    (tmp_path / "own/registers/topics.toml").write_text(entry, encoding="utf-8")
    assert build(tmp_path / "own").returncode == 0
    graph = (tmp_path / "out/rusfelt.nq").read_text(encoding="utf-8")
    thing = (
        "<https://rusfelt.example/id/topic/workforce> <http://www.w3.org/2000/01/rdf-schema#label>"
    )
    labels = [line for line in graph.splitlines() if line.startswith(thing)]
    assert len(labels) == 3
    assert all("mended words" in line for line in labels)


@pytest.mark.deep
def test_a_fact_file_of_the_same_name_takes_the_place_of_the_shipped_one(
    tmp_path: Path, project: Path
) -> None:
    (tmp_path / "own/facts").mkdir(parents=True)
    shutil.copy(project / "graph_build/facts/003.toml", tmp_path / "own/facts")
    done = build(tmp_path / "own")
    assert done.returncode == 0, done.stderr
    whole = run("build", "--no-validation", "--out", "whole", cwd=tmp_path)
    assert whole.returncode == 0
    graphs = [(tmp_path / name / "rusfelt.nq").read_bytes() for name in ("out", "whole")]
    assert graphs[0] == graphs[1]


def test_a_fact_file_of_another_name_adds_claims_and_no_id_twice(
    tmp_path: Path, project: Path
) -> None:
    (tmp_path / "own/facts").mkdir(parents=True)
    shutil.copy(project / "graph_build/facts/003.toml", tmp_path / "own/facts/more.toml")
    done = build(tmp_path / "own")
    assert done.returncode == 1
    assert "is taken at facts/003.toml:" in done.stderr
    assert all(line.startswith("own/facts/more.toml:") for line in done.stderr.splitlines()[2:]), (
        done.stderr
    )


@pytest.mark.deep
def test_copies_of_all_shipped_facts_give_the_same_graph(facts_folder: Path) -> None:
    folder = facts_folder.parent
    done = run("build", "--facts", facts_folder, "--no-validation", "--out", "own", cwd=folder)
    assert "alone" in done.stderr
    assert run("build", "--no-validation", "--out", "shipped", cwd=folder).returncode == 0
    graphs = [(folder / name / "rusfelt.nq").read_bytes() for name in ("own", "shipped")]
    assert graphs[0] == graphs[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--facts", "nowhere"], "nowhere: is no folder"),
        (["--facts", "own/facts/t1.toml"], "is no folder"),
        (["--facts", "own/facts"], "give the folder above it, own"),
        (["--facts", "own/texts"], "has no facts/*.toml and no registers/*.toml"),
        (["--beside"], "go with --facts"),
    ],
)
def test_a_wrong_folder_is_one_line_and_status_2(
    arguments: list[str], words: str, own: Path
) -> None:
    done = run("build", *arguments, "--out", "out", cwd=own.parent)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr
    assert not (own.parent / "out").exists()


def test_a_file_that_is_no_toml_is_named_with_its_line(own: Path) -> None:
    (own / FACTS).write_text('source = "t1"\n[[claim\n', encoding="utf-8")
    done = build(own)
    assert done.returncode == 2
    assert "own/facts/t1.toml:2: is not TOML" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_facts_and_scan_know_the_facts_of_ones_own(own: Path) -> None:
    done = run("check-facts", "--facts", "own", "--sources", "own/texts", cwd=own.parent)
    assert done.stdout.splitlines()[-1] == "3 of 4 numeric expressions covered"
    assert done.returncode == 1
    assert "own/facts/t1.toml: 30-33 'Tre' (number) is neither claimed nor classed" in done.stderr
    scanned = run("scan", "own/texts/t1.txt", "--facts", "own", "--format", "json", cwd=own.parent)
    assert json.loads(scanned.stdout)[0]["claims"] == ["t1-opened"]


def test_texts_of_the_shipped_sources_are_asked_for_too(sixth: Path) -> None:
    done = build(sixth, "--sources", "own/texts")
    assert done.returncode == 2
    assert "registers/sources.toml:" in done.stderr


def test_findings_stand_at_the_files_of_ones_own(own: Path) -> None:
    done = run("build", "--facts", "own", "--out", "out", cwd=own.parent)
    assert done.returncode == 1
    assert "own/registers/all.toml:66" in done.stderr
    assert str(own.parent) not in (own.parent / "out/report.json").read_text(encoding="utf-8")
