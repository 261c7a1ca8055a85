"""Figures side by side: which two a reader could confuse or connect, and what the two show (decision 16)."""
