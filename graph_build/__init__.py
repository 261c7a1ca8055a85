"""From facts and the texts to the graph."""
