"""The zygote, seen from the serving process: started, asked for workers, ended."""

import os
import socket
import subprocess
import sys
from dataclasses import dataclass

from server.workers.channel import READY, REFUSED, pair, read_refusal, receive

# Seconds to load a graph: a large one of ten million quads takes minutes.
PATIENCE = 300.0
# glibc allocates in huge pages then, where the system has them; other C libraries do not read this.
LARGE_PAGES = "glibc.malloc.hugetlb=1"


class NoStart(Exception):
    """The zygote could not load what it needs; the message says why."""


@dataclass
class Spawner:
    """A running zygote and our end of the channel to it.

    `lacks` names what its workers could not give up here: `network`, `privileges`, `calls`.
    """

    process: subprocess.Popen[bytes]
    control: socket.socket
    lacks: tuple[str, ...] = ()

    @classmethod
    def started(
        cls, module: str, argument: str, memory: int, descriptors: tuple[int, ...] = ()
    ) -> "Spawner":
        """A zygote that has loaded the task of `module` (its `load(argument)`), for workers of at most `memory` bytes each; NoStart.

        It inherits `descriptors`, by their numbers.
        """
        ours, theirs = pair()
        with theirs:
            try:
                process = _process([str(memory), module, argument], theirs.fileno(), descriptors)
            # No process, descriptor or memory left, or Python is not for this user.
            except OSError as error:
                ours.close()
                raise NoStart(error.strerror) from error
        spawner = cls(process, ours)
        kind, message = spawner._first_word()
        if kind != READY:
            spawner.end()
            why = read_refusal(message)[1] if kind == REFUSED else "it ended at its start"
            raise NoStart(why)
        ours.setblocking(False)
        spawner.lacks = tuple(filter(None, message.decode().split(",")))
        return spawner

    def _first_word(self) -> tuple[bytes, bytes]:
        """What it says once it has loaded; nothing where it has ended, or takes too long."""
        self.control.settimeout(PATIENCE)
        try:
            return receive(self.control)
        except OSError:
            return b"", b""
        except BaseException:  # KeyboardInterrupt: nobody will end it later
            self.process.kill()
            self.end()
            raise

    def worker(self) -> socket.socket:
        """The channel of a new worker, not yet heard of; OSError where the zygote is gone."""
        ours, theirs = pair()
        with theirs:
            try:
                socket.send_fds(self.control, [b"F"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        ours.setblocking(False)
        return ours

    def end(self) -> None:
        """End it and its workers, and wait for it."""
        self.control.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _process(
    arguments: list[str], control: int, descriptors: tuple[int, ...]
) -> subprocess.Popen[bytes]:
    """A zygote with its end of the channel, and what else it inherits, by their numbers."""
    return subprocess.Popen(
        # -P: the working directory is not searched for modules, whatever lies there.
        [sys.executable, "-P", "-m", "server.workers.zygote", str(control), *arguments],
        pass_fds=[control, *descriptors],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a Ctrl-C in the terminal is for the serving process alone
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    """What the zygote is told of ours; and to allocate in large pages, of which a fork has fewer to copy the table of."""
    told = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**told, "GLIBC_TUNABLES": LARGE_PAGES}
