"""What comes back from the workers: a whole answer, or the reason why there is none."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

IN_MEMORY = 1 << 18


class NotAnswered(Exception):
    """There is no answer; each kind is one status of the protocol, and the message is for people."""


class Refused(NotAnswered):
    """The worker says why: `reason` is its word for it."""

    def __init__(self, reason: str, message: str) -> None:
        self.reason = reason
        super().__init__(message)


class TooLong(NotAnswered):
    """The deadline passed."""


class TooMuchMemory(NotAnswered):
    """The worker came to its limit of memory."""


class Crashed(NotAnswered):
    """The worker died of the question."""


class Lost(NotAnswered):
    """The worker was ended from outside."""


class Busy(NotAnswered):
    """All workers are taken, and others have waited longer or used less."""


class Body:
    """The bytes of an answer as they come: in memory, and from `IN_MEMORY` on in a file without a name."""

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

    def add(self, part: bytes) -> None:
        """One more part."""
        self.size += len(part)
        if self.file is None and self.size > IN_MEMORY:
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
        return None if self.file is None else f"/proc/self/fd/{self.file.fileno()}"

    def read(self) -> bytes:
        """All bytes, in memory."""
        if self.file is None:
            if len(self.parts) != 1:
                self.parts = [b"".join(self.parts)]
            return self.parts[0]
        return Path(f"/proc/self/fd/{self.file.fileno()}").read_bytes()


@dataclass(frozen=True)
class Answer:
    """A whole answer and what the worker says about it."""

    about: Mapping[str, Any]
    body: Body
