"""`rusfelt serve`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from pyoxigraph import RdfFormat, parse

from graph_build.errors import Unreadable
from rusfelt.commands import options
from rusfelt.existing import existing_snapshot
from server.accelerator.granian_server import listen, run
from server.settings import Settings
from server.site import refuse_unfit
from server.sparql.limits import Limits


def _snapshot(out: Path, sources: Path | None) -> Path:
    graph = existing_snapshot(out, sources, options.progress)
    refuse_unfit(graph)
    return graph


# Each limit of the server is a field of Settings; here are its range and what it means.
LIMITS: dict[str, tuple[Any, str]] = {
    "timeout": (click.FloatRange(0.1, 600), "Seconds that a query may take; a client can ask for fewer."),
    "memory_mb": (click.IntRange(64, 65_536), "Megabytes of memory that a query may take."),
    "answer_mb": (click.IntRange(1, 65_536), "Megabytes that an answer may have."),
    "rows": (click.IntRange(1), "Rows that an answer may have."),
    "workers": (click.IntRange(2, 256), "Queries that are worked on at once."),
    "waiting": (click.IntRange(0, 10_000), "Queries that wait for a worker; more are refused."),
    "patience": (click.FloatRange(0.1, 600), "Seconds that a query waits for a worker."),
    "cache_mb": (click.IntRange(0, 65_536), "Megabytes of answers that are kept; 0 keeps none."),
    "validate_mb": (click.IntRange(1, 1_000), "Megabytes of a graph sent to /validate."),
    "validate_timeout": (click.FloatRange(1, 3_600), "Seconds that a validation may take."),
    "validate_memory_mb": (click.IntRange(256, 65_536), "Megabytes of memory that a validation may take."),
    "validators": (click.IntRange(1, 64), "Validations that are worked on at once."),
}  # fmt: skip


QUERY: dict[str, tuple[Any, str]] = {
    "query_bytes": (click.IntRange(100, 1_000_000), "Bytes that a query may have."),
    "nesting": (click.IntRange(1, 200), "Brackets that a query may open inside each other."),
    "tokens": (click.IntRange(10, 1_000_000), "Words and signs that a query may have."),
    "clauses": (click.IntRange(1, 2_000), "Clauses (OPTIONAL, UNION, FILTER …) that a query may have."),
    "operators": (click.IntRange(1, 5_000), "Operators that a query may have."),
    "patterns": (click.IntRange(1, 1_000), "Patterns that one group of a query may have."),
}  # fmt: skip
Command = TypeVar("Command", bound=Callable[..., object])


def _limits(command: Command) -> Command:
    for name, (kind, text) in reversed({**LIMITS, **QUERY}.items()):
        flag = "--" + name.replace("_", "-")
        default = getattr(Settings if name in LIMITS else Limits, name)
        command = click.option(
            flag, type=kind, default=default, show_default=True, show_envvar=True, help=text
        )(command)
    return command


@click.command(context_settings={"auto_envvar_prefix": "RUSFELT", "show_default": True})
@click.option("--host", default="127.0.0.1", help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes a free one.",
)
@options.sources
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
@_limits
def serve(
    host: str,
    port: int,
    sources: Path | None,
    graph: Path | None,
    out: Path,
    access_log: str | None,
    behind_proxy: bool,
    **limits: Any,
) -> None:
    """Serve the graph: pages, resources and the SPARQL endpoint.

    Every option can be set in the environment too: --timeout as RUSFELT_TIMEOUT, and so on. A new
    snapshot is served as soon as it is there, or when the process gets SIGHUP.
    """
    path = graph or _snapshot(out, sources)
    _refuse_unreadable(path)
    _refuse_unwritable(access_log)
    listening = listen(host, port)
    click.echo(f"http://{host}:{listening.getsockname()[1]}/", err=True)
    query = Limits(**{name: limits.pop(name) for name in QUERY})
    settings = Settings(
        path,
        conforming=graph is None,
        access_log=access_log,
        behind_proxy=behind_proxy,
        query=query,
        **limits,
    )
    run(settings, host, listening)


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
    try:
        for _ in parse(path=str(path), format=RdfFormat.N_QUADS):
            pass
    except SyntaxError as error:
        raise Unreadable(f"{path}:{error.lineno or 1}: is no N-Quads: {error.msg}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unreadable(f"{path}: cannot be read ({reason})") from error
