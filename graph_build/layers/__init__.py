"""From checked facts to triples: one module a layer of the graph, and the builder that puts them together."""
