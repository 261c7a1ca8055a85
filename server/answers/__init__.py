"""What a page says: frozen dataclasses, made by pure functions of a repository and languages."""
