"""Why a decision is not taken."""

from collections.abc import Mapping

from graph_build.errors import RusfeltError


class Refused(RusfeltError):
    """A decision that cannot be taken: what is wrong, one fault a line.

    `fields` has what is wrong with a field of the claim, by its name, where it is known which.
    """

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        self.fields: Mapping[str, str] = fields or {}
        super().__init__(message)


class Outdated(Refused):
    """What was decided on is not what the file says any more."""
