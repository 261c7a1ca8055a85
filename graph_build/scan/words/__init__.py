"""Words, signs and classes: a text in its normal form, cut into tokens, and what each token is."""
