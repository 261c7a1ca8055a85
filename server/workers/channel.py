"""Messages between the serving process and a worker, over a socket that keeps their bounds.

One message is a byte that says its kind, and at most `PART` bytes more. A question is any number of
MOREs and an ASK: together its deadline, what the task is told about it, and the bytes it is about. An
answer is any number of CHUNKs and an END: the processor time used, what is to be known about the
answer, and its last bytes; or it is a REFUSED alone. An answer without its END is none: whatever a
worker that dies has sent before does not count. The zygote says READY; it says DIED, with the number
of the signal, for a worker that cannot say anything any more.

What the task is told and tells are bytes of its own making: nothing here reads them.
"""

import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass

READY, HELLO, MORE, ASK, CHUNK, END, REFUSED, DIED = (bytes([number]) for number in range(1, 9))
PART = 1 << 16
LONGEST = PART + 5_000
# Seconds (of the deadline, or of processor time), and how many bytes of what is told follow.
HEAD = struct.Struct("<dI")


@dataclass(frozen=True, slots=True)
class Question:
    """What a task is asked: `about` tells it what to do with `body`, within `seconds` from now."""

    about: bytes
    body: bytes
    seconds: float


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends of a channel."""
    # SOCK_SEQPACKET: one send is one receive, so half a message is never taken for a whole one.
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def messages(question: Question) -> Iterator[bytes]:
    """The messages of a question."""
    whole = HEAD.pack(question.seconds, len(question.about)) + question.about + question.body
    if len(whole) <= PART:
        yield ASK + whole
        return
    for start in range(0, len(whole), PART):
        yield MORE + whole[start : start + PART]
    yield ASK


def read_question(parts: list[bytes]) -> Question:
    """The question whose `messages` had these parts, without their kinds."""
    seconds, about, body = _split(b"".join(parts))
    return Question(about, body, seconds)


def end(used: float, about: bytes, last: bytes) -> bytes:
    """The last message of an answer; `last` is at most `PART` bytes."""
    return END + HEAD.pack(used, len(about)) + about + last


def read_end(rest: bytes) -> tuple[float, bytes, bytes]:
    """Seconds of processor time, `about` and `last` of an END without its kind."""
    return _split(rest)


def refusal(reason: str, message: str) -> bytes:
    """The message that there is no answer: one word for the program, a sentence for people."""
    return REFUSED + f"{reason}\n{message}".encode("utf-8", "replace")


def read_refusal(rest: bytes) -> tuple[str, str]:
    """Reason and message of a REFUSED without its kind."""
    reason, _, message = rest.decode("utf-8", "replace").partition("\n")
    return reason, message


def receive(channel: socket.socket) -> tuple[bytes, bytes]:
    """Kind and rest of the next message; both empty where the other side has closed."""
    message = channel.recv(LONGEST)
    return message[:1], message[1:]


def _split(whole: bytes) -> tuple[float, bytes, bytes]:
    seconds, size = HEAD.unpack_from(whole)
    start = HEAD.size
    return seconds, whole[start : start + size], whole[start + size :]
