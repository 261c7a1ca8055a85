"""What holds of any text: no crash, places in order and inside it, the scanner's expressions, the same bytes twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from graph_build.layers.builder import BuiltGraph
from graph_build.scan.masking import masked
from graph_build.scan.scanner import scan
from ontology.vocabulary import DEFAULT_BASE
from server.answers.check.check_report import VERDICTS
from server.answers.check.check_text import check
from server.answers.check.differences import DIMENSIONS
from server.repository.embedded_repository import EmbeddedRepository
from server.text_check.forms import FORMS
from shapes.graphs.data_graph import DataGraph
from tests.server.check.measure import FOLDER, passages

WORDS = (
    "kommunene", "73 prosent", "av", "17 436", "årsverk", "i 2020", "fra 2018 til", "planen", "rusfeltet", "økte med",
    "2,4 milliarder kroner", ",", ".", "\n", "\n\n", "(", ")", "ikke", "og", "siden 2016", "tre", "tredje", "§ 3", "barn og unge",
    "Opptrappingsplanen", "–", ":", ";", "i Sverige", "mer enn doblet", "907 00 000", "kl. 7.15", "13. november 2015", "ACT", "\u202e",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
)
ALL = "\n".join(one.text for path in sorted(FOLDER.glob("*.txt")) for one in passages(path))


@pytest.fixture(scope="module")
def graph(store: Store) -> EmbeddedRepository:
    return EmbeddedRepository(DataGraph(DEFAULT_BASE, store))


@given(text=TEXTS)
def test_a_report_has_the_expressions_of_the_scanner_in_their_order(
    text: str, graph: EmbeddedRepository
) -> None:
    report = check(graph, text, ("nn", "en"))
    found = [(one.start, one.end, one.text, one.kind, one.value) for one in report.expressions]
    assert found == [(one.start, one.end, masked(one), one.kind, one.value) for one in scan(text)]


@given(text=TEXTS)
def test_every_place_is_inside_the_text_and_every_word_is_one_of_the_model(
    text: str, graph: EmbeddedRepository
) -> None:
    report = check(graph, text, ("nb",))
    places = [(one.start, one.end) for one in report.mentions]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(text[one.start : one.end] == one.text for one in report.mentions)
    for one in report.expressions:
        assert one.verdict in VERDICTS
        stating = [claim for claim in one.claims if not claim.differs]
        assert bool(stating) == (one.verdict == "stated")
        assert bool(one.claims) == (one.verdict in ("stated", "near"))
        assert all({*claim.differs} <= {*DIMENSIONS} for claim in one.claims)


@given(text=TEXTS)
def test_the_same_text_has_the_same_report_in_every_form(
    text: str, graph: EmbeddedRepository
) -> None:
    for form in FORMS.values():
        made = {form(check(graph, text, ("en",)), text, "en") for _ in range(2)}
        assert len(made) == 1


@pytest.mark.deep
def test_a_report_does_not_depend_on_what_stood_before_it(graph: EmbeddedRepository) -> None:
    once = check(graph, ALL, ("nb",))
    twice = check(graph, f"{ALL}\n\n{ALL}", ("nb",))
    verdicts = [one.verdict for one in once.expressions]
    assert [one.verdict for one in twice.expressions][-len(verdicts) :] == verdicts


@pytest.mark.deep
def test_two_processes_write_the_same_bytes(built: BuiltGraph, tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_bytes(built.nquads)
    (tmp_path / "text.txt").write_text(ALL, encoding="utf-8")
    command = [sys.executable, "-c", "from rusfelt.cli import main; main()"]
    command += ["check", "text.txt", "--graph", "graph.nq", "--format", "json"]
    made = {
        subprocess.run(
            command,
            cwd=tmp_path,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "1", ".", "«", "\ufeff", "a" * 5000, "1 " * 3000]
)
def test_a_text_of_hardly_anything_has_a_report(text: str, graph: EmbeddedRepository) -> None:
    report = check(graph, text, ("nb",))
    assert report.length == len(text)
    assert not report.mentions
