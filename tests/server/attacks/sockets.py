"""A client that sends bytes as they are, and a listener that should never hear anything."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPResponse
from io import BytesIO
from urllib.parse import urlsplit

from tests.server.attacks.judging import Answer, unpacked

PATIENCE = 15.0


def connected(address: str, receive_buffer: int | None = None) -> socket.socket:
    """A connection to a server; with a small buffer it stops a sender soon."""
    found = urlsplit(address)
    channel = socket.socket()
    if receive_buffer is not None:
        channel.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    channel.settimeout(PATIENCE)
    channel.connect((found.hostname, found.port))
    return channel


def sent(address: str, data: bytes, *, over: bool = False) -> bytes:
    """All that a server says to some bytes until it closes; `over`: it is told that no more will come."""
    with connected(address) as channel:
        with contextlib.suppress(BrokenPipeError):  # it has heard enough: what does it say?
            channel.sendall(data)
            if over:
                channel.shutdown(socket.SHUT_WR)
        return heard(channel)


def heard(channel: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    parts = []
    while part := channel.recv(1 << 16):
        parts.append(part)
    return b"".join(parts)


class _Said(BytesIO):
    """Received bytes, for a reader that wants a socket."""

    def makefile(self, *_: object) -> "_Said":
        return self

    def close(self) -> None:
        """What follows the answer is the next one: it stays."""


def answers(said: bytes, method: str = "GET") -> list[Answer]:
    """The answers in what was said; HTTPException where the last is not whole."""
    rest, found = _Said(said), []
    while rest.tell() < len(said):
        response = HTTPResponse(rest, method=method)  # type: ignore[arg-type]
        response.begin()
        headers = {name.lower(): value for name, value in response.getheaders()}
        found.append(Answer(response.status, headers, unpacked(headers, response.read())))
    return found


class Listener:
    """Listens on a free port; `heard` counts who has connected."""

    def __init__(self) -> None:
        self.heard = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/attack"
        self.thread = threading.Thread(target=self._listen)

    def _listen(self) -> None:
        while True:
            try:
                channel, _ = self.socket.accept()
            except OSError:
                return
            self.heard += 1
            channel.close()


@contextlib.contextmanager
def listening() -> Iterator[Listener]:
    """A listener, until it is not needed any more."""
    found = Listener()
    found.thread.start()
    try:
        yield found
    finally:
        found.socket.shutdown(socket.SHUT_RDWR)  # wakes the thread
        found.socket.close()
        found.thread.join()
