"""A task that does what a question tells it to: the worker is tested by what it lets a task do.

A worker has no descriptor to spare, so it tells of itself by folders that it makes, and waits for folders.
"""

import contextlib
import json
import os
import resource
import signal
import socket
import time
from pathlib import Path
from typing import NoReturn

from server.workers.worker import Send, Unanswerable

SELDOM = 0.5


def load(argument: str) -> "Told":
    """The task that may open so many files; without a number it is one that cannot be loaded."""
    if argument == "exit":
        os._exit(1)
    if not argument.isdecimal():
        raise Unanswerable("argument", argument)
    return Told(int(argument))


class Told:
    """Does what it is told: the name of one of its methods, and what that takes."""

    def __init__(self, descriptors: int) -> None:
        self.descriptors = descriptors

    def answer(self, about: bytes, body: bytes, send: Send) -> tuple[bytes, bytes]:
        """What the method that is named answers."""
        name, *told = json.loads(about)
        done = getattr(self, name)
        return done(body, send, *told)  # type: ignore[no-any-return]

    def echo(self, body: bytes, send: Send, *sizes: int) -> tuple[bytes, bytes]:
        """The body, in parts of these sizes; the last part is what is left."""
        start = 0
        for size in sizes:
            send(body[start : start + size])
            start += size
        return f"{len(body)} bytes".encode(), body[start:]

    def who(self, *_: object) -> tuple[bytes, bytes]:
        """The number of the process."""
        return str(os.getpid()).encode(), b""

    def wait(self, body: bytes, _: Send, folder: str, name: str) -> tuple[bytes, bytes]:
        """Tell that it is there, and wait until it may go on; SIGUSR1 says that it may."""
        # Not by looking often: on a busy machine that adds up to the time that makes a question a long one.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
        (Path(folder) / name).mkdir(exist_ok=True)
        (Path(folder) / name / str(os.getpid())).mkdir()
        while not (Path(folder) / name / "on").exists():
            signal.sigtimedwait({signal.SIGUSR1}, SELDOM)
        return str(os.getpid()).encode(), body

    def spin(self, body: bytes, send: Send, seconds: float, *told: str) -> tuple[bytes, bytes]:
        """Use so many seconds of the processor, then wait."""
        end = time.process_time() + seconds
        while time.process_time() < end:
            pass
        return self.wait(body, send, *told) if told else self.who()

    def sleep(self, _: bytes, __: Send, seconds: float) -> tuple[bytes, bytes]:
        """Use no processor for so many seconds."""
        time.sleep(seconds)
        return self.who()

    def eat(self, _: bytes, __: Send, size: int) -> tuple[bytes, bytes]:
        """Take so many bytes of memory."""
        return str(len(bytearray(size))).encode(), b""

    def die(self, body: bytes, send: Send, number: int) -> NoReturn:
        """Send the body, then end by a signal; by 0 without one."""
        if body:
            send(body)
        if not number:
            os._exit(0)
        signal.raise_signal(number)
        raise AssertionError("nobody survives this")

    def die_once(self, body: bytes, send: Send, number: int, folder: str) -> tuple[bytes, bytes]:
        """End by a signal the first time, then give the body back."""
        try:
            Path(folder).mkdir()
        except FileExistsError:
            return self.who()[0], body
        return self.die(body, send, number)

    def refuse(self, _: bytes, __: Send, reason: str, message: str) -> NoReturn:
        """Say why there is no answer."""
        raise Unanswerable(reason, message)

    def fail(self, _: bytes, __: Send, message: str) -> NoReturn:
        """Meet what nobody has foreseen."""
        raise LookupError(message)

    def recurse(self, *told: object) -> tuple[bytes, bytes]:
        """Call itself without end."""
        return self.recurse(*told)

    def confined(self, *_: object) -> tuple[bytes, bytes]:
        """What the process may do."""
        told = {
            "alarm": signal.getitimer(signal.ITIMER_REAL)[0],
            "environment": sorted(os.environ),
            "policy": os.sched_getscheduler(0),
            "core": resource.getrlimit(resource.RLIMIT_CORE),
            "stops": signal.getsignal(signal.SIGTERM) is signal.SIG_DFL,
            "opened": self._opened(),
            "socket": self._socket(),
        }
        return json.dumps(told).encode(), b""

    def _opened(self) -> int:
        """How many files can be open at a time beside those that are."""
        opened = []
        with contextlib.suppress(OSError):
            while len(opened) < 100:
                opened.append(os.open(os.devnull, os.O_RDONLY))
        for one in opened:
            os.close(one)
        return len(opened)

    def _socket(self) -> str:
        """The fault that a connection to the machine itself has; empty where it has none."""
        try:
            with socket.socket() as channel:
                channel.settimeout(1)
                channel.connect(("127.0.0.1", 1))
        except OSError as error:
            return type(error).__name__ + f" {error.errno}"
        return ""
