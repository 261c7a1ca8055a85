"""The process that has what a task needs, and forks a worker for each channel it is sent.

Run as `python -m server.workers.zygote DESCRIPTOR MEMORY MODULE ARGUMENT`, with one end of a channel as
an open descriptor. It says READY on it, or REFUSED; it ends, and its workers with it, when the other
end closes. It has no thread and never does the task itself, so a fork shares all it has loaded and
answers a few milliseconds later.
"""

import ctypes
import fcntl
import gc
import os
import selectors
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module

from server.workers.channel import DIED, PART, READY, refusal
from server.workers.confinement import call_filter, give_up_privileges
from server.workers.worker import Task, Unanswerable, alone, work

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000


def main(descriptor: int, memory: int, name: str, argument: str) -> None:
    """Load the task of the module `name`, then fork until the other end of the channel closes."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    with socket.socket(fileno=descriptor) as control:
        try:
            with ended_with(control):
                task: Task = import_module(name).load(argument)
        except Unanswerable as error:
            control.send(refusal(error.reason, str(error)))
            return
        done = {"network": leave_network(), "privileges": give_up_privileges()}
        filtered = call_filter()
        done["calls"] = filtered is not None
        # gc.freeze: the collector writes to each object it visits, which would copy those pages into each worker.
        gc.freeze()
        control.send(READY + ",".join(name for name, well in done.items() if not well).encode())
        Zygote(task, control, memory, filtered).run()


@contextmanager
def ended_with(control: socket.socket) -> Iterator[None]:
    """As long as something is loaded, which takes minutes for a large graph, the other end need only close to end us."""
    # O_ASYNC: SIGIO, which kills where there is no handler, as soon as there is anything on the channel; before
    # READY nothing is sent, so it is the end.
    fcntl.fcntl(control, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(control, fcntl.F_GETFL)
    fcntl.fcntl(control, fcntl.F_SETFL, flags | os.O_ASYNC)
    with suppress(BlockingIOError):
        control.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)  # nothing: it has closed before
        os._exit(1)
    yield
    fcntl.fcntl(control, fcntl.F_SETFL, flags)


def leave_network() -> bool:
    """Go where there is no network, with all workers to come; False where the system does not let us."""
    # unshare(CLONE_NEWNET) needs root; inside a user namespace of our own (CLONE_NEWUSER) everybody has it.
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    return bool(unshare(NEW_NETWORK) == 0 or unshare(NEW_USER | NEW_NETWORK) == 0)


class Zygote:
    """The loop of the process; `watched` has our copy of the channel of each living worker, by its pid."""

    def __init__(
        self,
        task: Task,
        control: socket.socket,
        memory: int,
        filtered: Callable[[], bool] | None,
    ) -> None:
        self.task, self.control, self.memory, self.filtered = task, control, memory, filtered
        self.watched: dict[int, socket.socket] = {}
        self.ended, self.wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def run(self) -> None:
        """Fork and bury until the other end closes."""
        # A handler and a wake-up descriptor, so that select() returns when a child has ended.
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.wake, warn_on_full_buffer=False)
        with selectors.DefaultSelector() as ready:
            ready.register(self.control, selectors.EVENT_READ)
            ready.register(self.ended, selectors.EVENT_READ)
            while True:
                for key, _ in ready.select():
                    if key.fileobj is not self.control:
                        os.read(self.ended, PART)
                        self._bury()
                    elif not self._fork():
                        self._end()
                        return

    def _fork(self) -> bool:
        """One worker for the channel that was sent; False where there is none because the other end closed."""
        message, descriptors, _, _ = socket.recv_fds(self.control, PART, 1)
        if not message:
            return False
        for descriptor in descriptors:
            channel = socket.socket(fileno=descriptor)
            try:
                pid = os.fork()
            except (
                OSError
            ):  # no memory, or no process more: whoever waits hears that the channel closes
                channel.close()
                continue
            if pid == 0:
                self._become_worker(channel)
            self.watched[pid] = channel
        return True

    def _become_worker(self, channel: socket.socket) -> None:
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            work(self.task, alone(channel), self.memory, self.filtered)
            status = 0
        finally:
            os._exit(status)

    def _bury(self) -> None:
        """Take leave of the workers that have ended, and say so where they could not."""
        while self.watched:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            with self.watched.pop(pid) as channel:
                number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
                try:
                    channel.send(DIED + str(number).encode(), socket.MSG_DONTWAIT)
                except OSError:
                    continue  # nobody listens any more

    def _end(self) -> None:
        for pid in self.watched:
            os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4])
