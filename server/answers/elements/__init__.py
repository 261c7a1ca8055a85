"""What every page is made of: things by their names, figures with what limits them, quoted words, and how a value is written."""
