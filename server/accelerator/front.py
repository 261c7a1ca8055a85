"""The first to see a request: answers what is data itself, and hands what is a page to the Flask application."""

import asyncio
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from graph_build.errors import RusfeltError
from server.accelerator.adapter import Bridge, origin, root
from server.accelerator.request_body import read_body
from server.application import create_app
from server.http.formats import TRIPLES
from server.http.messages import ALWAYS, Problem, Reply, Request, text
from server.http.negotiation import NotAcceptable, choose, wants_page
from server.operations.figures import figures
from server.operations.memory import give_back
from server.operations.metrics import PROMETHEUS, AccessLog, Latency, Metrics
from server.settings import Settings
from server.site import Site
from server.sparql import graph_store
from server.sparql.description import described
from server.sparql.endpoint import at_hand, given, not_acceptable, question, reply
from server.sparql.protocol import Asked, asked
from server.validation.validator import Checking

logger = logging.getLogger("rusfelt")
FLUSH = 0.2
TRIM = 5.0
FILE_KEPT = 60.0
SMALL_BODY = 1_000_000
WATCH_CLIENT = 0.1
REMEMBERED, LONGEST_REMEMBERED = 1_000, 2_000
READ = ("GET", "HEAD", "OPTIONS")
METHODS: Mapping[str, tuple[str, ...]] = {
    "/sparql": ("GET", "HEAD", "POST", "OPTIONS"),
    "/validate": ("GET", "HEAD", "POST", "OPTIONS"),
}
CLASSES = {"id": "resource", "doc": "resource", "def": "resource", "graph": "resource"}


