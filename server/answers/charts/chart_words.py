"""The words of charts, from `chart_words.toml`: what marks mean, and which words of a text make a figure a bound."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

UP, DOWN = ("gt", "ge"), ("lt", "le")


def word(name: str, lang: str) -> str:
    """A word of the chart itself."""
    return str(_book()["words"][name][lang])


def legend(names: Iterable[str], lang: str) -> tuple[str, ...]:
    """What the marks of these names mean."""
    return tuple(str(_book()["legend"][one][lang]) for one in names)


def bound_of(words: str) -> str:
    """The bound that words before a number mean: gt, ge, lt, le, about; empty where they mean none."""
    return _cues().get(" ".join(re.findall(r"[\w.]+", words.lower())), "")


def signed(bound: str, value: str) -> str:
    """A value with the sign of its bound, as at its point: ≥ 10 %."""
    return (_book()["bounds"][bound]["sign"] if bound else "") + value


def told(bound: str, value: str, lang: str) -> str:
    """A value with the words of its bound: minst 10 %."""
    return str(_book()["bounds"][bound][lang]).format(value=value) if bound else value


@cache
def _cues() -> Mapping[str, str]:
    return {
        cue.replace("_", " "): bound
        for bound, one in _book()["bounds"].items()
        for cue in one["cues"].split()
    }


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("chart_words.toml").read_text("utf-8"))
