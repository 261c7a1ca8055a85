"""The order of long lists, made once of a graph, and the part of one that a page shows."""
