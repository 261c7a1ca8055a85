"""The body of a request, read with patience but not without end."""

import asyncio
from typing import Any

from server.http.messages import Problem, Request

SECONDS = 30.0


async def read_body(protocol: Any, request: Request, most: int) -> bytes:
    """The bytes of a body; Problem where there are more than `most`, or they do not come."""
    too_large = Problem(413, f"The body has more than {most} bytes, the most that is read.")
    if request.header("content-encoding") not in ("", "identity"):
        raise Problem(415, "Send the body as it is, without a Content-Encoding.")
    length = request.header("content-length")
    if length.isdecimal() and int(length) > most:
        raise too_large
    parts, size, empty = [], 0, 0
    try:
        async with asyncio.timeout(SECONDS):
            async for part in protocol:
                size += len(part)
                empty += not part
                if size > most:
                    raise too_large
                parts.append(part)
    except TimeoutError as error:
        message = f"The body did not come within {SECONDS:g} seconds."
        raise Problem(408, message, ("connection", "close")) from error
    if length.isdecimal() and int(length) != size:
        raise Problem(400, "The body is shorter than its Content-Length.")
    if (
        not length and empty > 1
    ):  # the web server gives an empty part for the end, and one for a fault
        raise Problem(400, "The body is broken: a chunk of it is not what it says.")
    return b"".join(parts)
