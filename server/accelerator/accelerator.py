"""The fast front of the application: it answers what is kept, reads slow clients, and notices those that leave.

It has no route of its own. Handlers that await are awaited in its loop, without a thread; whatever is left to
do is done by the Flask application, in one of a few threads, which never wait for a query.
"""

import asyncio
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph_build.errors import RusfeltError
from server.accelerator.adapter import Adapter
from server.accelerator.file_holder import FileHolder
from server.accelerator.request_body import read_body
from server.accelerator.warm_up import WarmUp
from server.application import HOSTLESS, OURS, Application
from server.http.cache import Cache
from server.http.compression import chosen
from server.http.finish import complete, conditional
from server.http.messages import (
    HttpError,
    Note,
    Reply,
    Request,
    Response,
    Route,
    text,
    with_body,
)
from server.http.negotiation import wants_page
from server.http.origin import client, known_host, root
from server.http.upload import IncomingBody
from server.pages.review.review_gate import ReviewAccess
from server.pages.shared.error_sentences import line_for
from server.publication.site import Kept
from server.runtime import LoopHost
from server.settings import Settings

logger = logging.getLogger("rusfelt")
AT_ONCE = 1 << 15  # bytes that are compressed in the loop; more are in a thread
OVERHEAD = 2_000  # bytes of the headers of a reply, about
# Seconds after which somebody looks whether the client has left: most requests are over by then, and spare it.
WATCH_CLIENT = 0.1
# Characters of a key: a client must not fill the cache with headers.
LONGEST_KEY = 4_000
Key = tuple[str, ...]
Handlers = Mapping[int, Any]


@dataclass(slots=True)
class Watch:
    """Who looks whether the client has left, once a request lasts; `left` where it has."""

    timer: asyncio.TimerHandle | None = None
    task: asyncio.Task[None] | None = None
    left: bool = False

    def end(self) -> None:
        """Look no more."""
        if self.timer is not None:
            self.timer.cancel()
        if self.task is not None:
            self.task.cancel()
        # Both refer to this and to the connection: a cycle, which would hold the connection open until the
        # collector comes.
        self.timer = self.task = None


class Accelerator:
    """The application as the web server knows it; everything is made when the event loop is there."""

    def __init__(self, settings: Settings, review: ReviewAccess | None) -> None:
        self.settings, self.review = settings, review

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Load the snapshot and start the workers; nothing is served before."""
        before = _end_at_once()
        # A thread that renders gives up the GIL after 1 ms, not 5, so that the loop is not held up.
        sys.setswitchinterval(0.001)
        self.loop, self.files = loop, FileHolder(loop)
        # Once the loop runs: until then a handler of its own would only note the signal, and perhaps for nobody.
        loop.call_soon(_set_handlers, before)
        host = LoopHost(self.settings)
        self.runtime = host.runtime
        try:
            self.runtime.start(loop)
        except RusfeltError as error:
            sys.stderr.write(f"rusfelt: {error}\n")
            # os._exit: granian would take an exception here for a crash, and start the process again and again.
            os._exit(2)
        application = Application(host, self.review)
        self.adapter = Adapter(application, self.settings.behind_proxy)
        self._note_routes(application)
        loop.add_signal_handler(signal.SIGHUP, self._hang_up)
        self._warm_up(application)
        # gc.freeze: what is loaded is never garbage, so the collector need not visit it; the thresholds are
        # high because a request leaves few cycles behind.
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)

    def _warm_up(self, application: Application) -> None:
        """Make what is kept of the graph while nobody waits; of each new snapshot too."""
        before = self.settings.warm_up_after
        self.warm_up = WarmUp(application, self.loop, self.adapter.busy, before)
        self.runtime.site.changed = self.warm_up.start
        self.warm_up.start()

    def _note_routes(self, application: Application) -> None:
        """Note which paths are answered without a thread."""
        self.awaited = {
            (path, method): route
            for route in application.awaited.values()
            for path in (route.path, route.path + "/")
            for method in _methods(route)
        }
        # What has a name in its path; the name is read by the handler.
        self.named = [
            (route.pattern, _methods(route), route)
            for route in application.awaited.values()
            if "<word:name>" in route.path
        ]

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """End the workers; requests in flight have been answered before."""
        self.warm_up.close()
        loop.run_until_complete(self.runtime.close())
        self.files.close()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer one request."""
        started, believed = time.perf_counter(), self.settings.behind_proxy
        request = _request(scope, believed)
        header = request.header
        replies, key = self.runtime.site.now.replies, _key(request, scope, believed)
        kept = replies.get(key) if key is not None else None
        if not known_host(header("host"), scope.http_version):
            note, reply = request.note, complete(HOSTLESS.response(), "")
        elif kept is not None:
            note, reply = kept.note, conditional(kept.reply, request)
        else:
            note = request.note
            found = await self._guarded(request, scope, protocol)
            if found is None:  # the client has left
                return
            # A query's answer is kept by the evaluator; its reply too once it is asked for again.
            if key is not None and note.answer != "miss":
                _keep(replies, key, found, note)
            reply = conditional(found, request)
        self._send(request, protocol, reply)
        seconds = time.perf_counter() - started
        self.runtime.metrics.add(note.kind, reply.status, seconds)
        if self.runtime.log.handler is not None:
            peer = client(header, scope.client.rpartition(":")[0], believed)
            self.runtime.log.request(
                request.method, request.path, reply.status, seconds, reply.size, peer, note
            )

    async def _guarded(self, request: Request, scope: Any, protocol: Any) -> Reply | None:
        """The reply, whatever happens; None where the client has left."""
        task = asyncio.current_task()
        assert task is not None
        watch = Watch()
        watch.timer = self.loop.call_later(WATCH_CLIENT, self._look, protocol, task, watch)
        try:
            return await self._reply(request, scope, protocol)
        except asyncio.CancelledError:
            if not watch.left:
                raise
            return None
        except Exception:
            logger.exception("unforeseen")
            return complete(text(500, OURS), "")
        finally:
            watch.end()

    def _look(self, protocol: Any, task: asyncio.Task[Any], watch: Watch) -> None:
        """End what nobody waits for any more."""

        async def look() -> None:
            await protocol.client_disconnect()
            watch.left = True
            task.cancel()

        watch.task = self.loop.create_task(look())

    async def _reply(self, request: Request, scope: Any, protocol: Any) -> Reply:
        """The complete reply: of a handler that is awaited here, or of the application in a thread."""
        # Flask passes over slashes at the beginning, and finds the same route.
        route = self._route("/" + request.path.lstrip("/"), request.method)
        outcome = None if route is None else await self._outcome(route, request, protocol)
        if isinstance(outcome, HttpError) and not wants_page(request.accept):
            outcome = outcome.response()
        if isinstance(outcome, Response):
            return await _completed(outcome, request.header("accept-encoding"))
        try:
            return await self.adapter.reply(request, scope, outcome)
        except HttpError as error:
            return complete(line_for(request, error), "")

    def _route(self, path: str, method: str) -> Route | None:
        """The route whose handler is awaited; None where the application has a view."""
        named = (
            route for pattern, methods, route in self.named
            if method in methods and pattern.fullmatch(path)
        )  # fmt: skip
        return self.awaited.get((path, method)) or next(named, None)

    async def _outcome(self, route: Route, request: Request, protocol: Any) -> Any:
        """What the handler of a route has: a response, what is left to do for it, or the error."""
        request.note.kind = route.kind
        try:
            if request.method != "POST":
                return await route.handler(request)
            with IncomingBody(self.runtime.bodies, route.most) as incoming:
                body = await read_body(protocol, request, incoming, self.settings.body_timeout)
                return await route.handler(with_body(request, body))
        except HttpError as error:
            return error

    def _send(self, request: Request, protocol: Any, reply: Reply) -> None:
        body, headers = reply.body, [*reply.headers]
        if not body.stored:
            if body.size:
                protocol.response_bytes(reply.status, headers, body.read())
            else:
                protocol.response_empty(reply.status, headers)
            return
        headers.append(("content-length", str(reply.size)))
        if request.method == "HEAD":
            protocol.response_empty(reply.status, headers)
            return
        # /proc/self/fd opens a file without a name once more, with an offset of its own.
        path = f"/proc/self/fd/{body.descriptor}"
        self.files.hold(body, path)
        if reply.span is None:
            protocol.response_file(reply.status, headers, path)
        else:
            protocol.response_file_range(reply.status, headers, path, *reply.span)

    def _hang_up(self) -> None:
        self.loop.create_task(self.runtime.site.reload())


