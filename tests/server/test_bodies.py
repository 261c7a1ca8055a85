"""Bodies that are held: all together within a budget, whoever sends them and however slowly."""

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_build.layers.builder import BuiltGraph
from tests.server.attacks.processes import until
from tests.server.attacks.sockets import connected
from tests.server.served import ACCELERATED, FLASK, Served, serving

MEGABYTE = 1_000_000
GRAPH = b"<urn:a> <urn:p> <urn:o> .\n"


@pytest.fixture(scope="module", params=[ACCELERATED, pytest.param(FLASK, marks=pytest.mark.deep)])
def tight(
    request: pytest.FixtureRequest, built: BuiltGraph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A server that holds 20 MB of bodies, 6 MB of each."""
    graph = tmp_path_factory.mktemp("bodies") / "rusfelt.nq"
    graph.write_bytes(built.nquads)
    options = ("--graph", str(graph), "--validate-mb", "6", "--bodies-mb", "20")
    with serving(*options, kind=request.param) as server:
        yield server


def half_sent(size: int) -> bytes:
    """A graph of `size` bytes of which the last does not come."""
    head = f"POST /validate HTTP/1.1\r\nHost: a\r\nContent-Type: text/turtle\r\nContent-Length: {size}\r\n\r\n"
    return head.encode() + GRAPH * (size // len(GRAPH))


def memory(server: Served) -> int:
    """Bytes of the process that serves."""
    (pid,) = [pid for pid, kind in server.processes().items() if kind == "serving"]
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) * 1_024


@pytest.mark.deep
def test_half_sent_bodies_take_their_budget_and_no_more(tight: Served) -> None:
    if tight.kind == FLASK:
        pytest.skip("gunicorn reads ahead into buffers of its own")
    before = memory(tight)
    with contextlib.ExitStack() as stack:
        slow = [stack.enter_context(connected(tight.address)) for _ in range(15)]
        for channel in slow:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                channel.sendall(half_sent(6 * MEGABYTE))
        until(lambda: tight.metric("rusfelt_bodies_bytes") > 14 * MEGABYTE, 10, "they are held")
        assert tight.metric("rusfelt_bodies_bytes") <= 20 * MEGABYTE
        assert memory(tight) < before + 3 * 20 * MEGABYTE  # of 90 MB that were sent
        told = []
        for channel in slow:
            channel.settimeout(0.5)
            with contextlib.suppress(TimeoutError, ConnectionResetError):
                told.append(channel.recv(12, socket.MSG_WAITALL))
        assert told == [b"HTTP/1.1 503"] * len(told)
        assert len(told) >= 10
        refused = tight.client.post("/validate", files={"graph": ("a.ttl", GRAPH * 200_000)})
        assert refused.status_code == 503
        assert refused.headers["retry-after"] == "5"
        query = tight.client.post("/sparql", data={"query": "ASK {}" + " " * 10_000})
        assert query.status_code == 200
    until(lambda: tight.metric("rusfelt_bodies_bytes") == 0, 10, "all are let go")
    sent = {"content": GRAPH * 30_000, "headers": {"content-type": "text/turtle"}}
    assert tight.client.post("/validate", **sent).status_code == 200  # type: ignore[arg-type]
    assert tight.metric("rusfelt_bodies_bytes") == 0


@pytest.mark.deep
def test_one_byte_more_than_a_body_may_have_is_told(tight: Served) -> None:
    # A web server may close a connection whose body it has not read.
    headers = {"content-type": "text/turtle", "connection": "close"}
    most = GRAPH.ljust(6 * MEGABYTE, b"\n")
    assert tight.client.post("/validate", content=most, headers=headers).status_code == 200
    assert tight.client.post("/validate", content=most + b"\n", headers=headers).status_code == 413
    whole = (most + b"\n")[:100_000], (most + b"\n")[100_000:]
    chunked = tight.client.post("/validate", content=iter(whole), headers=headers)
    assert chunked.status_code == 413
    assert tight.metric("rusfelt_bodies_bytes") == 0


@pytest.mark.deep
@pytest.mark.parametrize("kind", [ACCELERATED, pytest.param(FLASK, marks=pytest.mark.deep)])
def test_a_body_that_finds_no_room_is_told_so(kind: str, built: BuiltGraph, tmp_path: Path) -> None:
    graph = tmp_path / "rusfelt.nq"
    graph.write_bytes(built.nquads)
    options = ("--graph", str(graph), "--validate-mb", "4", "--bodies-mb", "1")
    headers = {"content-type": "text/turtle"}
    with serving(*options, kind=kind) as server:
        whole = GRAPH.ljust(MEGABYTE, b"\n")
        assert server.client.post("/validate", content=whole, headers=headers).status_code == 200
        told = server.client.post("/validate", content=whole + b"\n", headers=headers)
        assert told.status_code == 503
        assert "large bodies" in told.text
        assert server.metric("rusfelt_bodies_bytes") == 0
