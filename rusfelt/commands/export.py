"""`rusfelt export`."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from rusfelt.commands import options
from rusfelt.help_text import example
from rusfelt.provision import existing_snapshot
from rusfelt.terminal import say, tell
from server.settings import from_environment


def _address(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Scheme and host, as every address of the site begins."""
    if value is None:
        return None
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise click.BadParameter("give scheme and host alone, as https://rusfelt.example")
    return value.rstrip("/")


@click.command(
    epilog=example(
        "rusfelt export site --address https://data.example.org",
        "python3 -m http.server --directory site",
    )
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@options.out
@options.sources
@click.option(
    "--address",
    callback=_address,
    help="Where the copy will be served, for the site map and the catalogue; the base of the terms where none is given.",
)
def export(folder: Path, out: Path, sources: Path | None, address: str | None) -> None:
    """Write the whole site and its data to DIR, which is new or empty, as files that any web server can host.

    All pages in three languages with their other forms, the files, RDF of every thing; a catalogue (DCAT), a Data
    Package, an RO-Crate and SHA256SUMS. Same graph, same bytes.
    """
    # Imported here: the help of the command needs no server.
    from rusfelt.static_copy.interruption import Interruption
    from rusfelt.static_copy.whole_copy import whole_copy

    existing_snapshot(out, sources, tell)
    with Interruption() as interruption:
        # Whatever the environment says: the texts are their publishers', and no copy has them.
        settings = from_environment(out=out, graph=None, sources=None)
        say(whole_copy(settings, folder, address, tell, interruption.check))
