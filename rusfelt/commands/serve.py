"""`rusfelt serve`."""

import getpass
from pathlib import Path
from typing import Any

import click
from pyoxigraph import RdfFormat, parse

from graph_build.errors import RusfeltError, Unreadable
from graph_build.reading.ordinary_file import check_ordinary
from rusfelt.commands import options
from rusfelt.commands.add_source import OWN as OWN_FACTS
from rusfelt.commands.limits import limits
from rusfelt.help_text import example
from rusfelt.provision import existing_snapshot
from rusfelt.terminal import tell
from server.accelerator.granian_server import listen, run
from server.pages.review.review_gate import ReviewAccess, refuse_other_machines
from server.publication.graph_file import refuse_unfit
from server.settings import Settings, from_environment

# What the command has options of its own for, and what only other web servers need.
OWN = ("graph", "out", "sources", "base", "access_log", "behind_proxy", "mcp_hosts", "threads")


LIMITS = tuple(name for name in Settings.model_fields if name not in OWN)


def _snapshot(out: Path, sources: Path | None) -> Path:
    graph = existing_snapshot(out, sources, tell)
    refuse_unfit(graph)
    return graph


@click.command(
    context_settings={"auto_envvar_prefix": "RUSFELT", "show_default": True},
    epilog=example(
        "rusfelt serve --port 8080",
        "RUSFELT_TIMEOUT=30 rusfelt serve --graph my-graph/rusfelt.nq",
    ),
)
@click.option("--host", default="127.0.0.1", help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes a free one.",
)
@click.option(
    "--sources",
    type=click.Path(path_type=Path),
    help="Folder of the source texts; pages show those that are the texts of the graph.",
)
@click.option(
    "--graph",
    type=click.Path(path_type=Path),
    help="Serve this N-Quads file as it is, conforming or not.",
)
@options.out
@click.option(
    "--access-log",
    type=click.Path(dir_okay=False),
    help="File for one JSON object a request; - is standard error.",
)
@click.option(
    "--behind-proxy",
    is_flag=True,
    help="A reverse proxy says who the client is (X-Forwarded-For, X-Forwarded-Proto).",
)
@click.option(
    "--mcp-hosts",
    default="",
    help="Names of this server, beside localhost, under which /mcp answers; several with blanks between.",
)
@click.option(
    "--review",
    is_flag=True,
    help="With the page on which proposals of new texts are decided on; for this machine alone.",
)
@click.option(
    "--facts",
    type=click.Path(path_type=Path),
    default=OWN_FACTS,
    help="Folder of your own facts, for --review.",
)
@limits(LIMITS)
def serve(
    host: str,
    port: int,
    sources: Path | None,
    graph: Path | None,
    out: Path,
    access_log: str | None,
    behind_proxy: bool,
    mcp_hosts: str,
    review: bool,
    facts: Path,
    **more: Any,
) -> None:
    """Serve the graph: pages, resources and the SPARQL endpoint.

    Every option can be set in the environment too: --timeout as RUSFELT_TIMEOUT, and so on. A new
    snapshot is served as soon as it is there, or when the process gets SIGHUP.
    """
    more |= {"graph": graph, "out": out, "sources": sources, "mcp_hosts": mcp_hosts}
    settings = from_environment(access_log=access_log, behind_proxy=behind_proxy, **more)
    _refuse_no_folder(sources)
    access = _review(host, facts, behind_proxy) if review else None
    path = graph or _snapshot(out, sources)
    _refuse_unreadable(path)
    _refuse_unwritable(access_log)
    listening = listen(host, port, more["stall_timeout"])
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listening.getsockname()[1]}/"
    tell(address)
    if access is not None:
        tell(f"Proposals are reviewed at {address}review{access.query}")
    run(settings, host, listening, access)


def _review(host: str, facts: Path, behind_proxy: bool) -> ReviewAccess:
    """Who may open the review page; RusfeltError where others than this machine could."""
    if behind_proxy:
        raise RusfeltError("--review is for this machine alone: it goes with no --behind-proxy")
    refuse_other_machines(host)
    if not facts.is_dir():
        raise Unreadable(f"{facts}: is no folder; rusfelt add-source makes it")
    return ReviewAccess(facts.resolve(), getpass.getuser())


def _refuse_no_folder(sources: Path | None) -> None:
    """Unreadable where the folder of the texts is none."""
    if sources is not None and not sources.is_dir():
        raise Unreadable(f"{sources}: is no folder; give the folder that holds the source texts")


def _refuse_unwritable(access_log: str | None) -> None:
    """Unreadable where the log cannot be written."""
    if access_log in (None, "-"):
        return
    try:
        with Path(access_log).open("a", encoding="utf-8"):
            return
    except OSError as error:
        raise Unreadable(f"{access_log}: cannot be written ({error.strerror})") from error


def _refuse_unreadable(path: Path) -> None:
    """Unreadable, with its line, where a file is no N-Quads; nothing of it is kept."""
    check_ordinary(path, str(path))
    try:
        for _ in parse(path=str(path), format=RdfFormat.N_QUADS):
            pass
    except SyntaxError as error:
        raise Unreadable(f"{path}:{error.lineno or 1}: is no N-Quads: {error.msg}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unreadable(f"{path}: cannot be read ({reason})") from error
