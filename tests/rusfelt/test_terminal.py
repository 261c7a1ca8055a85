"""What commands write arrives whole, or the status says that it does not; and it commands no terminal."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.commands import RUSFELT, rusfelt
from tests.graph_build.little import write_little
from tests.some import some

# ESC and BEL, a C1 control character, RIGHT-TO-LEFT OVERRIDE.
ODD = "a\x1b[31mb\x07c\x9bd\u202ee"
SHOWN = "a\\u001b[31mb\\u0007c\\u009bd\\u202ee"
PRINTING = (
    ("--help",),
    ("--version",),
    ("query", "--help"),
    ("query", "--list"),
    ("query", "-", "--out", "{}"),
    ("query", "-", "--out", "{}", "--format", "json"),
    ("scan", "{}/text.txt"),
    ("scan", "{}/text.txt", "--format", "json"),
    ("locate", "{}/text.txt", "tolv"),
    ("validate", "{}/rusfelt.nq"),
    ("validate", "{}/rusfelt.nq", "--format", "turtle"),
    ("check-facts", "--facts", "{}/own", "--sources", "{}/own/texts"),
    ("build", "--facts", "{}/own", "--no-validation", "--out", "{}/new"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a snapshot, a text and own facts."""
    folder = tmp_path_factory.mktemp("folder")
    escaped = ODD.replace("\x1b", "\\u001B").replace("\x07", "\\u0007")
    (folder / "rusfelt.nq").write_text(f'<urn:a> <urn:b> "{escaped}" .\n', encoding="utf-8")
    (folder / "text.txt").write_text("Det var tolv hus i 2019.", encoding="utf-8")
    write_little(folder / "own")
    return folder


def run(arguments: tuple[str, ...], folder: Path, shell: str) -> subprocess.CompletedProcess[str]:
    """The command as a line of a shell, with what follows it."""
    words = [one.format(folder, folder) for one in arguments]
    return subprocess.run(
        ["sh", "-c", f'"$0" "$@" {shell}', RUSFELT, *words],
        capture_output=True,
        text=True,
        input="SELECT * { ?s ?p ?o }",
        timeout=60,
    )


@pytest.mark.parametrize("arguments", some(((one,) for one in PRINTING), first=2), ids=" ".join)
def test_a_full_standard_output_is_2_and_one_line(arguments: tuple[str, ...], folder: Path) -> None:
    done = run(arguments, folder, ">/dev/full")
    assert done.returncode == 2, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("rusfelt: ")]
    assert lines == ["rusfelt: standard output: cannot be written (No space left on device)"]
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize("arguments", [PRINTING[1], PRINTING[4], PRINTING[8]], ids=" ".join)
def test_a_closed_standard_output_is_2_and_one_line(
    arguments: tuple[str, ...], folder: Path
) -> None:
    done = run(arguments, folder, ">&-")
    assert done.returncode == 2
    assert done.stderr == "rusfelt: standard output: cannot be written (Bad file descriptor)\n"


def test_a_closed_standard_input_is_2_and_one_line(folder: Path) -> None:
    done = run(PRINTING[4], folder, "<&-")
    assert done.returncode == 2
    assert done.stderr == "rusfelt: standard input: cannot be read (Bad file descriptor)\n"


@pytest.mark.deep
@pytest.mark.parametrize("stderr", some(["2>/dev/full", "2>&-"]))
def test_a_standard_error_that_takes_nothing_changes_no_status(stderr: str, folder: Path) -> None:
    good, bad = ("query", "-", "--out", "{}"), ("query", "-", "--out", "{}", "--format", "ttl")
    assert run(good, folder, stderr).returncode == 0
    assert run(good, folder, stderr).stdout.count("\n") == 3
    assert run(bad, folder, stderr).returncode == 2
    assert run(PRINTING[-1], folder, stderr).returncode == 0


def test_a_reader_that_has_gone_is_no_fault() -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{RUSFELT}' query --list | true; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_a_table_shows_what_a_terminal_would_obey(folder: Path) -> None:
    done = rusfelt("query", "-", "--out", folder, stdin="SELECT ?o { ?s ?p ?o }")
    assert done.stdout.splitlines()[2] == SHOWN


def test_a_table_has_a_row_a_line(folder: Path) -> None:
    text = r'SELECT ?o { VALUES ?o { "a\nb\r\nc\td" } }'
    assert rusfelt("query", "-", "--out", folder, stdin=text).stdout == "o\n-------\na b c d\n"


def test_what_xml_cannot_hold_is_told(folder: Path) -> None:
    done = rusfelt("query", "-", "--out", folder, "--format", "xml", stdin="SELECT ?o { ?s ?p ?o }")
    assert (done.returncode, done.stdout) == (2, "")
    assert "U+001B, which XML cannot hold" in done.stderr or "U+0007" in done.stderr


@pytest.mark.parametrize("form", ["csv", "tsv", "json"])
def test_data_keeps_what_a_terminal_would_obey(form: str, folder: Path) -> None:
    stdin = "SELECT ?o { ?s ?p ?o }"
    done = rusfelt("query", "-", "--out", folder, "--format", form, stdin=stdin)
    assert any(one in done.stdout for one in ("b\x07c\x9bd\u202ee", "b\\u0007c\x9bd\u202ee"))
    assert any(one in done.stdout for one in ("a\x1b[31mb", "a\\u001B[31mb", "a\\u001b[31mb"))


@pytest.mark.parametrize(
    "command", ["query {}", "scan {}", "validate {}", "serve --graph {}", "locate {} x"]
)
def test_an_error_shows_what_a_terminal_would_obey(command: str, tmp_path: Path) -> None:
    done = rusfelt(*(word.format(f"{ODD}.nq") for word in command.split()), cwd=tmp_path)
    assert done.returncode == 2
    assert SHOWN in done.stderr
    assert done.stderr.count("\n") == 1
    assert not set(ODD) - set("abcde[31m") & set(done.stderr)


def test_a_report_shows_what_a_terminal_would_obey() -> None:
    claim = f'<urn:a> a <https://rusfelt.example/def#Claim> ; <http://www.w3.org/2000/01/rdf-schema#label> "{ODD[6:]}" .'
    text = rusfelt("validate", "-", "--input-format", "ttl", stdin=claim).stdout
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)


def test_a_terminal_without_utf8_shows_letters_by_number() -> None:
    done = subprocess.run(
        [RUSFELT, "query", "--list", "--language", "nb"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 0
    assert b"\\x" in done.stdout
