"""Words: their stems, how a text says what a number is, and what a graph knows of them."""
