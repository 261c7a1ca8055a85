"""What a match of the grammar is: its expressions, their kinds and values."""
