"""The words of the forms of a report, from `form_words.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def form_words(language: str) -> Mapping[str, str]:
    """The words in one language."""
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        words: Mapping[str, Mapping[str, str]] = tomllib.load(file)
    return words[language]
