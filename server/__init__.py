"""The web application over a snapshot, and the processes behind it."""
