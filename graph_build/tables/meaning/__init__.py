"""What the cells of a table mean, by a description that a person has read: areas, periods, figures."""
