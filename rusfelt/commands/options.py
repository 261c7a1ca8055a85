"""What several commands share: options, and how progress is told."""

from pathlib import Path

import click

from ontology import DEFAULT_BASE

SNAPSHOT = Path("snapshot")

out = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=SNAPSHOT,
    show_default=True,
    help="Folder of the built graph, manifest and report; query and serve build it if missing.",
)
sources = click.option(
    "--sources",
    type=click.Path(path_type=Path),
    help="Folder of the source texts; every passage is verified against them.",
)
base_iri = click.option(
    "--base-iri", default=DEFAULT_BASE, show_default=True, help="Base of the terms; ends in /."
)


def progress(line: str) -> None:
    """Tell how far a command has come, on stderr."""
    click.echo(line, err=True)
