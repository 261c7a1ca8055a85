"""Messages between the web process and a worker, over a socket that keeps their bounds.

One message is a byte that says its kind, and at most `PART` bytes more. A question is any number of
MOREs and an ASK: together a JSON object in one line, and the bytes it is about. An answer is any
number of CHUNKs and an END: what is to be known about the answer, as JSON in one line, and its last
bytes; or it is a REFUSED alone. An answer without its END is none: whatever a worker that dies has
sent before does not count. The zygote says READY; it says DIED, with the number of the signal, for a
worker that cannot say anything any more.
"""

import json
import socket
from collections.abc import Iterator, Mapping
from typing import Any

READY, HELLO, MORE, ASK, CHUNK, END, REFUSED, DIED = (bytes([number]) for number in range(1, 9))
PART = 1 << 16
LONGEST = PART + 1_000


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends of a channel."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def question(asked: Mapping[str, Any], body: bytes) -> Iterator[bytes]:
    """The messages of a question about `body`."""
    head = json.dumps(asked).encode() + b"\n"
    if len(head) + len(body) <= PART:
        yield ASK + head + body
        return
    for start in range(0, len(head), PART):
        yield MORE + head[start : start + PART]
    for start in range(0, len(body), PART):
        yield MORE + body[start : start + PART]
    yield ASK


def read_question(parts: list[bytes]) -> tuple[Mapping[str, Any], bytes]:
    """What `question` has put into the messages, without their kinds."""
    asked, _, body = b"".join(parts).partition(b"\n")
    return json.loads(asked), body


def end(about: Mapping[str, Any], last: bytes) -> bytes:
    """The last message of an answer; `last` is at most `PART` bytes."""
    return END + json.dumps(about).encode() + b"\n" + last


def read_end(rest: bytes) -> tuple[Mapping[str, Any], bytes]:
    """What `end` has put into a message, without its kind."""
    about, _, last = rest.partition(b"\n")
    return json.loads(about), last


def receive(channel: socket.socket) -> tuple[bytes, bytes]:
    """Kind and rest of the next message; both empty where the other side has closed."""
    message = channel.recv(LONGEST)
    return message[:1], message[1:]
