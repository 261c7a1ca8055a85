"""Queries: the form, saved questions, their addresses and faults."""
