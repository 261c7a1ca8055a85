"""Answers that are kept: at most so many bytes of them, the longest unused go first."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

from server.encoding import SMALLEST, compressed
from server.exchange import ALWAYS, Headers

OVERHEAD = 1_000


@dataclass(slots=True)
class Kept:
    """An answer as it is sent: its bytes, plain and in each encoding it was asked for, with their headers."""

    content_type: str
    digest: str
    body: bytes
    steady: bool = True
    key_size: int = 0
    packed: dict[str, tuple[Headers, bytes]] = field(default_factory=dict)

    def sent(self, encoding: str | None) -> tuple[Headers, bytes]:
        """Headers and bytes in an encoding; as they are where that would not save anything."""
        if encoding is None or len(self.body) < SMALLEST:
            encoding = ""
        if encoding not in self.packed:
            body = compressed(self.body, encoding) if encoding else self.body
            self.packed[encoding] = (
                answer_headers(self.content_type, self.digest, encoding, self.steady),
                body,
            )
        return self.packed[encoding]

    @property
    def size(self) -> int:
        """Bytes in memory, about."""
        return (
            OVERHEAD
            + self.key_size
            + len(self.body)
            + sum(len(body) for kind, (_, body) in self.packed.items() if kind)
        )


def answer_headers(content_type: str, digest: str, encoding: str, steady: bool) -> Headers:
    """The headers of an answer. The entity tag is strong: it follows from the bytes that are sent."""
    head = [("content-type", content_type), ("vary", "Accept, Accept-Encoding")]
    if steady:
        tag = f"{digest}-{encoding}" if encoding else digest
        head += [("etag", f'"{tag}"'), ("cache-control", "no-cache")]
    else:
        head.append(("cache-control", "no-store"))
    if encoding:
        head.append(("content-encoding", encoding))
    return (*head, *ALWAYS)


class Cache:
    """Answers by their key. `most`: bytes in all; an answer that alone would take a quarter is not kept."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self.hits = self.misses = 0
        self.kept: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()

    def get(self, key: Hashable) -> Kept | None:
        """The answer, if it is kept."""
        found = self.kept.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self.kept.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep an answer, or keep it at its present size."""
        self._drop(key)
        if kept.size * 4 > self.most:
            return
        self.kept[key] = (kept, kept.size)
        self.size += kept.size
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
