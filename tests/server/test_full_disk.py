"""A disk that is full: what finds no room is told so at once, and nothing is sent in part."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from graph_build.layers.builder import BuiltGraph
from tests.server.attacks.messages import get
from tests.server.attacks.processes import until
from tests.server.attacks.sockets import answers, connected, sent
from tests.server.served import ACCELERATED, FLASK, Served, serving

pytestmark = pytest.mark.deep

LARGE = "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 100000"
MEGABYTES = 12  # a copy of the graph has six


@pytest.fixture(scope="module")
def graph(built: BuiltGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("disk") / "rusfelt.nq"
    file.write_bytes(built.nquads)
    return file


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of a few megabytes; only root can make one."""
    folder = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "none", folder]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture(scope="module", params=[ACCELERATED, pytest.param(FLASK, marks=pytest.mark.deep)])
def tight(request: pytest.FixtureRequest, graph: Path, small_disk: Path) -> Iterator[Served]:
    """A server whose answers lie on that disk."""
    options = ("--graph", str(graph), "--cache-mb", "0", "--timeout", "8")
    with serving(*options, kind=request.param, TMPDIR=str(small_disk)) as server:
        yield server


def test_an_answer_without_room_is_told_so_at_once(tight: Served) -> None:
    begun = time.monotonic()
    answer = tight.client.get("/sparql", params={"query": LARGE, "format": "json"})
    assert answer.status_code == 507
    assert "no room" in answer.text
    assert time.monotonic() - begun < 6
    assert tight.metric("rusfelt_queries_ended_total", reason="no-room") >= 1
    assert tight.metric("rusfelt_queries_active") == 0
    assert tight.metric("rusfelt_spool_bytes") == 0


def test_when_there_is_room_again_the_next_answer_is_whole(tight: Served, small_disk: Path) -> None:
    query = {"query": LARGE.replace("100000", "4000"), "format": "csv"}
    filler = small_disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(small_disk).free - (1 << 16)))
    assert tight.client.get("/sparql", params=query).status_code == 507
    filler.unlink()
    answer = tight.client.get("/sparql", params=query)
    assert answer.status_code == 200
    assert answer.text.count("\r\n") == 4001


@pytest.mark.deep
def test_a_graph_to_validate_is_told_so_too(tight: Served, small_disk: Path) -> None:
    filler = small_disk / "filler"
    with contextlib.suppress(OSError):
        filler.write_bytes(bytes(MEGABYTES * (1 << 20)))
    sent = b"".join(b"<urn:%d> <urn:p> <urn:o> .\n" % number for number in range(1_000))
    headers = {"content-type": "text/turtle"}
    try:
        answer = tight.client.post("/validate", content=sent, headers=headers)
        assert answer.status_code in (200, 507)
    finally:
        filler.unlink()
    assert tight.client.post("/validate", content=sent, headers=headers).status_code == 200


@pytest.mark.deep
def test_answers_that_nobody_reads_take_so_much_of_the_disk_and_no_more(graph: Path) -> None:
    def asking(number: int) -> bytes:
        query = quote(f"{LARGE} #{number}")
        return get(f"/sparql?format=csv&query={query}".encode())

    options = ("--graph", str(graph), "--cache-mb", "0", "--spool-mb", "40")
    with serving(*options) as server, contextlib.ExitStack() as stack:
        slow = [stack.enter_context(connected(server.address, 4_096)) for _ in range(6)]
        for number, channel in enumerate(slow):
            channel.sendall(asking(number))
            assert channel.recv(12, socket.MSG_WAITALL)[9:] in (b"200", b"503")
        assert 0 < server.metric("rusfelt_spool_bytes") <= 40_000_000
        full = answers(sent(server.address, asking(7)))
        assert [one.status for one in full] == [503]
        assert b"take all the room" in full[0].body
        assert server.metric("rusfelt_queries_ended_total", reason="no-room") >= 1
        stack.close()
        until(lambda: server.metric("rusfelt_spool_bytes") == 0, 10, "the room is free again")
        again = answers(sent(server.address, asking(8)))
        assert [one.status for one in again] == [200]
        assert again[0].body.count(b"\r\n") == 100_001
