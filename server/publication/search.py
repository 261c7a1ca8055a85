"""The index of a snapshot, made when somebody first searches."""

from functools import cached_property

from server.answers.search.entries import entries
from server.answers.search.index import SearchIndex
from server.repository.interface import Repository


class Search:
    """What can be searched of a graph."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository

    @cached_property
    def index(self) -> SearchIndex:
        """The index; two threads that ask first may both make it, and one of them stays."""
        return SearchIndex(entries(self.repository))
