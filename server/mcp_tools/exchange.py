"""/mcp: the Model Context Protocol over HTTP (streamable HTTP, stateless: each POST has its answer as JSON)."""

import asyncio
from collections.abc import Awaitable, Callable

from server.http.messages import SMALL_BODY, HttpError, Request, Response, Route
from server.mcp_tools.toolbox import Toolbox

NOT_OURS = (
    "This server is not known by that name here. Ask it by localhost, or start it with "
    "RUSFELT_MCP_HOSTS naming the host."
)
NOT_YOURS = (
    "Pages of that site may not ask this server. RUSFELT_MCP_HOSTS names the hosts that may."
)
REFUSED = {421: NOT_OURS, 403: NOT_YOURS}
Carrier = Callable[[Request], Awaitable[Response]]


class ToolExchange:
    """Hands requests to the SDK, which is loaded when the first one comes."""

    def __init__(self, toolbox: Toolbox) -> None:
        self.toolbox = toolbox
        self._carrier: Carrier | None = None

    def route(self) -> Route:
        """Its route: there is no stream to GET, and no session to DELETE."""
        return Route("/mcp", self.answer, "mcp", ("POST",), SMALL_BODY)

    async def answer(self, request: Request) -> Response:
        """The response of the SDK; HttpError where it does not know the host or the site that asks."""
        if self._carrier is None:
            self._carrier = await asyncio.to_thread(self._loaded)
        found = await self._carrier(request)
        if found.status in REFUSED:
            raise HttpError(found.status, REFUSED[found.status])
        return found

    def _loaded(self) -> Carrier:
        # Imported here: the SDK takes 0.7 s and 30 MB, and most servers are never asked.
        from server.mcp_tools.tool_server import over_http, security, tool_server

        server = tool_server(self.toolbox)
        allowed = security(self.toolbox.settings.mcp_hosts)
        return lambda request: over_http(server, allowed, request)
