"""The form of facts: frozen dataclasses, checked as they are read."""
