"""The W3C test suites of SPARQL: what they ask, how an answer is compared, and what is known to fail."""
