"""Search over all that has a name, and over the words of the claims."""
