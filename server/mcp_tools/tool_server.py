"""The official SDK, which speaks the Model Context Protocol for the tools: over HTTP a request at a time, and over stdio.

Importing this imports the SDK, which takes 0.7 s and 30 MB: only who needs it does.
"""

import logging
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.exceptions import MCPError

from server.http.messages import SMALL_BODY, Request, Response
from server.mcp_tools.arguments import schema
from server.mcp_tools.tool_fault import ToolFault
from server.mcp_tools.toolbox import BY_NAME, TOOLS, Toolbox
from server.workers.body import Body

logger = logging.getLogger("rusfelt")
OURS = "Something went wrong here. The fault is ours."
INSTRUCTIONS = """\
Rusfelt: what five Norwegian texts say of the escalation plan for the substance use field (2016-2020), each statement \
tied to the words that it came from. Read only. Nothing here says what is true, only what a source says.

Every answer is one JSON object: `graph` (version), what is special to the tool, `items`, and `claims`: the evidence of \
the claims that the items name, each once: `label` (our words), `quotes` (the source's own words, at most ten, with \
offsets and the SHA-256 of their passage), `source`, `mode` (asserted, quoted, promised …), `said_by`, `caveats` and a \
`citation` that is ready. Fields that are empty are left out. Rows have the names of their columns once, in `columns`; \
`id:` is the prefix of things.
When you repeat a figure, repeat its caveats, and whether the project calculated it (`marks`: derived) or a party \
reported it of itself (self-reported). Cite with `citation`.
`left` says how many items did not fit in `max_bytes`; call `resume` as it stands (with the arguments of \
`and_the_same` as they were) for the next. The same call has the same answer."""
# What the SDK reads of a request.
HEADERS = (
    "accept", "content-type", "host", "last-event-id", "mcp-method", "mcp-name", "mcp-protocol-version",
    "mcp-session-id", "origin",
)  # fmt: skip
# Instead of what pydantic has to say of each kind of message that a body is not.
NO_MESSAGE = (
    b'{"jsonrpc":"2.0","id":null,"error":{"code":-32600,'
    b'"message":"The body is no message of JSON-RPC 2.0: one object with jsonrpc, method, id and params."}}'
)
OWN_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def tool_server(toolbox: Toolbox) -> Server[Any]:
    """The server of the SDK with our tools."""
    # What it tells of requests that it refuses would let anybody fill the log.
    logging.getLogger("mcp").setLevel(logging.ERROR)

    async def list_tools(_: Any, __: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_offered(one.name) for one in TOOLS])

    async def call_tool(_: Any, call: types.CallToolRequestParams) -> types.CallToolResult:
        if call.name not in BY_NAME:
            known = ", ".join(BY_NAME)
            raise MCPError(types.INVALID_PARAMS, f"Unknown tool; there are {known}.")
        return await _called(toolbox, call.name, call.arguments or {})

    return Server(
        "rusfelt",
        version=version("rusfelt"),
        title="Rusfelt",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _offered(name: str) -> types.Tool:
    tool = BY_NAME[name]
    hints = types.ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=schema(tool.arguments),
        annotations=hints,
    )


async def _called(toolbox: Toolbox, name: str, given: dict[str, Any]) -> types.CallToolResult:
    """The answer as text, once: a structured copy of it would double what a model has to read."""
    try:
        said, failed = await toolbox.call(name, given), False
    except ToolFault as error:
        said, failed = str(error), True
    except Exception:
        logger.exception("unforeseen")
        said, failed = OURS, True
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=said)], is_error=failed
    )


async def over_stdio(toolbox: Toolbox) -> None:
    """Answer whoever writes to standard input, until that ends."""
    server = tool_server(toolbox)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def security(hosts: str) -> TransportSecuritySettings:
    """Which names of this server and which sites that ask it are believed: this machine's own, and those that are named.

    A page of any site could else reach a server on the reader's machine by a name that leads there (DNS rebinding).
    """
    names = (*OWN_HOSTS, *hosts.split())
    places = [one for name in names for one in (name, f"{name}:*")]
    origins = [f"{scheme}://{one}" for one in places for scheme in ("http", "https")]
    return TransportSecuritySettings(allowed_hosts=places, allowed_origins=origins)


async def over_http(
    server: Server[Any], allowed: TransportSecuritySettings, request: Request
) -> Response:
    """The response to one request, which is a whole conversation: nothing is kept between two."""
    manager = StreamableHTTPSessionManager(
        server,
        json_response=True,
        stateless=True,
        security_settings=allowed,
        max_request_body_size=SMALL_BODY,
    )
    sent = _Sent()
    async with manager.run():
        await manager.handle_request(_scope(request), _receiver(request.body), sent)
    return sent.response()


class _Sent:
    """What an ASGI application sends, as a response."""

    def __init__(self) -> None:
        self.status, self.headers, self.parts = 500, dict[str, str](), list[bytes]()

    async def __call__(self, message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.parts.append(message.get("body", b""))

    def response(self) -> Response:
        body = b"".join(self.parts)
        if self.status == 400 and b"pydantic" in body:
            body = NO_MESSAGE
        kind = self.headers.get("content-type") if body else None
        return Response(self.status, kind, Body.of(body))


def _scope(request: Request) -> dict[str, Any]:
    """The request as ASGI has it."""
    said = ((name, request.header(name)) for name in HEADERS)
    return {
        "type": "http",
        "method": request.method,
        "path": request.path,
        "query_string": b"",
        "headers": [
            (name.encode(), value.encode("latin-1", "replace")) for name, value in said if value
        ],
    }


def _receiver(body: bytes) -> Any:
    """What gives the body, which is whole, and then nothing more: whoever leaves is noticed by our own web server."""
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Mapping[str, Any]:
        return left.pop() if left else {"type": "http.disconnect"}

    return receive
