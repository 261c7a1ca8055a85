"""The shapes, as Turtle, and the validator that runs them."""

from shapes.validating import Finding, Report, shape_files, validate

__all__ = ["Finding", "Report", "shape_files", "validate"]
