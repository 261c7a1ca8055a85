"""What a language model reads to have a saved question answered: by the tools of /mcp, and by SPARQL alone.

Run: .venv/bin/python benchmarks/tools_beside_sparql.py [--graph GRAPH.nq] [--max-bytes 16000] [--language nb]

A scripted client asks each saved question by `run_question`, and calls `resume` until nothing is left: calls, bytes of
what it reads, and of these the rows and the evidence of their claims. Beside it the same query sent to /sparql: bytes
of the query, which a model would have to write, and of its results in JSON, which have neither hash nor place nor
citation. The list of tools and that of questions are read once, whatever is asked.
"""

import argparse
import json
import statistics
import tempfile
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from pages_beside_queries import PORT, RUSFELT, _built, serving

from server.queries.saved_query import SavedQuery, saved_queries

JSON = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}


@dataclass(frozen=True)
class Row:
    """A question by both ways: calls and bytes."""

    name: str
    rows: int
    calls: int
    read: int
    items: int
    claims: int
    query: int
    results: int


def main() -> None:
    """Print a row for each question, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--max-bytes", type=int, default=16_000)
    parser.add_argument("--language", default="nb")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        graph = (asked.graph or _built(Path(folder))).resolve()
        with serving(RUSFELT, graph, 10):
            offered = len(json.dumps(_sent("tools/list", {})["tools"], ensure_ascii=False).encode())
            hello = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "a", "version": "1"}}  # fmt: skip
            told = len(_sent("initialize", hello)["instructions"].encode())
            listed = sum(len(one.encode()) for one in _parts({"max_bytes": asked.max_bytes}))
            each = {"language": asked.language, "max_bytes": asked.max_bytes}
            rows = [_row(one, each) for one in saved_queries().values()]
    print(f"once: instructions {told:,} bytes, tools {offered:,}, list of questions {listed:,}")
    print(f"{'question':40} {'rows':>5} {'calls':>5} {'read':>8} {'items':>8} {'claims':>8} {'query':>6} {'results':>8} {'ratio':>5}")  # fmt: skip
    for one in rows:
        print(f"{one.name[:40]:40} {_figures(one)} {one.read / one.results:5.2f}")
    _print_sums(rows)


def _figures(one: Row) -> str:
    return f"{one.rows:5} {one.calls:5} {one.read:8,} {one.items:8,} {one.claims:8,} {one.query:6,} {one.results:8,}"


def _print_sums(rows: list[Row]) -> None:
    calls, read, results = ([getattr(one, name) for one in rows] for name in ("calls", "read", "results"))  # fmt: skip
    one_call = sum(one == 1 for one in calls)
    query, items = (sum(getattr(one, name) for one in rows) for name in ("query", "items"))
    print(
        f"{len(rows)} questions: {sum(calls)} calls, {one_call} of them answered by one; read {sum(read):,} bytes "
        f"(median {statistics.median(read):,.0f}), of these rows {items:,}; by SPARQL queries {query:,} and results "
        f"{sum(results):,} (median {statistics.median(results):,.0f})"
    )


def _row(saved: SavedQuery, each: dict[str, Any]) -> Row:
    parts = _parts({"name": saved.name, **each})
    told = [json.loads(one) for one in parts]
    text = saved.under("https://rusfelt.example/", each["language"])
    return Row(
        saved.name,
        told[0]["count"],
        len(parts),
        sum(len(one.encode()) for one in parts),
        sum(_size(one["items"]) for one in told),
        sum(_size(one["claims"]) for one in told),
        len("\n".join(line for line in text.splitlines() if not line.startswith("#")).encode()),
        _results(text),
    )


def _size(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _parts(arguments: dict[str, Any]) -> list[str]:
    """The text of each answer until nothing is left."""
    found = list[str]()
    while True:
        result = _sent("tools/call", {"name": "run_question", "arguments": arguments})
        found.append(result["content"][0]["text"])
        assert not result["isError"], found[-1]
        resume = json.loads(found[-1]).get("resume")
        if resume is None:
            return found
        arguments = resume["arguments"]


def _sent(method: str, params: dict[str, Any]) -> dict[str, Any]:
    connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
    connection.request("POST", "/mcp", body.encode(), JSON)
    found: dict[str, Any] = json.loads(connection.getresponse().read())["result"]
    connection.close()
    return found


def _results(query: str) -> int:
    connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
    connection.request("GET", "/sparql?" + urlencode({"query": query, "format": "json"}))
    answer = connection.getresponse()
    content = answer.read()
    assert answer.status == 200, content
    connection.close()
    return len(content)


if __name__ == "__main__":
    main()
