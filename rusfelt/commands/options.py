"""The options that several commands share."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ontology import DEFAULT_BASE, LANGUAGES

Command = TypeVar("Command", bound=Callable[..., Any])
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


def language(text: str) -> Callable[[Command], Command]:
    """Add `--language` to a command; `text` says what it is the language of."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=locale_language,
        show_default="that of the locale, else nb",
        help=text,
    )


def locale_language() -> str:
    """The language of the locale, of those that we have; else bokmål."""
    # The order of POSIX: the first that is set and not empty.
    told = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    code = re.split("[_.@]", told)[0].lower()
    return code if code in LANGUAGES else LANGUAGES[0]
