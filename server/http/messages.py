"""What comes in and what goes out: a request, a reply, and the headers that every reply has."""

from collections.abc import Callable
from dataclasses import dataclass

Headers = tuple[tuple[str, str], ...]
PLAIN = "text/plain; charset=utf-8"
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS: Headers = (
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "ETag, Retry-After, Content-Language"),
    ("content-security-policy", CONTENT_POLICY),
    ("referrer-policy", "no-referrer"),
    ("server", "rusfelt"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
)


@dataclass(slots=True)
class Request:
    """One request.

    `header` finds a header by its lower-case name (empty where it is missing), `root` is the address
    of the server as the client knows it (empty where it does not say a sensible one).
    """

    method: str
    path: str
    query_string: str
    accept: str
    header: Callable[[str], str]
    root: Callable[[], str]
    body: bytes = b""


@dataclass(slots=True)
class Reply:
    """One reply: its bytes in memory, or the path of a file, of which `span` is sent (end exclusive, None: all).

    `kept` lives until the file is sent.
    """

    status: int
    headers: Headers
    body: bytes = b""
    file: str | None = None
    span: tuple[int, int] | None = None
    kept: object = None


class Problem(Exception):
    """A request that is not answered as it was asked: the status and a message that says what would work."""

    def __init__(self, status: int, message: str, *headers: tuple[str, str]) -> None:
        self.status, self.headers = status, headers
        super().__init__(message)

    def reply(self) -> Reply:
        """The problem as one line of text."""
        return text(self.status, str(self), *self.headers)


def text(status: int, message: str, *headers: tuple[str, str]) -> Reply:
    """One line of text."""
    return Reply(status, (("content-type", PLAIN), *headers, *ALWAYS), message.encode() + b"\n")


def matches(tag: str | None, if_none_match: str) -> bool:
    """Whether a client has what an entity tag names (RFC 9110, 13.1.2)."""
    if tag is None or not if_none_match:
        return False
    wanted = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
    return "*" in wanted or tag in wanted
