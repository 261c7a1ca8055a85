"""The web server: one process that watches, and one that serves, started again when it dies."""

import ctypes
import logging
import multiprocessing
import os
import resource
import signal
import socket
from functools import partial
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from graph_build.errors import RusfeltError
from server.accelerator.accelerator import Accelerator
from server.pages.review.review_gate import ReviewAccess
from server.settings import Settings

# A head must have come by then: a client that sends a byte a minute holds a connection, not a place.
HEADER_MILLISECONDS = 10_000
HEADER_BYTES = 160_000
CONNECTIONS = 4_096
BACKLOG = 1_024
STOPPING = 15
PARENT_DEATH_SIGNAL = 1


class Server(MPServer):
    """Granian with one serving process, for which the watching one holds the socket: no connection is refused between two."""

    def __init__(self, settings: Settings, host: str, listening: socket.socket) -> None:
        self.listening = listening
        super().__init__(
            "rusfelt",
            address=host,
            port=listening.getsockname()[1],
            interface=Interfaces.RSGI,
            workers=1,
            loop=Loops.uvloop,
            http=HTTPModes.http1,
            websockets=False,
            backlog=BACKLOG,
            backpressure=CONNECTIONS,
            http1_settings=HTTP1Settings(
                header_read_timeout=HEADER_MILLISECONDS, max_buffer_size=HEADER_BYTES
            ),
            respawn_failed_workers=True,
            workers_kill_timeout=STOPPING,
            log_level=LogLevels.error,
            log_access=False,
        )
        self.settings = settings

    def _init_shared_socket(self) -> None:
        # Granian's own would open the socket itself, at the moment when the serving process starts: private names,
        # so granian is bounded in pyproject.toml.
        self._ssp: Any = None
        self._sso: Any = self.listening
        self._sfd: Any = self.listening.fileno()
        self._shd: Any = SocketHolder(self._sfd, False, BACKLOG)  # type: ignore[call-arg]

    def signal_handler_interrupt(self, *args: Any) -> None:
        """Stop. A serving process has this handler too, from its fork until it has its own, and ends at once.

        It would only note the signal there, and be killed when the watching one has waited for `STOPPING` seconds.
        """
        if os.getpid() == self.pid:
            # Where all of a group are told to stop, the serving process may end first: that is no crash.
            for worker in self.wrks:
                worker.interrupt_by_parent = True
            super().signal_handler_interrupt(*args)  # type: ignore[no-untyped-call]
        # A Ctrl-C is for the watching process, which sends SIGTERM then.
        elif args[0] == signal.SIGTERM:
            os._exit(0)

    def shutdown(self, exit_code: int = 0) -> None:
        """Stop all; a serving process that was told to stop too, and was faster, has not crashed."""
        if self.interrupt_signal:
            self.interrupt_children.clear()
        super().shutdown(exit_code)  # type: ignore[no-untyped-call]

    def signal_handler_reload(self, *_: Any) -> None:
        """A hangup is for the serving process: it looks for a new snapshot itself."""
        for worker in self.wrks:
            os.kill(worker.inner.pid, signal.SIGHUP)


def listen(host: str, port: int, stalled: float) -> socket.socket:
    """A socket that listens; RusfeltError where that cannot be.

    A client that reads nothing of its answer for `stalled` seconds is given up.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise RusfeltError(f"{host}:{port} cannot be listened on ({error.strerror})") from error
    # TCP_USER_TIMEOUT: how long sent bytes may stay unacknowledged; each accepted connection inherits it.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(stalled * 1000))
    listening.setblocking(False)
    listening.set_inheritable(True)
    return listening


def run(
    settings: Settings, host: str, listening: socket.socket, review: ReviewAccess | None = None
) -> None:
    """Serve until a signal says to stop; what is in flight is answered first."""
    # Each connection, worker and large answer is a descriptor; the usual soft limit is 1,024.
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 65_536)), hard))
    if multiprocessing.get_start_method(allow_none=True) is None:
        # fork: the serving process inherits the listening socket and the settings, and imports nothing twice.
        multiprocessing.set_start_method("fork")
    logging.getLogger("_granian").setLevel(logging.ERROR)
    Server(settings, host, listening).serve(
        target_loader=partial(_load, settings, review, os.getpid()), wrap_loader=False
    )


def _load(settings: Settings, review: ReviewAccess | None, watching: int) -> Any:
    # PR_SET_PDEATHSIG: without the watching process, which may be killed, nobody would end this one, and it
    # would hold the port.
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != watching:  # it was killed before it could be asked for
        os._exit(1)
    # Until the accelerator is made, which takes the signal back: granian sets handlers meanwhile that only note it.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    return Accelerator(settings, review)
