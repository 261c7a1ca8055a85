"""What is served now, and how it is replaced without a gap."""
