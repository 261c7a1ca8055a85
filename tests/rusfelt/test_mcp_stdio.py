"""`rusfelt mcp`, as the program that runs a model starts it: by the client of the official SDK."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp.client.session import ClientSession
from mcp.client.stdio import StdioServerParameters, stdio_client

from graph_build.layers.builder import BuiltGraph
from tests.loops import in_own_loop
from tests.some import some

COMMAND = (sys.executable, "-c", "from rusfelt.cli import main; main()", "mcp")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
Call = Callable[..., Awaitable[tuple[bool, str]]]


@pytest.fixture(scope="module")
def graph(built: BuiltGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stdio") / "rusfelt.nq"
    path.write_bytes(built.nquads)
    return path


def talked(graph: Path, talk: Callable[[Call], Awaitable[Any]], *options: str) -> Any:
    """What a conversation comes to, with a server of its own."""

    async def conversation() -> Any:
        arguments = [*COMMAND[1:], "--graph", str(graph), *options]
        started = StdioServerParameters(command=COMMAND[0], args=arguments)
        async with stdio_client(started) as streams, ClientSession(*streams) as session:
            await session.initialize()

            async def call(tool: str, **given: Any) -> tuple[bool, str]:
                found = await session.call_tool(tool, given)
                return bool(found.is_error), found.content[0].text  # type: ignore[union-attr]

            return await talk(call)

    return in_own_loop(conversation())


def test_each_tool_answers(graph: Path) -> None:
    async def talk(call: Call) -> dict[str, Any]:
        asked: dict[str, dict[str, Any]] = {
            "search": {"query": "896"},
            "check_text": {"text": "Planen ga 896 nye årsverk fra 2017 til 2020."},
            "get_claim": {"id": "003-new-fte-from-plan"},
            "compare": {"claim": "003-new-fte-from-plan"},
            "run_question": {"name": "cq10"},
            "sparql": {"query": "SELECT ?c { ?c ?p 'x' . FILTER(false) }"},
        }
        return {tool: await call(tool, **given) for tool, given in asked.items()}

    found = talked(graph, talk)
    assert [tool for tool, (failed, _) in found.items() if failed] == []
    said = {tool: json.loads(text) for tool, (_, text) in found.items()}
    for tool in ("search", "check_text", "get_claim", "run_question"):
        claim = said[tool]["claims"]["003-new-fte-from-plan"]
        assert [one["claim"] for one in claim["caveats"]] == ["003-figures-2020-uncertain"]
    assert said["run_question"]["items"][0][said["run_question"]["columns"].index("value")] == 896
    assert said["sparql"]["count"] == 0


def test_parts_resume_faults_are_sentences_and_limits_hold(graph: Path) -> None:
    async def talk(call: Call) -> list[tuple[bool, str]]:
        first = await call("run_question", max_bytes=2_000)
        resume = json.loads(first[1])["resume"]
        return [
            first,
            await call(resume["tool"], **resume["arguments"]),
            await call("run_question", max_bytes=200_000),
            await call("run_question", max_bytes=200_000),
            await call("get_claim", id="x"),
            await call("sparql", query=ENDLESS),
        ]

    first, second, whole, again, unknown, endless = talked(graph, talk, "--timeout", "1")
    items = [json.loads(text)["items"] for _, text in (first, second, whole)]
    assert items[0] + items[1] == items[2][: len(items[0] + items[1])]
    assert whole == again
    assert unknown[0]
    assert "There is no claim 'x'" in unknown[1]
    assert endless == (True, "The query was not answered within 1 seconds. Ask for less.")


@pytest.mark.parametrize("number", some([signal.SIGINT, signal.SIGTERM]))
def test_a_signal_ends_it_at_once(graph: Path, number: int) -> None:
    hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "a", "version": "1"}}}  # fmt: skip
    started = subprocess.Popen(
        [*COMMAND, "--graph", str(graph)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert started.stdin is not None
    assert started.stdout is not None
    with started, started.stdin, started.stdout:
        started.stdin.write(json.dumps(hello).encode() + b"\n")
        started.stdin.flush()
        assert b"rusfelt" in started.stdout.readline()
        begun = time.monotonic()
        started.send_signal(number)
        assert started.wait(10) == -number
        assert time.monotonic() - begun < 2


def test_it_ends_with_its_input_and_writes_nothing_else(graph: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "--graph", str(graph)],
        input=b"no message\n",
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in done.stdout.splitlines())


def test_a_graph_that_is_none_is_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "--graph", str(tmp_path / "none.nq")],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "none.nq" in done.stderr
