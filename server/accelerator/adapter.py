"""From a request to the Flask application and back: pages are made in threads, the loop goes on."""

import asyncio
import re
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from io import BytesIO
from typing import Any

from flask import Flask

from server.http.compression import SMALLEST, compressed, encoding
from server.http.messages import ALWAYS, Problem, Reply, Request, matches
from server.sparql.cache import Cache

HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")
THREADS = 4
MOST = 64
PAGES, OVERHEAD = 8_000_000, 2_000
RANGE = re.compile(r"bytes (\d+)-(\d+)/")
PACKED = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-triples",
    "image/svg",
)


class Bridge:
    """Calls a WSGI application."""

    def __init__(self, app: Flask, behind_proxy: bool) -> None:
        self.app, self.behind_proxy = app, behind_proxy
        self.pages: Cache[Reply] = Cache(PAGES)
        self.threads = ThreadPoolExecutor(THREADS, "page")
        self.waiting = 0

    async def reply(self, request: Request, scope: Any, problem: Problem | None = None) -> Reply:
        """The reply of the application, or its page about a problem; Problem 503 where too many wait for theirs.

        A page that was made once is kept for whoever asks for the same, until another snapshot is served.
        """
        key = self._key(request, scope) if problem is None and request.method == "GET" else None
        page = self.pages.get(key) if key is not None else None
        if page is None:
            page = await self._made(request, scope, problem)
            if key is not None and page.status == 200 and page.file is None:
                self.pages.put(
                    key, page, len(page.body) + sum(map(len, filter(None, key))) + OVERHEAD
                )
        return _for_client(page, request.header("if-none-match"))

    def _key(self, request: Request, scope: Any) -> tuple[str | None, ...]:
        header, encoded = request.header, encoding(request.header("accept-encoding"))
        # Whatever is made from now on is of this snapshot, or of a later one.
        snapshot = self.app.extensions["site"].now.snapshot.digest
        place = (snapshot, root(scope, self.behind_proxy), request.path, request.query_string)
        return (*place, request.accept, header("accept-language"), encoded)

    def forget(self) -> None:
        """Another snapshot is served."""
        self.pages.clear()

    async def _made(self, request: Request, scope: Any, problem: Problem | None) -> Reply:
        if self.waiting >= MOST:
            raise Problem(
                503, "Too many pages are being made. Try again in a moment.", ("retry-after", "2")
            )
        self.waiting += 1
        try:
            environ = {**_environ(request, scope, self.behind_proxy), "rusfelt.problem": problem}
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self.threads, self._called, environ, request)
        finally:
            self.waiting -= 1

    def _called(self, environ: dict[str, Any], request: Request) -> Reply:
        started: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
            started[:] = [int(status.split(" ", 1)[0]), headers]
            return lambda _: None

        found: Iterable[bytes] = self.app(environ, start_response)
        try:
            body = b"".join(found)
        finally:
            if hasattr(found, "close"):
                found.close()
        status, headers = started
        return _reply(status, [(name.lower(), value) for name, value in headers], body, request)


def _reply(status: int, headers: list[tuple[str, str]], body: bytes, request: Request) -> Reply:
    """The reply: a page gets an entity tag of its bytes, and is compressed where the client likes that."""
    found = dict(headers)
    if (path := found.pop("x-sendfile", None)) is not None:
        part = RANGE.match(found.get("content-range", ""))
        span = (int(part[1]), int(part[2]) + 1) if part else None
        return Reply(status, (*found.items(), *ALWAYS), file=path, span=span)
    packing = encoding(request.header("accept-encoding"))
    if status != 200 or not found.get("content-type", "").startswith(PACKED):
        return Reply(status, (*headers, *ALWAYS), body)
    found["etag"] = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    found["vary"] = ", ".join(filter(None, (found.get("vary"), "Accept-Encoding")))
    found.setdefault("cache-control", "no-cache")
    if packing is not None and len(body) >= SMALLEST:
        found["etag"] = found["etag"][:-1] + f'-{packing}"'
        found["content-encoding"] = packing
        body = compressed(body, packing)
    found.pop("content-length", None)
    return Reply(200, (*found.items(), *ALWAYS), body)


def _for_client(page: Reply, if_none_match: str) -> Reply:
    """The page, or 304 where the client has it."""
    tag = next((value for name, value in page.headers if name == "etag"), None)
    if page.status == 200 and page.file is None and matches(tag, if_none_match):
        return Reply(304, page.headers)
    return page


def origin(scope: Any, behind_proxy: bool) -> tuple[str, str]:
    """Who asks and by which scheme; where a proxy is believed, what the last one says."""
    client, scheme = scope.client.rpartition(":")[0], scope.scheme
    if behind_proxy:
        header = scope.headers.get
        client = header("x-forwarded-for", "").rpartition(",")[2].strip() or client
        said = header("x-forwarded-proto", "")
        scheme = said if said in ("http", "https") else scheme
    return client, scheme


def root(scope: Any, behind_proxy: bool) -> str:
    """The address of the server as the client knows it; empty where its Host header is none."""
    _, scheme = origin(scope, behind_proxy)
    host = scope.headers.get("host", "")
    return f"{scheme}://{host}/" if HOST.fullmatch(host) else ""


def _environ(request: Request, scope: Any, behind_proxy: bool) -> dict[str, Any]:
    client, scheme = origin(scope, behind_proxy)
    host, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": request.path.encode().decode("latin-1"),
        "QUERY_STRING": request.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": client,
        "CONTENT_LENGTH": str(len(request.body)),
        "CONTENT_TYPE": request.header("content-type"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(request.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "rusfelt.request": request,
    }
    for name, value in scope.headers.items():
        if name not in ("content-type", "content-length"):
            key = "HTTP_" + name.upper().replace("-", "_")
            environ[key] = f"{environ[key]},{value}" if key in environ else value
    return environ