def _methods(route: Route) -> tuple[str, ...]:
    return (*route.methods, *(["HEAD"] if "GET" in route.methods else []))


def _end_at_once() -> Handlers:
    """End at SIGTERM; what the handlers were before."""
    # SIGINT is ignored: a Ctrl-C is for the watching process, which sends SIGTERM then.
    before = _set_handlers({signal.SIGTERM: signal.SIG_DFL, signal.SIGINT: signal.SIG_IGN})
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    return before


def _set_handlers(handlers: Handlers) -> Handlers:
    """Set handlers of signals; what they were before."""
    return {number: signal.signal(number, handler) for number, handler in handlers.items()}


def _request(scope: Any, believed: bool) -> Request:
    """The request of a scope, whose proxy is `believed` or not."""
    all_headers = scope.headers.get_all

    def header(name: str) -> str:
        found = all_headers(name)
        # Several lines of one name are one list (RFC 9110, 5.3).
        return found[0] if len(found) == 1 else ", ".join(found)

    # Neither function refers to the request: that would be a cycle, which only the collector frees.
    return Request(
        scope.method,
        scope.path,
        scope.query_string,
        header,
        lambda: root(header, scope.scheme, believed),
    )


def _key(request: Request, scope: Any, believed: bool) -> Key | None:
    """Everything that a reply to a GET may depend on; None for other methods."""
    if request.method != "GET":
        return None
    header = request.header
    return (
        request.path,
        request.query_string,
        request.accept,
        header("accept-language"),
        chosen(header("accept-encoding")) or "",
        header("host"),
        scope.scheme,
        header("x-forwarded-proto") if believed else "",
    )


def _keep(replies: Cache[Kept], key: Key, reply: Reply, note: Note) -> None:
    """Keep a reply that is the same for whoever asks the same, until another snapshot is served."""
    long = sum(map(len, key))
    if reply.status != 200 or reply.tag is None or reply.ranges or long > LONGEST_KEY:
        return
    kind = "kept-query" if note.kind == "query" else note.kind
    noted = Note(kind, note.query, "hit" if note.answer else None)
    size = reply.size + long + len(note.query or "") + OVERHEAD
    replies.put(key, Kept(reply, noted), size)


async def _completed(response: Response, accept_encoding: str) -> Reply:
    """The complete reply; a large one is compressed in a thread."""
    if response.body.size > AT_ONCE and chosen(accept_encoding) is not None:
        return await asyncio.to_thread(complete, response, accept_encoding)
    return complete(response, accept_encoding)
