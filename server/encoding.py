"""Compression: which one a client accepts, and the bytes."""

import gzip
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import IO

import brotli
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

SMALLEST = 1_000
LEVEL = {"br": 4, "gzip": 5}
FAST = {"br": 1, "gzip": 1}


@lru_cache(256)
def encoding(accept_encoding: str) -> str | None:
    """`br`, `gzip`, or None where the client accepts neither better than the bytes as they are."""
    accepted = parse_accept_header(accept_encoding, Accept)
    best = max(("br", "gzip"), key=lambda name: accepted.quality(name))
    plain = accepted.quality("identity") if "identity" in accepted.values() else 0
    return best if accepted.quality(best) > plain else None


def compressed(body: bytes, name: str) -> bytes:
    """The bytes, compressed; the same for the same bytes."""
    if name == "br":
        return bytes(brotli.compress(body, quality=LEVEL["br"]))
    return gzip.compress(body, LEVEL["gzip"], mtime=0)


def compressed_file(source: str, name: str) -> IO[bytes]:
    """A file without a name that has the bytes of another, compressed."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - it is given away
    with Path(source).open("rb") as file:
        if name == "gzip":
            with gzip.GzipFile(
                fileobj=target, mode="wb", compresslevel=FAST["gzip"], mtime=0
            ) as packed:
                shutil.copyfileobj(file, packed, 1 << 18)
        else:
            packer = brotli.Compressor(quality=FAST["br"])
            while part := file.read(1 << 18):
                target.write(packer.process(part))
            target.write(packer.finish())
    target.flush()
    return target
