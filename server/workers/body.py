"""The bytes of an answer: in memory, or in a file without a name."""

import io
import os
import tempfile
from collections.abc import Iterator

from server.workers.budget import Budget, NoRoom

IN_MEMORY = 1 << 18
READ = 1 << 18  # bytes that are read of a file at once


class Nameless(io.FileIO):
    """A file without a name, gone with the last reference to it."""

    def __del__(self) -> None:
        """Close it, without the warning that others should have been asked to."""
        self.close()


def nameless() -> Nameless:
    """A new one, in the folder for temporary files; OSError where none can be had."""
    # O_TMPFILE, where the system has it: gone too when the process is killed.
    with tempfile.TemporaryFile(buffering=0) as file:
        return Nameless(os.dup(file.fileno()), "r+b")


class Body:
    """Bytes as they come: in memory, and from `IN_MEMORY` on in a file without a name, counted in `spool`."""

    __slots__ = ("file", "parts", "size", "spool", "spooled")

    def __init__(self, spool: Budget | None = None) -> None:
        self.parts: list[bytes] = []
        self.size = self.spooled = 0
        self.file: io.FileIO | None = None
        self.spool = spool

    def __del__(self) -> None:
        """The file closes with the body, and its bytes are free."""
        if self.spool is not None and self.spooled:
            self.spool.give_back(self.spooled)

    @classmethod
    def of(cls, content: bytes) -> "Body":
        """A body in memory."""
        body = cls()
        body.parts, body.size = [content], len(content)
        return body

    @classmethod
    def from_file(cls, file: io.FileIO, size: int) -> "Body":
        """A body of `size` bytes that is an open file; the file lives as long as the body."""
        body = cls()
        body.file, body.size = file, size
        return body

    def add(self, part: bytes) -> None:
        """One more part; NoRoom where it cannot be stored, and then the body is worth nothing."""
        self.size += len(part)
        if self.file is None and self.size <= IN_MEMORY:
            self.parts.append(part)
            return
        try:
            if self.file is None:
                self.file = nameless()
                for one in self.parts:
                    self._write(one)
                self.parts.clear()
            self._write(part)
        except OSError as error:
            raise NoRoom(full=True) from error

    def _write(self, part: bytes) -> None:
        if self.spool is not None:
            self.spool.take(len(part))
        self.spooled += len(part)
        assert self.file is not None
        left = memoryview(part)
        # write(2) may take a part only, where the disk is nearly full, and say so by its number alone.
        while left:
            left = left[self.file.write(left) :]

    def complete(self) -> None:
        """All parts have come; NoRoom where the file does not have them all."""
        if self.file is not None and os.fstat(self.file.fileno()).st_size != self.size:
            raise NoRoom(full=True)

    @property
    def stored(self) -> bool:
        """Whether the bytes lie in a file."""
        return self.file is not None

    @property
    def descriptor(self) -> int:
        """The open file in which the bytes are stored."""
        assert self.file is not None
        return self.file.fileno()

    def read(self) -> bytes:
        """All bytes, in memory. EOFError as for `parts_of`."""
        if self.file is not None:
            return b"".join(self.parts_of(0, self.size))
        if len(self.parts) != 1:
            self.parts = [b"".join(self.parts)]
        return self.parts[0]

    def parts_of(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes of a stored body from `start` up to `end`, a part at a time; EOFError where the file has fewer.

        Whoever reads holds the body, and so its place in the spool, until the last byte.
        """
        while start < end:
            # pread(2) has no position in the file that two readers could disturb.
            part = os.pread(self.descriptor, min(READ, end - start), start)
            if not part:
                raise EOFError("the file of an answer is shorter than it was")
            start += len(part)
            yield part
