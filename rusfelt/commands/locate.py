"""`rusfelt locate`."""

from hashlib import sha256
from pathlib import Path

import click

from graph_build.errors import RusfeltError
from graph_build.reading.text_file import read_text
from rusfelt.help_text import example
from rusfelt.terminal import say


@click.command(epilog=example("rusfelt locate texts/003.txt '17 436'"))
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("passage")
def locate(file: Path, passage: str) -> None:
    """Print the span of every place where PASSAGE stands in FILE, as a facts file writes it.

    A space in PASSAGE also finds a no-break space of the text.
    """
    text = read_text(file)
    # One character for one, so that offsets in `flat` are offsets in the text.
    flat, wanted = text.replace("\u00a0", " "), passage.replace("\u00a0", " ")
    start = flat.find(wanted) if wanted else -1
    if start < 0:
        raise RusfeltError(f"{file}: has no passage {passage!r}")
    while start >= 0:
        end = start + len(wanted)
        digest = sha256(text[start:end].encode()).hexdigest()
        say(f'{{start = {start}, end = {end}, sha256 = "{digest}"}}')
        start = flat.find(wanted, start + 1)
