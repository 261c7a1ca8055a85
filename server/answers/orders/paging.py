"""A long list, page by page: which part of it a page has."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list of `total` things: its number from 1, how many pages there are, how many things a page has at most."""

    page: int
    pages: int
    size: int
    total: int

    @classmethod
    def of(cls, page: int, size: int, total: int) -> Self:
        """The page of that number; the nearest one where there is none."""
        pages = max(-(-total // size), 1)
        return cls(min(max(page, 1), pages), pages, size, total)

    @property
    def skip(self) -> int:
        """How many things stand on the pages before."""
        return (self.page - 1) * self.size

    @property
    def first(self) -> int:
        """The place of its first thing, from 1."""
        return min(self.skip + 1, self.total)

    @property
    def last(self) -> int:
        """The place of its last thing."""
        return min(self.skip + self.size, self.total)

    @property
    def whole(self) -> bool:
        """Whether all things stand on this page."""
        return self.pages == 1
