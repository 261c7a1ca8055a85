"""The shapes, as Turtle, the validator that runs them, and its report."""

from shapes.definitions import shape_files
from shapes.findings import Finding
from shapes.report import Report
from shapes.validating import validate

__all__ = ["Finding", "Report", "shape_files", "validate"]
