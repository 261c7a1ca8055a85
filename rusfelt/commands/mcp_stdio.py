"""`rusfelt mcp`."""

import asyncio
import signal
from pathlib import Path

import click

from rusfelt.commands import options
from rusfelt.commands.limits import limits
from rusfelt.help_text import example
from rusfelt.provision import existing_snapshot
from rusfelt.terminal import tell
from server.mcp_tools.toolbox import Toolbox
from server.runtime import LoopHost
from server.settings import Settings, from_environment

LIMITS = ("timeout", "memory_mb", "answer_mb", "rows", "workers")


@click.command(epilog=example("rusfelt mcp", "rusfelt mcp --graph my-graph/rusfelt.nq"))
@click.option(
    "--graph",
    type=click.Path(path_type=Path),
    help="Answer from this N-Quads file as it is, conforming or not.",
)
@options.out
@limits(LIMITS)
def mcp(graph: Path | None, out: Path, **given: float) -> None:
    """Answer a language model: six read-only tools by the Model Context Protocol, over standard input and output.

    The program that runs the model starts this command; docs/mcp.md says how it is told to. A server
    answers the same at /mcp.
    """
    settings = from_environment(graph=graph, out=out, **given)
    if graph is None:
        existing_snapshot(out, None, tell)
    # SIG_DFL: the SDK reads standard input in a thread that no exception can end, so Ctrl-C would wait for a line.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    asyncio.run(_answer(settings))


async def _answer(settings: Settings) -> None:
    # Imported here: no other command needs the SDK, which takes most of a second.
    from server.mcp_tools.tool_server import over_stdio

    runtime = LoopHost(settings).runtime
    # Before the SDK takes standard input and output for itself: workers inherit neither.
    runtime.start(asyncio.get_running_loop())
    toolbox = Toolbox(lambda: runtime.site.now, runtime.checker.report, settings)
    try:
        await over_stdio(toolbox)
    finally:
        await runtime.close()
