"""A new text: what it says as characters, what can be proposed of it, and what somebody has decided."""
