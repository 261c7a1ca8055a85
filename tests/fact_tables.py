"""The facts and registers as their TOML says them, for tests that decide an answer without the graph."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "graph_build"
FIGURES = ("observation", "comparison", "funding", "target", "count")
Table = Mapping[str, Any]


@cache
def claims() -> dict[str, Table]:
    """Every claim by its name in the graph: the source, a hyphen, its id."""
    found = dict[str, Table]()
    for path in sorted((FOLDER / "facts").glob("*.toml")):
        file = _read(path)
        found |= {f"{file['source']}-{one['id']}": one for one in file["claim"]}
    return found


@cache
def register(name: str) -> dict[str, Table]:
    """The entries of a register by their id."""
    (entries,) = _read(FOLDER / "registers" / f"{name}.toml").values()
    return {one["id"]: one for one in entries}


def statements(*kinds: str) -> Iterator[tuple[str, Table]]:
    """The statements of these kinds, each with the name of its claim."""
    for name, claim in claims().items():
        for kind in kinds:
            yield from ((name, one) for one in many(claim.get(kind, ())))


def many(value: Any) -> list[Any]:
    """A value, or a list of them, as a list."""
    return list(value) if isinstance(value, list | tuple) else [value]


def claim_of(source: str, name: str) -> str:
    """The name in the graph of a claim that a claim of this source refers to."""
    return name if name in claims() else f"{source[:3]}-{name}"


def _read(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
