"""What the application needs to know; nothing is read from the environment."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """`graph`: N-Quads to serve. `base`: base IRI of its things, None to find it in the graph."""

    graph: Path
    base: str | None = None
