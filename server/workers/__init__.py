"""Processes that answer questions, so that no question can harm the process that serves."""
