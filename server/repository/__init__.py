"""The seam to the engine: what is asked of a graph, and who answers it."""
