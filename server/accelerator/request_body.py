"""The body of a request, read with patience but not without end."""

import asyncio
from typing import Any

from server.http.messages import HttpError, Request
from server.http.upload import IncomingBody, announced, broken


async def read_body(
    protocol: Any, request: Request, incoming: IncomingBody, seconds: float
) -> bytes:
    """The bytes of a body; HttpError as of IncomingBody, and where they do not come within `seconds`."""
    length = announced(request.header, incoming.most)
    empty = 0
    try:
        async with asyncio.timeout(seconds):
            async for part in protocol:
                incoming.add(part)
                empty += not part
    except TimeoutError as error:
        message = f"The body did not come within {seconds:g} seconds."
        raise HttpError(408, message, ("connection", "close")) from error
    if length is not None and length != incoming.size:
        raise broken()
    # The web server gives an empty part for the end of a chunked body, and another one for a fault in it.
    if length is None and empty > 1:
        raise HttpError(400, "The body is broken: a chunk of it is not what it says.")
    return incoming.whole()
