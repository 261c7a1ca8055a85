"""What comes in and what goes out, without a framework: requests, responses, and replies ready to be sent."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from server.workers.body import Body

Headers = tuple[tuple[str, str], ...]
PLAIN = "text/plain; charset=utf-8"
SMALL_BODY = 1_000_000


@dataclass(slots=True)
class Note:
    """What the log and the metrics tell of a request beside what is on the wire; filled in on the way.

    `kind` is the class of the request, `query` the text of a query, `answer` how its answer was come by.
    """

    kind: str = "page"
    query: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One request.

    `header` finds a header by its lower-case name (empty where it is missing), `root` is the address
    of the server as the client knows it (empty where it does not say a sensible one).
    """

    method: str
    path: str
    query_string: str
    header: Callable[[str], str]
    root: Callable[[], str]
    body: bytes = b""
    note: Note = field(default_factory=Note)

    @property
    def accept(self) -> str:
        """The Accept header."""
        return self.header("accept")


@dataclass(frozen=True, slots=True)
class Response:
    """What a request is answered with, before anything is said about how it travels.

    `vary` names the request headers that it was chosen by. `steady`: it is the same until another
    snapshot is served, so that clients may keep it by the entity tag; `digest` stands for its bytes
    (None: they are hashed). `ranges`: parts of it can be asked for. `style` is the hash of a style
    sheet inside a page, for the content security policy. `private`: caches on the way must not keep
    it, nor scripts of other sites read it.
    """

    status: int
    content_type: str | None
    body: Body
    headers: Headers = ()
    vary: tuple[str, ...] = ()
    steady: bool = False
    digest: str | None = None
    ranges: bool = False
    style: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """A response ready to be sent: all its headers, and of its body the `span` that is sent (end exclusive, None: all).

    `tag` is its entity tag, None where it has none; `ranges` as in `Response`.
    """

    status: int
    headers: Headers
    body: Body
    tag: str | None = None
    ranges: bool = False
    span: tuple[int, int] | None = None

    @property
    def size(self) -> int:
        """Bytes of the body that are sent."""
        return self.body.size if self.span is None else self.span[1] - self.span[0]


class HttpError(Exception):
    """A request that is not answered as it was asked: the status, and a message that says what would work."""

    def __init__(self, status: int, message: str, *headers: tuple[str, str]) -> None:
        self.status, self.headers = status, headers
        super().__init__(message)

    def response(self) -> Response:
        """The error as one line of text."""
        return text(self.status, str(self), *self.headers)


def not_stored(full: bool) -> HttpError:
    """The answer cannot be stored until it is sent: the disk is full, or others have all the room."""
    if full:
        return HttpError(507, "The server has no room on its disk for this answer. Ask for less.")
    message = "Answers that are being sent take all the room there is. Try again in a moment."
    return HttpError(503, message, ("retry-after", "5"))


# What is left to do where a page needed an answer first: it is called by a thread that may take its time.
Rendering = Callable[[], Response]
Handler = Callable[[Request], Awaitable[Response | Rendering]]


@dataclass(frozen=True, slots=True)
class Route:
    """A path that is answered without a thread, or needs an answer of the workers first; `<word:name>` in it is any word without a point.

    `kind` is the class of its requests in the metrics, `most` how many bytes a body may have. `lasting`: it
    may wait for a worker, and so counts among the requests that may do so at once.
    """

    path: str
    handler: Handler
    kind: str
    methods: tuple[str, ...] = ("GET",)
    most: int = SMALL_BODY
    lasting: bool = True

    @property
    def pattern(self) -> re.Pattern[str]:
        """What matches its paths, with the word that stands for the name."""
        return re.compile(re.escape(self.path).replace("<word:name>", "([^/.]+)") + "/?")


def text(status: int, message: str, *headers: tuple[str, str]) -> Response:
    """One line of text."""
    return Response(status, PLAIN, Body.of(message.encode() + b"\n"), headers)


def redirect(location: str, status: int = 302, *vary: str) -> Response:
    """The way to another address."""
    body = Body.of(f"See {location}\n".encode())
    return Response(status, PLAIN, body, (("location", location),), vary)


def with_body(request: Request, body: bytes) -> Request:
    """The request with its body; what is noted of one is noted of the other."""
    return replace(request, body=body)
