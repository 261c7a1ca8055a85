"""What pages weigh, by kind: every page that links lead to, in one language, and the data beside it.

Run: .venv/bin/python benchmarks/page_weights.py [--graph GRAPH.nq] [--language nb] [--raw 100000] [--wire 20000]

A row a kind: pages, and of the heaviest bytes as they are, as brotli, and requests of a browser. Then the same of the
data that pages name (JSON, CSV and the rest), and one by one what weighs more than `--raw` or `--wire`.
"""

import argparse
import re
import tempfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin

from pages_beside_queries import BROWSER, PORT, RUSFELT, _built, serving

HERE = f"http://127.0.0.1:{PORT}"
LINK = re.compile(r'<a [^>]*?href="([^"]*)"')
FACE = re.compile(r'<link rel="alternate" type="[^"]*" href="([^"]*)"')
LOADED = re.compile(r'<(?:script|img|iframe) [^>]*?src=|<link rel="(?:stylesheet|icon)"')
DATA = re.compile(r"\.(?:json|csv|bib|svg|ttl|nt|jsonld|rdf)$")


@dataclass(frozen=True, slots=True)
class Weight:
    """An answer: its bytes as they are, as brotli, and how many requests it takes."""

    path: str
    raw: int
    wire: int
    requests: int = 1

    @property
    def kind(self) -> str:
        """Its path without what differs between pages of a kind."""
        bare, _, asked = self.path.partition("?")
        first, _, rest = bare[4:].partition("/")
        ending = "".join(re.findall(r"\.[a-z.]+$", rest)) or ("/…" if rest else "")
        return f"/{first}{'/…' * (ending != '/…' and bool(rest))}{ending}{'?…' * bool(asked)}"


def main() -> None:
    """Print a row for each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--language", default="nb")
    parser.add_argument("--raw", type=int, default=100_000)
    parser.add_argument("--wire", type=int, default=20_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        graph = asked.graph or _built(Path(folder))
        with serving(RUSFELT, graph.resolve(), 10):
            pages, data = crawled(f"/{asked.language}/")
    for name, found in (("page", pages), ("data", data)):
        _print_kinds(name, found)
    for one in sorted((*pages, *data), key=lambda one: -one.wire):
        if one.raw > asked.raw or one.wire > asked.wire:
            print(f"heavy: {one.path} {one.raw:,} bytes, {one.wire:,} as brotli")


def crawled(start: str) -> tuple[list[Weight], list[Weight]]:
    """The pages below `start` that links lead to, and the data that they name."""
    connection, met, left = HTTPConnection("127.0.0.1", PORT, timeout=60), {start}, deque([start])
    pages, faces = list[Weight](), dict[str, None]()
    while left:
        path = left.popleft()
        text, weight = _fetched(connection, path)
        pages.append(weight)
        faces.update(
            dict.fromkeys(one for one in _paths(path, FACE.findall(text)) if one[:4] == start)
        )
        for one in _paths(path, LINK.findall(text)):
            if one.startswith(start) and one not in met and not DATA.search(one.partition("?")[0]):
                met.add(one)
                left.append(one)
    return pages, [_fetched(connection, one)[1] for one in faces]


def _paths(page: str, found: list[str]) -> Iterator[str]:
    """Where links of a page lead on this server, without an anchor."""
    for href in found:
        whole = urljoin(HERE + page, unescape(href)).partition("#")[0]
        if whole.startswith(HERE + "/"):
            yield whole.removeprefix(HERE)


def _fetched(connection: HTTPConnection, path: str) -> tuple[str, Weight]:
    text = _body(connection, path, "identity")
    told = text.decode("utf-8", "replace")
    loaded = len(LOADED.findall(told)) if "<html" in told[:200] else 0
    return told, Weight(path, len(text), len(_body(connection, path, "br")), 1 + loaded)


def _body(connection: HTTPConnection, path: str, coding: str) -> bytes:
    connection.request("GET", path, headers={**BROWSER, "Accept-Encoding": coding})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        print(f"{path}: {answer.status}")
    return body


def _print_kinds(name: str, found: list[Weight]) -> None:
    kinds: dict[str, list[Weight]] = {}
    for one in found:
        kinds.setdefault(one.kind, []).append(one)
    print(f"{name:32} {'pages':>6} {'bytes':>8} {'brotli':>7} {'requests':>8}")
    for kind, several in sorted(kinds.items(), key=lambda pair: -max(one.raw for one in pair[1])):
        raw, wire, requests = (
            max(getattr(one, of) for one in several) for of in ("raw", "wire", "requests")
        )
        print(f"{kind:32} {len(several):6,} {raw:8,} {wire:7,} {requests:8}")


if __name__ == "__main__":
    main()
