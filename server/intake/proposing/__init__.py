"""What a text gives reason to propose: statements drafted from its numbers and from the things that it names."""
