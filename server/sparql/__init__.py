"""SPARQL 1.1: protocol, limits, evaluation by workers, graph store, service description."""
