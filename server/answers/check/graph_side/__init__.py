"""The graph: its figures, frozen, by their numbers and their words; its names and passages."""
