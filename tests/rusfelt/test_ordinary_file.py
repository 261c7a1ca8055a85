"""Files that are none: a pipe nobody writes to, a device without end, a file larger than any text."""

import os
from pathlib import Path

import pytest

from graph_build.errors import Unreadable
from graph_build.reading.ordinary_file import LARGEST_TEXT, read_ordinary
from tests.commands import rusfelt, rusfelt_apart

COMMANDS = (
    ("scan", "{}"),
    ("locate", "{}", "words"),
    ("validate", "{}", "--input-format", "ttl"),
    ("validate", "--changed", "{}", "{}", "--input-format", "nq"),
    ("validate", "{good}", "--changed", "{good}", "--report", "{}"),
    ("query", "{}", "--out", "{out}"),
    ("serve", "--port", "0", "--graph", "{}"),
    ("build", "--facts", "{folder}", "--out", "{other}"),
)


@pytest.fixture(scope="module")
def little_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph of one line, as `query` needs it."""
    folder = tmp_path_factory.mktemp("snapshot")
    (folder / "rusfelt.nq").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="ascii")
    return folder


def odd_files(folder: Path) -> dict[str, Path]:
    """A file of each kind, of none of which there is an end soon."""
    os.mkfifo(folder / "pipe.nq")
    (folder / "zero.nq").symlink_to("/dev/zero")
    with (folder / "huge.nq").open("wb") as file:
        file.truncate(5_000_000_000)  # takes no room
    return {
        "a pipe or a device": folder / "pipe.nq",
        "a device": folder / "zero.nq",
        "a folder": folder,
        "larger than": folder / "huge.nq",
        "cannot be read": folder / "none.nq",
    }


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: " ".join(one[:2]))
@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("a pipe or a device", marks=pytest.mark.deep),  # each in a process of its own
        "a device",
        "a folder",
        "larger than",
        "cannot be read",
    ],
)
def test_what_is_no_ordinary_file_is_refused_at_once(
    command: tuple[str, ...], kind: str, tmp_path: Path, little_snapshot: Path
) -> None:
    odd = odd_files(tmp_path)[kind]
    if command[0] == "serve" and kind == "larger than":
        pytest.skip("a graph that is served may be as large as the disk")
    good = tmp_path / "good.nq"
    good.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="ascii")
    facts = tmp_path / "own" / "facts"
    facts.mkdir(parents=True)
    (facts / "900.toml").symlink_to(odd)
    names = {
        "good": good,
        "out": little_snapshot,
        "folder": tmp_path / "own",
        "other": tmp_path / "new",
    }
    # One that waits for ever is ended; the rest is told by the same function, in this process.
    run = rusfelt_apart if kind == "a pipe or a device" else rusfelt
    done = run(*(one.format(odd, odd, **names) for one in command))
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    told = {"a device": "a pipe or a device", "cannot be read": ""}.get(kind, kind)
    assert told in done.stderr


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_of_just_the_size_is_read_and_one_byte_more_is_refused(
    more: int, tmp_path: Path
) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(b"a" * (1_000 + more))
    if not more:
        assert len(read_ordinary(file, "it", 1_000)) == 1_000
        return
    with pytest.raises(Unreadable, match=r"^it: is larger than"):
        read_ordinary(file, "it", 1_000)


def test_a_text_may_have_twenty_megabytes() -> None:
    assert LARGEST_TEXT == 20_000_000
