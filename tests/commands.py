"""`rusfelt` called in this process: what a command says and how it ends, without the second that Python takes to start."""

import io
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rusfelt.cli import main


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


@contextmanager
def _streams(stdin: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Standard input with these bytes; what is written to standard output and error."""
    before = sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    given = (io.BytesIO(stdin), out, err)
    streams = [io.TextIOWrapper(one, encoding="utf-8", write_through=True) for one in given]
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


def rusfelt(*arguments: str | Path, stdin: str | bytes = b"", cwd: Path | None = None) -> Done:
    """The command with these arguments; what it raises beside an exit is raised here."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    with chdir(cwd or Path.cwd()), _streams(given) as (out, err):
        try:
            main([str(one) for one in arguments])
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
            return Done(status, out.getvalue().decode(), err.getvalue().decode())
    raise AssertionError("a command always ends with a status")
