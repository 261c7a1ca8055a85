"""Who says what: persons and bodies, in which role, in which text."""
