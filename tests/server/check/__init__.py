"""Texts held against the graph: passages marked before they were read, and what is measured with them."""
