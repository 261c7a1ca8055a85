"""Who said what in which words: sources, claims, people, and every other thing of the graph."""
