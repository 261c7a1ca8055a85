"""Validation of a change: which focus nodes it can touch, and those checked again."""
