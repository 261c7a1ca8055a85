"""Answers that many pages are made of, kept as long as the snapshot that they are of."""

import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from server.repository.interface import Repository

Answer = TypeVar("Answer")


class Memo:
    """Answers by what makes them and the language of the reader: frozen, so that threads may share them."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._kept: dict[tuple[object, str], Any] = {}
        self._lock = threading.Lock()

    def of(
        self, make: Callable[[Repository, Sequence[str]], Answer], languages: Sequence[str]
    ) -> Answer:
        """The answer; two threads that ask first may both make it, and the first stays."""
        return self._of((make, languages[0]), lambda: make(self.repository, languages))

    def known(self, make: Callable[[Repository], Answer]) -> Answer:
        """The same for what does not depend on a language."""
        return self._of((make, ""), lambda: make(self.repository))

    def _of(self, key: tuple[object, str], make: Callable[[], Answer]) -> Answer:
        if key not in self._kept:
            made = make()
            with self._lock:
                self._kept.setdefault(key, made)
        kept: Answer = self._kept[key]
        return kept
