"""Tables of figures about areas: what a file of them is, and what its rows say."""
