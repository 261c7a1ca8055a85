"""A text that somebody has sent, held against the graph: the route, and the forms of its report."""
