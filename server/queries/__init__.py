"""Saved queries, as data."""
