"""The formats in which people keep tables: what is read of each is rows of cells, or a cube."""
