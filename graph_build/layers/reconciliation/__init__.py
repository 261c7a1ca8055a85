"""Does another place agree? Pairs of figures that a reader could confuse or connect, and what each pair shows."""

from graph_build.layers.reconciliation.reconciled_graph import reconciled_triples

__all__ = ["reconciled_triples"]
