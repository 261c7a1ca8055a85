"""The zygote finds the task of the tests; a test can run in both kinds of event loop."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvloop

from tests.server.workers import pools

LOOPS = {"asyncio": asyncio.new_event_loop, "uvloop": uvloop.new_event_loop}


@pytest.fixture(scope="package", autouse=True)
def executable(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A Python that finds the tests: a zygote gets no PYTHONPATH of ours, and no working directory."""
    ours = sys.executable
    other = tmp_path_factory.mktemp("bin") / "python"
    other.write_text(f'#!/bin/sh\nPYTHONPATH="{project}" exec "{ours}" "$@"\n', encoding="utf-8")
    other.chmod(0o755)
    sys.executable = str(other)
    yield
    sys.executable = ours


@pytest.fixture(params=LOOPS)
def both_loops(request: pytest.FixtureRequest) -> Iterator[None]:
    """The loop of the standard library, which other web servers have, and that of ours."""
    pools.loops.append(LOOPS[request.param])
    yield
    pools.loops.pop()
