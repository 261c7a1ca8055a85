"""Proposals as somebody decides on them: shown, checked, and written back with comments and order kept."""
