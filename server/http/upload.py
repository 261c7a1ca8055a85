"""What may be sent in a body: the rules that hold however it is read."""

from collections.abc import Callable
from types import TracebackType

from server.http.messages import HttpError
from server.workers.budget import Budget, NoRoom

LONGEST = 15  # digits of a length that is worth reading
SMALL = (
    1 << 14
)  # bytes that are not counted, so that a query can be sent while others fill the budget


def too_large(most: int) -> HttpError:
    """The body has more bytes than are read."""
    return HttpError(413, f"The body has more than {most} bytes, the most that is read.")


def broken() -> HttpError:
    """The body ends before its end, or cannot be taken apart."""
    return HttpError(400, "The body is shorter than its Content-Length.")


def announced(header: Callable[[str], str], most: int) -> int | None:
    """How long a body is said to be, None where that is not said; HttpError where it will not be read."""
    if header("content-encoding") not in ("", "identity"):
        raise HttpError(415, "Send the body as it is, without a Content-Encoding.")
    length = header("content-length")
    if not length.isdecimal():
        return None
    if len(length) > LONGEST or int(length) > most:
        raise too_large(most)
    return int(length)


class IncomingBody:
    """The bytes of one body as they come: counted in the budget of all bodies until whoever needs them is done.

    At most `most`; HttpError 413 where there are more, 503 where others have the whole budget.
    """

    def __init__(self, budget: Budget, most: int) -> None:
        self.budget, self.most, self.size, self.counted = budget, most, 0, 0
        self._parts: list[bytes] = []

    def __enter__(self) -> "IncomingBody":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """The bytes are held no longer."""
        self.budget.give_back(self.counted)
        self.counted = 0
        self._parts.clear()

    def add(self, part: bytes) -> None:
        """Some more bytes."""
        self.size += len(part)
        if self.size > self.most:
            raise too_large(self.most)
        if self.size > SMALL:
            self._count()
        self._parts.append(part)

    def _count(self) -> None:
        try:
            self.budget.take(self.size - self.counted)
        except NoRoom as error:
            message = "Other requests with large bodies are being read. Try again in a moment."
            closing = (("retry-after", "5"), ("connection", "close"))
            raise HttpError(503, message, *closing) from error
        self.counted = self.size

    def whole(self) -> bytes:
        """All bytes that have come."""
        return b"".join(self._parts)
