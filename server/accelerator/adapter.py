"""From a request in the loop to the Flask application in a thread, and back."""

import asyncio
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

from server.application import ACCELERATED, OUTCOME, REPLY, Application
from server.http.messages import HttpError, Reply, Request
from server.http.origin import client
from server.pages.shared.context import REQUEST

# Rendering is Python and holds the GIL: more threads would not render more pages.
THREADS = 4
# Pages that wait for a thread: about as many as are made in the time that a reader would wait.
MOST = 64


class Adapter:
    """Calls the application in one of a few threads. No thread waits for a query: what needs one is there before."""

    def __init__(self, application: Application, behind_proxy: bool) -> None:
        self.application, self.behind_proxy = application, behind_proxy
        self.threads = ThreadPoolExecutor(THREADS, "page")
        self.waiting = 0

    async def reply(self, request: Request, scope: Any, outcome: object) -> Reply:
        """The complete reply of the application; HttpError 503 where too many wait for theirs.

        `outcome` is what the handler of an awaited route has made; None for all other paths.
        """
        if self.waiting >= MOST:
            raise HttpError(
                503, "Too many pages are being made. Try again in a moment.", ("retry-after", "2")
            )
        self.waiting += 1
        try:
            environ = self._environ(request, scope, outcome)
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self.threads, self._called, environ)
        finally:
            self.waiting -= 1

    def _called(self, environ: dict[str, Any]) -> Reply:
        found: Iterable[bytes] = self.application(environ, lambda *_: lambda _: None)
        close = getattr(found, "close", None)
        if close is not None:
            close()
        # The reply that these bytes are made of: its file goes to the web server by name, not through Python.
        reply = environ[REPLY]
        assert isinstance(reply, Reply)
        return reply

    def _environ(self, request: Request, scope: Any, outcome: object) -> dict[str, Any]:
        host, _, port = scope.server.rpartition(":")
        peer = client(request.header, scope.client.rpartition(":")[0], self.behind_proxy)
        environ = {
            "REQUEST_METHOD": request.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": request.path.encode().decode("latin-1"),
            "QUERY_STRING": request.query_string,
            "SERVER_NAME": host,
            "SERVER_PORT": port,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": peer,
            "CONTENT_LENGTH": "0",
            "CONTENT_TYPE": request.header("content-type"),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": scope.scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            REQUEST: request,
            OUTCOME: outcome,
            ACCELERATED: True,
        }
        for name, value in scope.headers.items():
            if name not in ("content-type", "content-length"):
                key = "HTTP_" + name.upper().replace("-", "_")
                environ[key] = f"{environ[key]},{value}" if key in environ else value
        return environ
