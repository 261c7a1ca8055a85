"""The texts that all is taken from: what is known of each, its claims in their order, its words where they are given."""
