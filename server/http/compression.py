"""Compression: which one a client accepts, and the bytes."""

import gzip
import zlib
from functools import lru_cache

import brotli
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from server.workers.body import Body

SMALLEST = 1_000
COMMON = 500  # characters of a header that is worth remembering
# A page is made once and sent often, but made while somebody waits: the middle levels of both.
LEVEL = {"br": 4, "gzip": 5}
# For bodies in files, which are compressed as they are sent.
FAST = {"br": 1, "gzip": 1}


def chosen(accept_encoding: str) -> str | None:
    """`br`, `gzip`, or None where the client accepts neither better than the bytes as they are."""
    return (_known_choice if len(accept_encoding) <= COMMON else _choice)(accept_encoding)


def _choice(accept_encoding: str) -> str | None:
    accepted = parse_accept_header(accept_encoding, Accept)
    best = max(("br", "gzip"), key=lambda name: accepted.quality(name))
    plain = accepted.quality("identity") if "identity" in accepted.values() else 0
    return best if accepted.quality(best) > plain else None


_known_choice = lru_cache(256)(_choice)


def compressed(body: bytes, name: str) -> bytes:
    """The bytes, compressed; the same for the same bytes."""
    if name == "br":
        return bytes(brotli.compress(body, quality=LEVEL["br"]))
    # mtime=0: the same bytes for the same bytes, on which a strong entity tag relies.
    return gzip.compress(body, LEVEL["gzip"], mtime=0)


def packed(body: Body, name: str) -> Body:
    """A body that has the bytes of another, compressed; in a file where the other is. NoRoom."""
    if not body.stored:
        return Body.of(compressed(body.read(), name))
    result = Body(body.spool)
    packer = brotli.Compressor(quality=FAST["br"]) if name == "br" else Gzip(FAST["gzip"])
    for part in body.parts_of(0, body.size):
        result.add(packer.process(part))
    result.add(packer.finish())
    result.complete()
    return result


class Gzip:
    """Gzip, in parts."""

    def __init__(self, level: int) -> None:
        self.packer = zlib.compressobj(level, zlib.DEFLATED, 16 + zlib.MAX_WBITS)

    def process(self, part: bytes) -> bytes:
        """What is ready after one more part."""
        return self.packer.compress(part)

    def finish(self) -> bytes:
        """The rest."""
        return self.packer.flush()
