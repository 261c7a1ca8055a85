"""The snapshot that a command works on: the one that is there, else one that is built now.

What builds and verifies is imported where it is needed: it is most of what the command line can
load (pydantic, tree-sitter, pySHACL), and the server would keep it in memory for nothing.
"""

import json
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from graph_build.errors import Unreadable
from graph_build.snapshot import GRAPH, MANIFEST
from server.repository.embedded_repository import EmbeddedRepository
from shapes.graphs.text_triples import text_triples


def existing_snapshot(out: Path, sources: Path | None, progress: Callable[[str], None]) -> Path:
    """The graph file of the snapshot at `out`, built there if missing; FaultyFacts, Unreadable.

    With `sources`, the facts are held against the texts there; of a snapshot of the user's own
    facts, which are not known here, the texts are held against their hashes in the graph.
    """
    if not (out / GRAPH).exists():
        from rusfelt.pipeline import run_build

        run_build(out, sources, progress=progress)
    elif sources is not None:
        _verify(out, sources)
    return out / GRAPH


def base_of(out: Path) -> str:
    """The base of the terms of the snapshot at `out`: as its manifest says, else as its graph has it."""
    told = _manifest(out).get("base")
    return told if isinstance(told, str) else EmbeddedRepository.load(out / GRAPH).base


def _verify(out: Path, sources: Path) -> None:
    about = _manifest(out)
    if "facts" not in about:
        from graph_build.layers.builder import checked_corpus

        checked_corpus(sources=sources)
        return
    text_triples(parse(path=out / GRAPH, format=RdfFormat.N_QUADS), sources, str(about["base"]))


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
