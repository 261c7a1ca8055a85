"""A text that is no longer the registered one: what happened to it, found by undoing it and comparing hashes."""
