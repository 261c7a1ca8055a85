"""A client of /mcp that sends what it is told to, and reads what comes."""

import json
from typing import Any

import httpx

ACCEPT = {"Accept": "application/json, text/event-stream"}


def sent(
    client: httpx.Client, method: str, params: dict[str, Any], **headers: str
) -> httpx.Response:
    """The response to one JSON-RPC request."""
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/mcp", json=body, headers={**ACCEPT, **named})


def result(client: httpx.Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """The result of a tool, as the protocol has it."""
    answer = sent(client, "tools/call", {"name": tool, "arguments": arguments})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["result"]
    return found


def called(client: httpx.Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool says; AssertionError where it fails."""
    found = result(client, tool, **arguments)
    assert not found["isError"], found
    said: dict[str, Any] = json.loads(found["content"][0]["text"])
    return said


def refused(client: httpx.Client, tool: str, **arguments: Any) -> str:
    """The sentence with which a tool refuses a call."""
    found = result(client, tool, **arguments)
    assert found["isError"], found
    return str(found["content"][0]["text"])
