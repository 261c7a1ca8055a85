"""Anybody's RDF, read safely, and held in the forms that engines and reports need."""
