"""Each limit of the validator from both sides, by each way in."""

from io import BytesIO
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graph_build.errors import Unreadable
from ontology.vocabulary import PREFIXES
from shapes.graphs.terms import number_of
from shapes.graphs.untrusted import content_of, refuse_odd_bytes
from shapes.validation import LARGE, answered, engine_for, fast, reference

MEGABYTE = 1_000_000


@pytest.mark.parametrize(("size", "allowed"), [(MEGABYTE, True), (MEGABYTE + 1, False)])
@pytest.mark.parametrize("way", ["file", "standard input"])
def test_a_file_may_be_as_large_as_the_limit_and_not_a_byte_larger(
    size: int, allowed: bool, way: str, tmp_path: Path
) -> None:
    path = tmp_path / "some.nt" if way == "file" else Path("-")
    if way == "file":
        path.write_bytes(b"x" * size)
    stdin = BytesIO(b"x" * size)
    if allowed:
        assert len(content_of(path, "it", 1, stdin)) == size
    else:
        with pytest.raises(Unreadable, match="it: is larger than 1 MB"):
            content_of(path, "it", 1, stdin)


def test_a_file_that_tells_a_smaller_size_than_it_has_is_refused_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, small = tmp_path / "grows.nt", tmp_path / "small.nt"
    file.write_bytes(b"#" * 1_000_001)
    small.write_bytes(b"#")
    told = small.stat()
    monkeypatch.setattr(Path, "stat", lambda *_, **__: told)  # as it was before it grew
    with pytest.raises(Unreadable, match="is larger than 1 MB"):
        content_of(file, "it", 1)


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\x1f\x8b", "gzip"),
        (b"PK\x03\x04", "zip"),
        (b"BZh", "bzip2"),
        (b"\xfd7zXZ", "xz"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
    ],
)
def test_each_kind_of_packed_file_is_told_by_name(start: bytes, kind: str) -> None:
    with pytest.raises(Unreadable, match=rf"it: is packed \({kind}\)"):
        refuse_odd_bytes(start + b"more", "it")


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("1e40", True),
        ("9.9e40", True),
        ("1e41", False),
        ("-1e41", False),
        ("1e-40", True),
        ("1e-41", False),
        ("INF", False),
        ("NaN", False),
        ("1e999999999", False),
        ("x", False),
    ],
)
def test_a_number_of_up_to_forty_digits_can_be_written_out(text: str, there: bool) -> None:
    literal = Literal(text, datatype=NamedNode(PREFIXES["xsd"] + "double"))
    assert (number_of(literal) is not None) is there


def test_the_fast_engine_takes_graphs_above_the_size_where_nobody_chose() -> None:
    assert engine_for("auto", LARGE) is answered
    assert engine_for("auto", LARGE + 1) is fast


@pytest.mark.parametrize("size", [1, LARGE + 1])
def test_an_engine_that_was_chosen_is_taken_for_any_size(size: int) -> None:
    assert engine_for("fast", size) is fast
    assert engine_for("reference", size) is reference
