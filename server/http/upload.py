"""What may be sent in a body: the rules that hold however it is read."""

from collections.abc import Callable

from server.http.messages import HttpError

LONGEST = 15  # digits of a length that is worth reading


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
