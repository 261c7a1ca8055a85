"""What `make` installs: which versions, which files, under which licences."""
