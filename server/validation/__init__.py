"""POST /validate: anybody's graph, checked by workers of their own."""
