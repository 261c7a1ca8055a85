"""The shapes, as Turtle, the validator that runs them, and its report."""