class Front:
    """The application as the web server knows it; everything is made when the event loop is there."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Load the snapshot and start the workers; nothing is served before."""
        sys.setswitchinterval(0.001)  # a page that is rendered in a thread lets the loop through
        self.loop = loop
        self.log = AccessLog(self.settings.access_log)
        self.site = Site(self.settings, self.log.event)
        self.site.on_swap.append(lambda: self.bridge.forget())
        try:
            self.site.start(loop)
        except RusfeltError as error:
            sys.stderr.write(f"rusfelt: {error}\n")
            os._exit(2)
        self.checking = Checking(self.settings, loop)
        self.bridge = Bridge(create_app(self.site, loop), self.settings.behind_proxy)
        self.latency = Latency()
        self.metrics = Metrics((self.latency.collect, partial(figures, self.site)))
        self.remembered: dict[tuple[str, str], Any] = {}
        self.routes: Mapping[str, Callable[[Request, dict[str, Any]], Awaitable[Reply]]] = {
            "/sparql": self._sparql,
            "/graphs": self._graphs,
            "/validate": self._validate,
            "/healthz": self._healthy,
            "/readyz": self._ready,
            "/metrics": self._metrics,
        }
        loop.add_signal_handler(signal.SIGHUP, self._hang_up)
        loop.call_later(FLUSH, self._flush)
        loop.call_later(TRIM, self._trim)
        self.watching = loop.create_task(self.site.watch())
        gc.freeze()  # what is loaded stays; only what requests leave behind is worth a look
        gc.set_threshold(20_000, 20, 50)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """End the workers; requests in flight have been answered before."""
        self.watching.cancel()
        loop.run_until_complete(asyncio.gather(self.site.close(), self.checking.close()))
        self.log.flush()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer one request."""
        started = time.perf_counter()
        header = scope.headers.get
        request = Request(
            scope.method,
            scope.path,
            scope.query_string,
            header("accept", ""),
            lambda name: header(name, ""),
            lambda: root(scope, self.settings.behind_proxy),
        )
        noted: dict[str, Any] = {}
        found = self._from_memory(request, noted)
        if found is None:
            found = await self._guarded(request, scope, protocol, noted)
        if found is None:  # the client has left
            return
        self._send(protocol, found)
        seconds = time.perf_counter() - started
        kind = noted.pop("class", None) or CLASSES.get(
            request.path.lstrip("/").partition("/")[0], "page"
        )
        self.latency.add(kind, found.status, seconds)
        if self.log.file is not None:
            client, _ = origin(scope, self.settings.behind_proxy)
            self.log.request(
                request.method, request.path, found.status, seconds, len(found.body),
                client=client, **noted,
            )  # fmt: skip

    def _from_memory(self, request: Request, noted: dict[str, Any]) -> Reply | None:
        """The reply to a query that was asked in just these words before, if its answer is kept."""
        if request.path != "/sparql" or request.method != "GET":
            return None
        answering = self.site.now.answering
        known = self.remembered.get((request.query_string, request.accept))
        kept = answering.cache.get(known) if known is not None else None
        if kept is None:
            return None
        found = at_hand(kept, request)
        if found is not None:
            noted |= {"class": "kept-query"}
        return found

    def _remember(self, request: Request, key: Any) -> None:
        short = len(request.query_string) + len(request.accept) <= LONGEST_REMEMBERED
        if request.method == "GET" and short:
            if len(self.remembered) >= REMEMBERED:
                self.remembered.clear()
            self.remembered[request.query_string, request.accept] = key

    async def _guarded(
        self, request: Request, scope: Any, protocol: Any, noted: dict[str, Any]
    ) -> Reply | None:
        """The reply, whatever happens; None where the client has left."""
        task = asyncio.current_task()
        assert task is not None
        watch = self.loop.call_later(WATCH_CLIENT, self._watch_client, protocol, task, noted)
        try:
            return await self._reply(request, scope, protocol, noted)
        except Problem as error:
            return await self._told(error, request, scope)
        except asyncio.CancelledError:
            if "left" not in noted:
                raise
            return None
        except Exception:
            logger.exception("unforeseen")
            return text(500, "Something went wrong here. The fault is ours.")
        finally:
            watch.cancel()
            if watcher := noted.pop("watcher", None):
                watcher.cancel()

    async def _told(self, problem: Problem, request: Request, scope: Any) -> Reply:
        """A problem as a page for a browser, as a line for everybody else."""
        if not wants_page(request.accept):
            return problem.reply()
        try:
            return await self.bridge.reply(request, scope, problem)
        except Problem:
            return problem.reply()

    def _watch_client(self, protocol: Any, task: asyncio.Task[Any], noted: dict[str, Any]) -> None:
        """End what nobody waits for any more."""

        async def watch() -> None:
            await protocol.client_disconnect()
            noted["left"] = True
            task.cancel()

        noted["watcher"] = self.loop.create_task(watch())

    async def _reply(
        self, request: Request, scope: Any, protocol: Any, noted: dict[str, Any]
    ) -> Reply:
        allowed = METHODS.get(request.path, READ)
        if request.method not in allowed:
            raise Problem(405, f"Use one of: {', '.join(allowed)}.", ("allow", ", ".join(allowed)))
        if request.method == "OPTIONS":
            return _options(allowed)
        if request.method == "POST":
            most = (
                self.settings.validate_mb * 1_000_000 if request.path == "/validate" else SMALL_BODY
            )
            request.body = await read_body(protocol, request, most)
        route = self.routes.get(request.path)
        if route is None or _is_page(request):
            return await self.bridge.reply(request, scope)
        return await route(request, noted)

    async def _sparql(self, request: Request, noted: dict[str, Any]) -> Reply:
        noted["class"] = "query"
        wanted = asked(request)
        if wanted.query is None:
            noted["class"] = "description"
            form = _form(request, wanted.form)
            return described(
                self.site.now, self.settings, form, request.root(), request.header("if-none-match")
            )
        noted["query"] = wanted.query
        return await self._answered(wanted, request, noted)

    async def _answered(self, wanted: Asked, request: Request, noted: dict[str, Any]) -> Reply:
        answering = self.site.now.answering
        key = question(wanted, request.accept)
        seconds = min(wanted.seconds or self.settings.timeout, self.settings.timeout)
        kept, noted["answer"] = await given(answering, key, seconds)
        if kept.steady:
            self._remember(request, key)
        return await reply(answering, key, kept, request)

    async def _graphs(self, request: Request, noted: dict[str, Any]) -> Reply:
        noted["class"] = "graph-store"
        wanted = graph_store.asked(request, self.site.now.snapshot.repository)
        return await self._answered(wanted, request, noted)

    async def _validate(self, request: Request, noted: dict[str, Any]) -> Reply:
        noted["class"] = "validate"
        return await self.checking.reply(request)

    async def _healthy(self, _: Request, noted: dict[str, Any]) -> Reply:
        noted["class"] = "operations"
        return text(200, "ok")

    async def _ready(self, _: Request, noted: dict[str, Any]) -> Reply:
        noted["class"] = "operations"
        if not self.site.now.answering.pool.ready:
            return text(503, "the workers are being started", ("retry-after", "1"))
        return text(200, f"ready {self.site.now.snapshot.repository.counts['quad']} quads")

    async def _metrics(self, _: Request, noted: dict[str, Any]) -> Reply:
        noted["class"] = "operations"
        return Reply(200, (("content-type", PROMETHEUS), *ALWAYS), self.metrics.text())

    def _send(self, protocol: Any, found: Reply) -> None:
        headers = list(found.headers)
        if found.file is not None:
            self.loop.call_later(FILE_KEPT, id, found.kept)
            if found.span is None:
                protocol.response_file(found.status, headers, found.file)
            else:
                protocol.response_file_range(found.status, headers, found.file, *found.span)
        elif found.body:
            protocol.response_bytes(found.status, headers, found.body)
        else:
            protocol.response_empty(found.status, headers)

    def _hang_up(self) -> None:
        self.log.reopen()
        self.loop.create_task(self.site.reload())

    def _trim(self) -> None:
        self.loop.run_in_executor(None, give_back)
        self.loop.call_later(TRIM, self._trim)

    def _flush(self) -> None:
        self.log.flush()
        self.loop.call_later(FLUSH, self._flush)


def _options(allowed: tuple[str, ...]) -> Reply:
    methods = ", ".join(allowed)
    return Reply(204, (
        ("allow", methods),
        ("access-control-allow-methods", methods),
        ("access-control-allow-headers", "Accept, Content-Type, If-None-Match"),
        ("access-control-max-age", "86400"),
        *ALWAYS,
    ))  # fmt: skip


def _is_page(request: Request) -> bool:
    """Whether a page is asked for: the form of /validate, or by a browser that names no format, that of /sparql."""
    if request.path == "/validate":
        return request.method != "POST"
    if request.path != "/sparql":
        return False
    named = "format=" in request.query_string and "format" in parse_qs(request.query_string)
    return wants_page(request.accept) and not named


def _form(request: Request, name: str | None) -> Any:
    try:
        return choose(request.accept, name, TRIPLES)
    except NotAcceptable as error:
        raise not_acceptable(error) from error
