"""`rusfelt serve` refuses, with one line and status 2, what it should not serve; it builds what is not there."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.some import some

SERVE = [sys.executable, "-c", "from rusfelt.cli import main; main()", "serve", "--port", "0"]
LINE = "<urn:a> <urn:b> <urn:c> .\n"


def refused(*options: str) -> str:
    """What is told on standard error by a server that must not start."""
    process = subprocess.Popen(
        [*SERVE, *options], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        _, told = process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise AssertionError("it is served") from None
    assert process.returncode == 2, told
    assert "Traceback" not in told
    return told.strip()


@pytest.mark.parametrize(
    ("manifest", "told"),
    some(
        [
            ('{"conforms": false}', "does not conform"),
            ('{"conforms": null}', "was not validated"),
            ("{}", "was not validated"),
            ('{"conforms": "yes"}', "does not conform"),
            ("[]", "does not conform"),
            ("{", "build again"),
            (None, "build again"),
        ],
        first=1,
    ),
)
def test_a_snapshot_that_is_not_known_to_conform_is_not_served(
    manifest: str | None, told: str, tmp_path: Path
) -> None:
    (tmp_path / "rusfelt.nq").write_text(LINE, encoding="utf-8")
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    line = refused("--out", str(tmp_path))
    assert told in line
    assert "\n" not in line


@pytest.mark.deep
def test_a_log_that_cannot_be_written_is_refused_at_the_start(tmp_path: Path) -> None:
    graph = tmp_path / "a.nq"
    graph.write_text(LINE, encoding="utf-8")
    line = refused("--graph", str(graph), "--access-log", str(tmp_path / "none" / "log"))
    assert "cannot be written" in line
    assert "\n" not in line


@pytest.mark.deep
@pytest.mark.parametrize("content", ["<urn:a> <urn:b> .\n", None])
def test_a_graph_that_cannot_be_read_is_refused_with_its_place(
    content: str | None, tmp_path: Path
) -> None:
    graph = tmp_path / "a.nq"
    if content is not None:
        graph.write_text(content, encoding="utf-8")
    line = refused("--graph", str(graph))
    assert str(graph) in line
    assert (":1: is no N-Quads" if content else "cannot be read") in line
