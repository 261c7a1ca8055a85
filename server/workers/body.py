"""The bytes of an answer: in memory, or in a file without a name."""

import tempfile
from pathlib import Path
from typing import IO

IN_MEMORY = 1 << 18


class Body:
    """Bytes as they come: in memory, and from `IN_MEMORY` on in a file without a name."""

    __slots__ = ("file", "parts", "size")

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0
        self.file: IO[bytes] | None = None

    @classmethod
    def of(cls, content: bytes) -> "Body":
        """A body in memory."""
        body = cls()
        body.parts, body.size = [content], len(content)
        return body

    @classmethod
    def from_file(cls, file: IO[bytes], size: int) -> "Body":
        """A body of `size` bytes that is an open file; the file lives as long as the body."""
        body = cls()
        body.file, body.size = file, size
        return body

    def add(self, part: bytes) -> None:
        """One more part."""
        self.size += len(part)
        if self.file is None and self.size > IN_MEMORY:
            # O_TMPFILE: the file has no name, so it is gone when the last descriptor closes, however that happens.
            self.file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it is given away
            self.file.writelines(self.parts)
            self.parts.clear()
        if self.file is None:
            self.parts.append(part)
        else:
            self.file.write(part)

    @property
    def path(self) -> str | None:
        """Where the bytes can be read while the body lives; None where they are in memory."""
        # /proc/self/fd opens a file without a name once more, with an offset of its own.
        return None if self.file is None else f"/proc/self/fd/{self.file.fileno()}"

    def read(self) -> bytes:
        """All bytes, in memory."""
        if (path := self.path) is not None:
            return Path(path).read_bytes()
        if len(self.parts) != 1:
            self.parts = [b"".join(self.parts)]
        return self.parts[0]
