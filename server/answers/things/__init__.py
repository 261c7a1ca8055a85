"""One thing of the graph: a claim, any other thing, the rows of what is said of it, its document in RDF."""
