"""`rusfelt serve`."""

import json
import socket
from pathlib import Path

import click
import waitress

from graph_build.building import checked_corpus
from graph_build.errors import RusfeltError, Unreadable
from graph_build.snapshot import GRAPH, MANIFEST
from rusfelt.commands import options
from rusfelt.pipeline import existing_snapshot
from server import Settings, create_app


def _snapshot(out: Path, sources: Path | None) -> Path:
    if sources is not None and (out / GRAPH).exists():
        checked_corpus(sources=sources)
    graph = existing_snapshot(out, sources, options.progress)
    try:
        about = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(f"{out / MANIFEST}: cannot be read; build again") from error
    if not about.get("conforms"):
        raise RusfeltError(
            f"{graph} does not conform or was not validated (see report.ttl); "
            f"serve it by name with --graph {graph}"
        )
    return graph


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
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
    "--threads",
    default=4,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Requests answered at once.",
)
def serve(
    host: str, port: int, sources: Path | None, graph: Path | None, out: Path, threads: int
) -> None:
    """Serve the graph: pages, resources and the SPARQL endpoint."""
    app = create_app(Settings(graph or _snapshot(out, sources)))
    try:
        server = waitress.create_server(app, host=host, port=port, threads=threads, ident=None)
    except (OSError, socket.gaierror) as error:
        raise RusfeltError(f"{host}:{port} cannot be listened on ({error.strerror})") from error
    click.echo(f"http://{host}:{server.effective_port}/", err=True)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
