"""Answers that are kept: at most so many bytes of them, the longest unused go first."""

import asyncio
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from server.http.compression import SMALLEST, packed
from server.http.messages import ALWAYS, Headers
from server.workers.outcome import Body

OVERHEAD = 1_000
AT_ONCE = 1 << 15
Value = TypeVar("Value")


@dataclass(slots=True)
class Kept:
    """An answer as it is sent: its bytes, plain and in each encoding it was asked for, with their headers."""

    content_type: str
    digest: str
    body: Body
    steady: bool = True
    variants: dict[str, tuple[Headers, Body]] = field(default_factory=dict)

    def at_hand(self, encoding: str | None) -> tuple[Headers, Body] | None:
        """Headers and bytes in an encoding, if that is made already; as they are where it would not save anything."""
        name = encoding if encoding and self.body.size >= SMALLEST else ""
        found = self.variants.get(name)
        if found is None and not name:
            found = self.variants[name] = (self._headers(""), self.body)
        return found

    async def made(self, encoding: str) -> tuple[Headers, Body]:
        """Headers and bytes in an encoding that is made now; in a thread where that takes a while."""
        if self.body.size <= AT_ONCE:
            body = packed(self.body, encoding)
        else:
            body = await asyncio.to_thread(packed, self.body, encoding)
        self.variants[encoding] = (self._headers(encoding), body)
        return self.variants[encoding]

    def _headers(self, encoding: str) -> Headers:
        """The headers of an answer. The entity tag is strong: it follows from the bytes that are sent."""
        head = [("content-type", self.content_type), ("vary", "Accept, Accept-Encoding")]
        if self.steady:
            tag = f"{self.digest}-{encoding}" if encoding else self.digest
            head += [("etag", f'"{tag}"'), ("cache-control", "no-cache")]
        else:
            head.append(("cache-control", "no-store"))
        if encoding:
            head.append(("content-encoding", encoding))
        return (*head, *ALWAYS)

    @property
    def size(self) -> int:
        """Bytes in memory or in files, about."""
        made = sum(body.size for name, (_, body) in self.variants.items() if name)
        return OVERHEAD + self.body.size + made


class Cache(Generic[Value]):
    """Values by their key. `most`: bytes in all; one that alone would take a quarter is not kept."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self.hits = self.misses = 0
        self.kept: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()

    def get(self, key: Hashable) -> Value | None:
        """The value, if it is kept."""
        found = self.kept.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self.kept.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: Value, size: int) -> None:
        """Keep a value of so many bytes, or keep it at its present size."""
        self._drop(key)
        if size * 4 > self.most:
            return
        self.kept[key] = (value, size)
        self.size += size
        while self.size > self.most:
            self._drop(next(iter(self.kept)))

    def clear(self) -> None:
        """Forget all."""
        self.kept.clear()
        self.size = 0

    def _drop(self, key: Hashable) -> None:
        found = self.kept.pop(key, None)
        if found is not None:
            self.size -= found[1]
