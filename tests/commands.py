"""`rusfelt` as it is called: in this process, without the second that Python takes to start, or in one of its own."""

import asyncio
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rusfelt.cli import main

RUSFELT = Path(sys.executable).with_name("rusfelt")


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
    # A browser of other tests keeps a loop in this thread, and a command that has one of its own refuses to run in it.
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    out, err = io.BytesIO(), io.BytesIO()
    given = (io.BytesIO(stdin), out, err)
    streams = [io.TextIOWrapper(one, encoding="utf-8", write_through=True) for one in given]
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
        asyncio._set_running_loop(loop)


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


def rusfelt_apart(
    *arguments: str | Path, stdin: str = "", cwd: Path | None = None, **environment: str
) -> Done:
    """The same in a process of its own, ended after two minutes: for what would else serve for ever."""
    done = subprocess.run(
        [RUSFELT, *arguments],
        capture_output=True,
        text=True,
        input=stdin,
        cwd=cwd,
        timeout=120,
        env={**os.environ, **environment},
    )
    return Done(done.returncode, done.stdout, done.stderr)
