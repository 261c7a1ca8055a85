"""Stands in."""

import asyncio

from server.exchange import Problem, Reply, Request
from server.settings import Settings


class Checking:
    def __init__(self, settings: Settings, loop: asyncio.AbstractEventLoop) -> None:
        self.settings = settings

    async def reply(self, request: Request) -> Reply:
        raise Problem(501, "Not yet.")

    async def close(self) -> None:
        return
