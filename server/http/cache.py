"""What is kept in memory: at most so many bytes of it, the longest unused goes first."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

LARGEST = 0.5  # of all, that one value may take
Value = TypeVar("Value")


class Cache(Generic[Value]):
    """Values by their key. `most`: bytes in all; a value that alone would take half of them is not kept."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self.hits = self.misses = 0
        self.kept: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()

    def get(self, key: Hashable) -> Value | None:
        """The value, if it is kept."""
        found = self.kept.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self.kept.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: Value, size: int) -> None:
        """Keep a value of so many bytes."""
        self._drop(key)
        if size > self.most * LARGEST:
            return
        self.kept[key] = (value, size)
        self.size += size
        while self.size > self.most:
            self._drop(next(iter(self.kept)))

    def clear(self) -> None:
        """Forget all."""
        self.kept.clear()
        self.size = 0

    def _drop(self, key: Hashable) -> None:
        found = self.kept.pop(key, None)
        if found is not None:
            self.size -= found[1]
