"""The application: every path of the server as a Flask route, under any WSGI server."""

import time
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, request
from flask.globals import request_ctx
from jinja2 import BaseLoader, FileSystemLoader
from werkzeug.exceptions import (
    ClientDisconnected,
    HTTPException,
    MethodNotAllowed,
    RequestEntityTooLarge,
)
from werkzeug.routing import BaseConverter

from server import pages
from server.http import messages
from server.http.finish import complete, conditional
from server.http.messages import HttpError, Reply, Request, Route
from server.http.negotiation import NotAcceptable
from server.http.origin import client, known_host, root
from server.http.upload import IncomingBody, announced, broken, too_large
from server.mcp_tools.exchange import ToolExchange
from server.mcp_tools.toolbox import Toolbox
from server.operations.health import Operations
from server.pages.evidence import claim, people, source, thing
from server.pages.lookup import check, compare, search
from server.pages.plan import home, indicator, plan, timeline
from server.pages.query import query_form, question, question_list
from server.pages.review.review_gate import ReviewAccess
from server.pages.review.review_pages import ReviewPages
from server.pages.shared import assets
from server.pages.shared.context import REQUEST, Elsewhere
from server.pages.shared.layout import elsewhere, error_response, prepare
from server.pages.site import (
    about,
    api_catalog,
    data,
    definitions,
    discovery,
    graph_form,
    validation_page,
)
from server.runtime import Host, ThreadHost
from server.settings import MEGABYTE, Settings, from_environment
from server.sparql.endpoint import Endpoint
from server.text_check import check_pool
from server.workers.body import Body

# What a web server that awaits for itself leaves for the application: the result of a handler, or its error;
# and what the application leaves for it: the reply, whose file need not pass through Python.
OUTCOME, REPLY, ACCELERATED = "rusfelt.outcome", "rusfelt.reply", "rusfelt.accelerated"
PAGES = (
    home,
    about,
    check,
    claim,
    indicator,
    plan,
    source,
    people,
    timeline,
    compare,
    data,
    question_list,
    search,
    thing,
    definitions,
    validation_page,
    graph_form,
    query_form,
    question,
    discovery,
    api_catalog,
    assets,
)
KINDS = {"things": "resource", "definitions": "resource"}
PART = 1 << 16  # bytes of a body that are read at once
# Any header, in words for browsers that do not know the star; Authorization is never meant by it.
ALLOWED_HEADERS = (
    "*, Accept, Accept-Language, Authorization, Cache-Control, Content-Type, If-None-Match, Range, traceparent, "
    "tracestate, X-Requested-With"
)
METHODS, READ = ("GET", "HEAD", "POST", "OPTIONS"), ("GET", "HEAD", "OPTIONS")
OURS = "Something went wrong here. The fault is ours."
HOSTLESS = HttpError(400, "Say one host in the header Host.")


def create_app(settings: Settings | None = None) -> "Application":
    """The whole application; settings come from the environment (`RUSFELT_…`) where none are given.

    It loads the graph and starts the workers at once: RusfeltError says what cannot or should not be served.
    """
    host = ThreadHost(settings or from_environment())
    host.start()
    return Application(host)


