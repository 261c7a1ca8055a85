"""Indicators: the list of them, and the page of each with its figures."""
