"""Why a tool has no answer."""


class ToolFault(Exception):
    """A call without an answer; its sentence says what would work, and nothing of the inside."""
