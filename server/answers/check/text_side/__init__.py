"""The text: its sentences, the clauses of its numbers, and what they say."""
