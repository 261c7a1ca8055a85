"""`rusfelt serve`."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic.fields import FieldInfo
from pyoxigraph import RdfFormat, parse

from graph_build.errors import Unreadable
from graph_build.reading.ordinary_file import check_ordinary
from rusfelt.commands import options
from rusfelt.provision import existing_snapshot
from server.accelerator.granian_server import listen, run
from server.publication.graph_file import refuse_unfit
from server.settings import Settings

# What the command has options of its own for, and what only other web servers need.
OWN = ("graph", "out", "base", "access_log", "behind_proxy", "threads")
Command = TypeVar("Command", bound=Callable[..., object])


def limits() -> dict[str, FieldInfo]:
    """The limits of the server: the fields of Settings that have a range."""
    return {name: field for name, field in Settings.model_fields.items() if name not in OWN}


class FiniteRange(click.FloatRange):
    """A number in a range; `nan` and `inf` are numbers for Python, and in no range that anybody means."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number; BadParameter where it is none."""
        found = float(super().convert(value, param, ctx))
        if not math.isfinite(found):
            self.fail(f"{value!r} is not a number.", param, ctx)
        return found


def _range(field: FieldInfo) -> Any:
    lower = next((one.ge for one in field.metadata if hasattr(one, "ge")), None)
    upper = next((one.le for one in field.metadata if hasattr(one, "le")), None)
    kind: Any = click.IntRange if field.annotation is int else FiniteRange
    return kind(lower, upper)


def _limits(command: Command) -> Command:
    """An option for each limit: its range, its default and what it means stand in Settings."""
    for name, field in reversed(limits().items()):
        command = click.option(
            "--" + name.replace("_", "-"),
            type=_range(field),
            default=field.default,
            show_default=True,
            show_envvar=True,
            help=field.description,
        )(command)
    return command


def _snapshot(out: Path, sources: Path | None) -> Path:
    graph = existing_snapshot(out, sources, options.progress)
    refuse_unfit(graph)
    return graph


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
    listening = listen(host, port, limits["stall_timeout"])
    click.echo(f"http://{host}:{listening.getsockname()[1]}/", err=True)
    settings = Settings(
        graph=graph, out=out, access_log=access_log, behind_proxy=behind_proxy, **limits
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
    check_ordinary(path, str(path))
    try:
        for _ in parse(path=str(path), format=RdfFormat.N_QUADS):
            pass
    except SyntaxError as error:
        raise Unreadable(f"{path}:{error.lineno or 1}: is no N-Quads: {error.msg}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unreadable(f"{path}: cannot be read ({reason})") from error
