"""`rusfelt check`: a text against a graph, and every text that is none."""

import json
from pathlib import Path

import pytest

from graph_build.layers.builder import BuiltGraph
from tests.commands import rusfelt

TEXT = "I 2023 hadde kommunene 17 436 årsverk i psykisk helse- og rusarbeid.\n"


@pytest.fixture(scope="module")
def graph(built: BuiltGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "rusfelt.nq"
    path.write_bytes(built.nquads)
    return path


def test_a_file_and_standard_input_have_the_same_report(graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(TEXT, encoding="utf-8")
    done = rusfelt("check", file, "--graph", graph, "--format", "json")
    assert done.returncode == 0
    number = next(one for one in json.loads(done.stdout)["expressions"] if one["text"] == "17 436")
    assert number["verdict"] == "stated"
    piped = rusfelt("check", "-", "--graph", graph, "--format", "json", stdin=TEXT)
    assert piped.stdout == done.stdout


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "oppgitt"), ("nn", "oppgjeve"), ("en", "stated")]
)
def test_the_findings_are_in_the_language_asked_for(language: str, words: str, graph: Path) -> None:
    done = rusfelt("check", "-", "--graph", graph, "--language", language, stdin=TEXT)
    assert f"[{words}]" in done.stdout


@pytest.mark.parametrize("form", ["text", "json", "html", "sarif"])
def test_every_form_is_written(form: str, graph: Path) -> None:
    done = rusfelt("check", "-", "--graph", graph, "--format", form, stdin=TEXT)
    assert done.returncode == 0
    assert "17 436" in done.stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfea\x00", "is no text"),
        (b"Gr\xf8nt", "is not UTF-8"),
        (b"a" * 1_000_001, "is larger than 1 MB"),
    ],
)
def test_what_is_no_text_is_told_in_a_line(
    content: bytes, words: str, graph: Path, tmp_path: Path
) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(content)
    for done in (
        rusfelt("check", file, "--graph", graph),
        rusfelt("check", "-", "--graph", graph, stdin=content),
    ):
        assert done.returncode == 2
        assert words in done.stderr
        assert done.stderr.count("\n") == 1
        assert not done.stdout


def test_a_byte_order_mark_is_no_part_of_the_text(graph: Path) -> None:
    plain = rusfelt("check", "-", "--graph", graph, "--format", "json", stdin=TEXT)
    marked = rusfelt(
        "check", "-", "--graph", graph, "--format", "json", stdin=b"\xef\xbb\xbf" + TEXT.encode()
    )
    assert marked.stdout == plain.stdout


def test_a_missing_text_or_graph_is_named(graph: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    for done in (
        rusfelt("check", missing, "--graph", graph),
        rusfelt("check", "-", "--graph", missing, stdin=TEXT),
    ):
        assert done.returncode == 2
        assert str(missing) in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_text_is_held_against_facts_of_ones_own(facts_folder: Path) -> None:
    done = rusfelt("check", "-", "--facts", facts_folder, "--format", "json", stdin=TEXT)
    assert done.returncode == 0
    assert "002-fte-2023" in done.stdout
    both = rusfelt("check", "-", "--facts", facts_folder, "--graph", "a.nq", stdin=TEXT)
    assert both.returncode == 2


def test_a_graph_without_figures_states_nothing(tmp_path: Path) -> None:
    graph = tmp_path / "little.nq"
    graph.write_text('<urn:a> <urn:b> "c" .\n', encoding="utf-8")
    done = rusfelt("check", "-", "--graph", graph, "--format", "json", stdin=TEXT)
    assert done.returncode == 0
    assert {one["verdict"] for one in json.loads(done.stdout)["expressions"]} <= {
        "not-in-graph",
        "context",
    }
