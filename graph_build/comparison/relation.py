"""How one figure stands to another in one dimension."""

from enum import Enum


class Relation(Enum):
    """The same, the first within the second, containing it, different, or not known."""

    SAME = "same"
    WITHIN = "within"
    CONTAINS = "contains"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
