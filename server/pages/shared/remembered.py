"""Answers for the reader's language that are kept with the snapshot."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from server.pages.shared.context import served
from server.pages.shared.language import languages
from server.repository.interface import Repository

Answer = TypeVar("Answer")


def remembered(make: Callable[[Repository, Sequence[str]], Answer]) -> Answer:
    """What `make` makes of the graph that is served, for this reader; made once of each snapshot."""
    return served().snapshot.memo.of(make, languages())
