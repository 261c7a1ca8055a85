"""The snapshot that is there.

What builds and verifies is loaded where it is needed: it is most of what the command line can load,
and the server would keep it in memory for nothing.
"""

from collections.abc import Callable
from pathlib import Path

from graph_build.snapshot import GRAPH


def existing_snapshot(out: Path, sources: Path | None, progress: Callable[[str], None]) -> Path:
    """The graph file of the snapshot at `out`, built there if missing; FaultyFacts, Unreadable.

    With `sources`, the facts are held against the texts there.
    """
    if not (out / GRAPH).exists():
        from rusfelt.pipeline import run_build

        run_build(out, sources, progress=progress)
    elif sources is not None:
        from graph_build.layers.builder import checked_corpus

        checked_corpus(sources=sources)
    return out / GRAPH
