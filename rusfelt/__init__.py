"""The command line of Rusfelt."""
