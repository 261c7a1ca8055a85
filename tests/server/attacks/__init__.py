"""Attacks on a running server: what is sent, and what is a clean answer to it."""
