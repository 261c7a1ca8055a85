"""What is kept of a snapshot, made before anybody asks: the first reader of a page waits no longer than the next."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from werkzeug.test import create_environ

from ontology import LANGUAGES
from server.application import ACCELERATED, Application

# Pages whose answers are kept, or are made of what is, in the order in which readers come to them.
PATHS = (
    "/", "/plan", "/indicators", "/search?q=1", "/timeline", "/people", "/compare", "/indicators/fte-total",
    "/sources/004", "/people/sintef", "/check?text=1", "/def", "/data",
)  # fmt: skip
TEMPLATES = (".html", ".svg")
# Seconds between two looks at whether anybody waits.
PAUSE = 0.02


class WarmUp:
    """Makes pages one after the other in a thread of its own, while none is asked for. Used in the thread of the loop.

    It begins after `before` seconds, so that whoever waits for the server comes first.
    """

    def __init__(
        self,
        application: Application,
        loop: asyncio.AbstractEventLoop,
        busy: Callable[[], bool],
        before: float,
    ) -> None:
        self.application, self.loop, self.busy, self.before = application, loop, busy, before
        # Not a daemon: at its end the interpreter waits for the page that is made, and interrupts no engine.
        self.thread = ThreadPoolExecutor(1, "warm-up")
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, or begin anew with another snapshot."""
        self.close()
        self.task = self.loop.create_task(self._run())

    def close(self) -> None:
        """Make no further page."""
        if self.task is not None:
            self.task.cancel()

    async def _run(self) -> None:
        await asyncio.sleep(self.before)
        names = self.application.jinja_env.list_templates()
        compiled = self.application.jinja_env.get_template
        steps: list[Callable[[], object]] = [
            *(lambda name=name: compiled(name) for name in names if name.endswith(TEMPLATES)),
            *(lambda path=f"/{lang}{path}": self._make(path) for lang in LANGUAGES for path in PATHS),
        ]  # fmt: skip
        for step in steps:
            while self.busy():
                await asyncio.sleep(PAUSE)
            await self.loop.run_in_executor(self.thread, step)

    def _make(self, path: str) -> None:
        """Ask the application as a browser does; ACCELERATED: it is neither counted nor logged."""
        environ = create_environ(path, headers={"Accept": "text/html"})
        environ[ACCELERATED] = True
        found = self.application(environ, lambda *_: lambda _: None)
        close = getattr(found, "close", None)
        if close is not None:
            close()
