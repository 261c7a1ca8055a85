"""The workers by themselves: a task of the tests, no SPARQL and no HTTP."""
