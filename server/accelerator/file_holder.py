"""Holds the file of an answer for as long as the web server sends it."""

import asyncio
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from inotify_simple import INotify, flags

from server.workers.body import Body

# The web server opens a file in a thread of its own, some time after it was told to; and where nobody can say
# when it was closed, that is looked after so often.
LOOK = 60.0


@dataclass(slots=True)
class Held:
    """A body that is being sent, how often, and when somebody looks whether it still is."""

    body: Body
    senders: int
    timer: asyncio.TimerHandle


class FileHolder:
    """The bodies that the web server reads from the disk; each is let go when its file has been closed.

    So the spool counts a file for as long as it takes room: a client may take an hour over its answer. The
    kernel tells of the close (inotify); a file that several clients are sent at once, whose closes it tells as
    one, and one that is never opened, are looked after every `LOOK` seconds.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop, self.held = loop, dict[int, Held]()
        self.inotify: INotify | None = None
        with suppress(OSError):  # the user has as many instances as the system allows
            self.inotify = INotify(nonblocking=True)
            loop.add_reader(self.inotify.fileno(), self._told)

    def close(self) -> None:
        """Let all go."""
        if self.inotify is not None:
            self.loop.remove_reader(self.inotify.fileno())
            self.inotify.close()
        for held in self.held.values():
            held.timer.cancel()
        self.held.clear()

    def hold(self, body: Body, path: str) -> None:
        """The web server will open the file of this body."""
        if not body.spooled:  # a file with a name takes its room in any case
            self.loop.call_later(LOOK, id, body)
            return
        watch = self._watch(path) or -body.descriptor
        before = self.held.get(watch)
        if before is not None:
            before.timer.cancel()
        self._look_later(watch, body, before.senders + 1 if before is not None else 1)

    def _watch(self, path: str) -> int | None:
        try:
            return self.inotify and self.inotify.add_watch(path, flags.CLOSE_NOWRITE)
        except OSError:  # as many watches as the system allows
            return None

    def _look_later(self, watch: int, body: Body, senders: int) -> None:
        timer = self.loop.call_later(LOOK, self._look, watch)
        self.held[watch] = Held(body, senders, timer)

    def _told(self) -> None:
        assert self.inotify is not None
        for event in self.inotify.read(timeout=0):
            held = self.held.get(event.wd)
            if held is not None and held.senders == 1 and event.mask & flags.CLOSE_NOWRITE:
                self._let_go(event.wd)

    def _look(self, watch: int) -> None:
        held = self.held[watch]
        if _openings(held.body.descriptor) > 1:
            self._look_later(watch, held.body, held.senders)
        else:
            self._let_go(watch)

    def _let_go(self, watch: int) -> None:
        self.held.pop(watch).timer.cancel()
        if watch > 0:
            assert self.inotify is not None
            self.inotify.rm_watch(watch)


def _openings(descriptor: int) -> int:
    """How often this process has the file open that a descriptor of it is of."""
    wanted = os.fstat(descriptor)
    count = 0
    for path in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # closed since
            count += os.path.samestat(wanted, path.stat())
    return count
