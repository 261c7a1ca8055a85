"""The ontology: the page of all terms, and the page of each."""
