"""Figures side by side: pairs that a reader could confuse or connect, the page that lists them, its table."""
