"""A file becomes a source: its characters, what it tells of itself, its registration, and that of a later version."""
