import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, RdfFormat, parse

from graph_build.errors import RusfeltError
from graph_build.layers.builder import BuiltGraph, build_graph, checked_corpus
from graph_build.reading.resolver import Resolver
from graph_build.snapshot import write_snapshot
from shapes.engines.shapes_graph import shape_files
from tests.commands import rusfelt
from tests.some import some

RUSFELT = Path(sys.executable).with_name("rusfelt")


def run(*arguments: str | Path, **settings: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **settings.pop("env", {})}  # type: ignore[dict-item]
    return subprocess.run(
        [RUSFELT, *arguments], capture_output=True, text=True, env=environment, **settings
    )  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize(
    "env",
    some(
        [
            {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Pacific/Auckland"},
            {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        ]
    ),
)
def test_build_gives_the_same_bytes_anywhere(
    env: dict[str, str], tmp_path: Path, built: BuiltGraph
) -> None:
    done = run("build", "--no-validation", "--out", tmp_path / "out", cwd=tmp_path, env=env)
    assert done.returncode == 0, done.stderr
    assert sha256((tmp_path / "out/rusfelt.nq").read_bytes()).hexdigest() == built.sha256


def test_graph_is_sorted_lines_without_repetition(built: BuiltGraph) -> None:
    lines = built.nquads.decode().splitlines()
    assert lines == sorted(set(lines))


def test_graph_reads_back_to_the_quads_it_was_written_from(built: BuiltGraph) -> None:
    assert set(parse(built.nquads, RdfFormat.N_QUADS)) == set(built.quads)


def test_graph_has_no_blank_node(built: BuiltGraph) -> None:
    assert not any(isinstance(term, BlankNode) for quad in built.quads for term in quad)


def test_every_human_text_has_one_of_the_three_language_tags(built: BuiltGraph) -> None:
    tags = {
        quad.object.language
        for quad in built.quads
        if isinstance(quad.object, Literal) and quad.object.language
    }
    assert tags == {"nb", "nn", "en"}


def test_every_base_iri_moves_the_whole_graph(built: BuiltGraph) -> None:
    other = "https://data.example.org/rus/"
    moved = build_graph(checked_corpus(base=other), shape_files())
    assert b"rusfelt.example" not in moved.nquads
    assert len(moved.quads) == len(built.quads)


@pytest.mark.parametrize(
    "base", ["rusfelt", "https://a.example/x", "ftp://a.example/", "https://a b/"]
)
def test_base_iri_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(RusfeltError, match="base IRI"):
        checked_corpus(base=base)


def test_private_phone_number_is_nowhere_in_the_graph(
    resolver: Resolver, built: BuiltGraph, shared: Path
) -> None:
    graph, found = built.nquads.decode(), 0
    for _, facts in resolver.corpus.files:
        source = resolver.corpus.sources[facts.source]
        text = (shared / "seeds" / source.file).read_bytes().decode()
        for unclaimed in facts.unclaimed:
            if unclaimed.reason == "phone-number":
                found += 1
                number = text[unclaimed.start : unclaimed.end]
                assert number not in graph
                assert number.replace(" ", "") not in graph
    assert found == 1


def test_failed_build_leaves_the_old_snapshot_whole(tmp_path: Path) -> None:
    write_snapshot(tmp_path / "out", {"rusfelt.nq": b"old", "manifest.json": b"old"})
    failed = rusfelt("build", "--out", tmp_path / "out", "--sources", tmp_path / "nothing")
    assert failed.returncode == 2
    assert (tmp_path / "out/rusfelt.nq").read_bytes() == b"old"
    assert (tmp_path / "out/manifest.json").read_bytes() == b"old"
