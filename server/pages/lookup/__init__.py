"""What a reader brings along: words to search for, a figure to check, figures to compare."""
