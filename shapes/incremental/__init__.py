"""Validation of a change: from a changed triple to the focus nodes it can touch, which are checked again.

A new text changes little of a large graph, and whoever reviews it waits for each answer. The results
are those of a full run: tests/shapes/test_incremental.py holds the two against each other.
"""
