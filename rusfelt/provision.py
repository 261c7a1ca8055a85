"""The snapshot that a command works on: the one that is there, else one that is built now.

What builds is imported where it is needed: it is most of what the command line can
load (pydantic, tree-sitter, pySHACL), and the server would keep it in memory for nothing.
"""

import json
from collections.abc import Callable
from pathlib import Path

from graph_build.errors import Unreadable
from graph_build.snapshot import GRAPH, MANIFEST
from server.repository.embedded_repository import EmbeddedRepository


def existing_snapshot(out: Path, sources: Path | None, progress: Callable[[str], None]) -> Path:
    """The graph file of the snapshot at `out`, built there if missing; FaultyFacts, Unreadable.

    With `sources`, the facts that it is built of are held against the texts there.
    """
    if not (out / GRAPH).exists():
        from rusfelt.pipeline import run_build

        run_build(out, sources, progress=progress)
    return out / GRAPH


def base_of(out: Path) -> str:
    """The base of the terms of the snapshot at `out`: as its manifest says, else as its graph has it."""
    told = _manifest(out).get("base")
    return told if isinstance(told, str) else EmbeddedRepository.load(out / GRAPH).base


def _manifest(out: Path) -> dict[str, object]:
    """What the snapshot says of itself; nothing where it has no manifest."""
    path = out / MANIFEST
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Unreadable(f"{path}: is no manifest of a snapshot; build again") from error
    return found if isinstance(found, dict) else {}
