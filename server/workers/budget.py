"""How many bytes of one kind may be held at once, whoever they are for."""

import threading


class NoRoom(Exception):
    """Bytes cannot be held; `full`: because the disk takes no more, else because others have the whole budget."""

    def __init__(self, full: bool) -> None:
        self.full = full
        super().__init__("the disk is full" if full else "others take all the room there is")


class Budget:
    """Counts the bytes that are held. Used by all threads of a process."""

    def __init__(self, most: int) -> None:
        self.most, self.used = most, 0
        self._lock = threading.Lock()

    def take(self, size: int) -> None:
        """So many bytes more are held from now on; NoRoom where they would be too many."""
        with self._lock:
            if self.used + size > self.most:
                raise NoRoom(full=False)
            self.used += size

    def give_back(self, size: int) -> None:
        """So many bytes are held no longer."""
        with self._lock:
            self.used -= size
