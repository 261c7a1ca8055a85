"""What a snapshot says of itself."""

import json
from collections.abc import Mapping

from graph_build.layers.builder import BuiltGraph
from graph_build.snapshot import GRAPH


def manifest(graph: BuiltGraph, about: Mapping[str, object]) -> bytes:
    """What a snapshot is: its hash, its counts, and what the caller adds; no clock, no path."""
    body = {
        "graph": {"file": GRAPH, "sha256": graph.sha256, "quads": len(graph.quads)},
        "graphs": dict(graph.graphs),
        "claims": dict(graph.claims),
        "statements": dict(graph.statements),
        **about,
    }
    return (json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
