"""What the graph says of a text: its numbers, its names, and the words it has from a source. Never whether it is right."""
