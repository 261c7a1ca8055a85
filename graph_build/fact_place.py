"""Where the facts say a thing."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class FactPlace:
    """A file (`facts/003.toml`) and a line in it, 1-based; None where the file has no lines."""

    file: str
    line: int | None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


# The IRI of a thing → where the facts say it.
FactPlaces = Mapping[str, FactPlace]