class Application(Flask):
    """Flask, answering from the runtime of a host. All that goes out passes `finish`.

    `awaited` has the routes whose handlers are awaited, by the name of their endpoint. There is a review page where
    there is `review`, who may open it.
    """

    def __init__(self, host: Host, review: ReviewAccess | None = None) -> None:
        super().__init__("server", static_folder=None)
        # Else Werkzeug answers //a with a redirect to the host that the client has named.
        self.url_map.merge_slashes = False
        self.url_map.converters["word"] = _Word
        prepare(self.jinja_env)
        self.host = host
        self.extensions["site"] = lambda: host.runtime.site
        self.awaited: dict[str, Route] = {}
        for page in PAGES:
            self.register_blueprint(page.blueprint)
        for route in (*self._routes(), *(ReviewPages(review).routes() if review else ())):
            self._add(route)
        self.before_request(_received)
        self.after_request(_answered)
        handlers: dict[type[Exception], Any] = {
            HttpError: error_response,
            Elsewhere: elsewhere,
            HTTPException: _http_exception,
            NotAcceptable: _not_acceptable,
            Exception: _unforeseen,
        }
        for kind, handler in handlers.items():
            self.register_error_handler(kind, handler)

    @cached_property
    def jinja_loader(self) -> BaseLoader:
        """The templates of all rooms of pages; each has a name of its own."""
        rooms = sorted(path.parent for path in Path(pages.__file__).parent.glob("*/__init__.py"))
        return FileSystemLoader(rooms)

    def _routes(self) -> Iterator[Route]:
        host, settings = self.host, self.host.settings
        endpoint = Endpoint(lambda: host.runtime.site.now.evaluator, settings)
        yield from query_form.QueryForm(endpoint).routes()
        yield from question.QuestionPages(endpoint).routes()
        yield endpoint.graph_store()
        yield Route(
            "/validate",
            lambda message: host.runtime.validator.validate(message),
            "validate",
            ("POST",),
            settings.validate_mb * MEGABYTE,
        )
        yield Route(
            "/check",
            lambda message: host.runtime.checker.check(message),
            "check",
            ("POST",),
            check_pool.LARGEST,
        )
        tools = Toolbox(
            lambda: host.runtime.site.now,
            lambda *asked: host.runtime.checker.report(*asked),
            settings,
        )
        yield ToolExchange(tools).route()
        yield from Operations(lambda: host.runtime.site, lambda: host.runtime.metrics).routes()

    def _add(self, route: Route) -> None:
        name = f"awaited {route.path}"
        self.awaited[name] = route

        def view(**_: str) -> Any:
            return self._awaited(route)

        for path in (route.path, route.path + "/"):
            self.add_url_rule(path, name, view, methods=route.methods)

    def _awaited(self, route: Route) -> messages.Response:
        """What the handler of a route makes of this request; awaited here where the web server has not."""
        found = request.environ.get(OUTCOME)
        if found is None:
            with IncomingBody(self.host.runtime.bodies, route.most) as incoming:
                message = _with_body(_message(), route, incoming)
                found = self.host.wait(lambda: route.handler(message), route.lasting)
        if isinstance(found, Exception):
            raise found
        return found() if callable(found) else found

    def make_response(self, rv: Any) -> Response:
        """What a view or an error handler has made, or Flask itself, finished."""
        if not isinstance(rv, messages.Response):
            rv = _as_message(super().make_response(rv))
        message, accelerated = _message(), ACCELERATED in request.environ
        # The accelerator keeps complete replies, and tells each client itself what it still needs of one.
        reply = complete(rv, message.header("accept-encoding"))
        reply = reply if accelerated else conditional(reply, message)
        request.environ[REPLY] = reply
        return _sent(reply)

    def make_default_options_response(self) -> Any:
        """What a path can be asked; scripts of all sites may ask it."""
        return _options(super().make_default_options_response().allow)


class _Word(BaseConverter):
    """A step of a path without a point: what follows the point is the form that is asked for."""

    regex = r"[^/.]+"


def _received() -> None:
    """Before a view: the request as all of the server reads it; HttpError where its method is none that is known."""
    g.started = time.perf_counter()
    _message().note.kind = KINDS.get(request.blueprint or "", "page")
    if not known_host(
        _message().header("host"), request.environ["SERVER_PROTOCOL"].rpartition("/")[2]
    ):
        raise HOSTLESS
    if _message().method not in METHODS:
        raise _not_allowed(
            request_ctx.url_adapter.allowed_methods() if request_ctx.url_adapter else ()
        )


def _answered(response: Response) -> Response:
    """After a view: counted and logged, where the web server does not do it."""
    if ACCELERATED not in request.environ:
        runtime, message = current_app.host.runtime, _message()  # type: ignore[attr-defined]
        seconds = time.perf_counter() - g.started
        runtime.metrics.add(message.note.kind, response.status_code, seconds)
        believed = runtime.settings.behind_proxy
        peer = client(message.header, request.remote_addr or "", believed)
        reply = request.environ[REPLY]
        runtime.log.request(
            message.method, message.path, reply.status, seconds, reply.size, peer, message.note
        )
    return response


