"""Where the tables of a sheet stand, and what each of their columns is."""
