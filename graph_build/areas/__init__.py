"""Municipalities, counties and the country from 2013 on, and how a table names them."""