def _message() -> Request:
    """The request of this thread; made from Flask's where the web server has not left one."""
    found = request.environ.get(REQUEST)
    if found is None:
        headers, scheme = request.headers, request.scheme

        # Of the headers themselves and not of Flask's `request`: it is called in the thread of the loop too.
        def header(name: str) -> str:
            return headers.get(name, "")

        believed = current_app.host.settings.behind_proxy  # type: ignore[attr-defined]
        found = Request(
            request.environ["REQUEST_METHOD"],  # as it was sent: Flask's own is in capitals
            request.path,
            request.query_string.decode("latin-1"),
            header,
            lambda: root(header, scheme, believed),
        )
        request.environ[REQUEST] = found
    assert isinstance(found, Request)
    return found


def _with_body(message: Request, route: Route, incoming: IncomingBody) -> Request:
    """The request with its body; HttpError as of IncomingBody, and where it is not whole."""
    message.note.kind = route.kind
    if message.method != "POST":
        return message
    announced(message.header, route.most)
    # One byte more: Werkzeug cuts a chunked body silently where it ends with the limit.
    request.max_content_length = route.most + 1
    try:
        while part := request.stream.read(PART):
            incoming.add(part)
    except RequestEntityTooLarge as error:
        raise too_large(route.most) from error
    except ClientDisconnected as error:
        raise broken() from error
    return messages.with_body(message, incoming.whole())


def _as_message(made: Response) -> messages.Response:
    """What Flask makes itself: redirects of its routing."""
    left = {"content-type", "content-length"}
    headers = tuple(
        (name.lower(), value) for name, value in made.headers if name.lower() not in left
    )
    return messages.Response(made.status_code, made.content_type, Body.of(made.get_data()), headers)


def _sent(reply: Reply) -> Response:
    """A reply as Flask gives it to a web server; a file is read as it is sent."""
    if not reply.body.stored:
        content = reply.body.read()
        made = Response(content[slice(*reply.span)] if reply.span else content, reply.status)
    else:
        whole = reply.body.parts_of(*(reply.span or (0, reply.body.size)))
        parts = whole if request.method != "HEAD" else ()
        made = Response(parts, reply.status, direct_passthrough=True)
    # Werkzeug's own default would say text/html of an empty body.
    made.headers.clear()
    made.headers.extend(reply.headers)
    if reply.status not in (204, 304):
        made.headers["content-length"] = str(reply.size)
    return made


def _options(allowed: Any) -> messages.Response:
    methods = ", ".join(name for name in METHODS if name in allowed)
    return messages.Response(204, None, Body.of(b""), (
        ("allow", methods),
        ("access-control-allow-methods", methods),
        ("access-control-allow-headers", ALLOWED_HEADERS),
        ("access-control-max-age", "86400"),
    ))  # fmt: skip


def _http_exception(error: HTTPException) -> messages.Response:
    """An error of Flask in the one form that every error has."""
    told = HttpError(error.code or 500, error.description or error.name)
    if isinstance(error, MethodNotAllowed):
        told = _not_allowed(error.valid_methods or ())
    return error_response(told)


def _not_allowed(allowed: Iterable[str]) -> HttpError:
    methods = ", ".join(name for name in METHODS if name in {*(allowed or READ), "OPTIONS"})
    return HttpError(405, f"Use one of: {methods}.", ("allow", methods))


def _not_acceptable(error: NotAcceptable) -> messages.Response:
    return HttpError(406, str(error), ("vary", "Accept")).response()


def _unforeseen(error: Exception) -> messages.Response:
    """What nobody foresaw says nothing of the inside."""
    current_app.logger.error("unforeseen: %s", type(error).__name__, exc_info=error)
    return error_response(HttpError(500, OURS))
