"""The options of commands that read facts: which ones."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from graph_build.reading.corpus import Corpus
from graph_build.reading.own_facts import OwnFacts, load_facts
from rusfelt.terminal import tell

Command = TypeVar("Command", bound=Callable[..., object])
FOLDER = click.option(
    "--facts",
    type=click.Path(path_type=Path),
    help="Your own facts: a folder with facts/*.toml, registers/*.toml or both. It is read beside "
    "the shipped facts where it refers to them or has only one of the two, else instead of them.",
)
WAY = click.option(
    "--beside/--alone",
    default=None,
    help="With --facts: beside the shipped facts, or instead of them, whatever it refers to.",
)


def facts(command: Command) -> Command:
    """Add `--facts DIR` and `--beside/--alone` to a command."""
    return FOLDER(WAY(command))


def chosen_facts(folder: Path | None, beside: bool | None) -> Corpus:
    """The facts that the options name; how the user's folder is read is told on stderr.

    Its links may have decided that, and faults are easier to understand for who knows.
    """
    if folder is None:
        if beside is not None:
            raise click.UsageError("--beside and --alone go with --facts")
        return load_facts()
    corpus = load_facts(OwnFacts(folder, beside))
    tell(f"facts: {folder}, " + ("beside the shipped ones" if corpus.beside else "alone"))
    for file, count in corpus.waiting.items():
        tell(f"{file}: {count} proposals wait for somebody to confirm them (rusfelt review)")
    return corpus
