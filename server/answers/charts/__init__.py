"""Charts of figures, made of the figures alone: what is drawn, and the same in words."""
