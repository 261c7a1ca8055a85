"""What is kept of a graph is made before anybody asks, and never beside a page that is asked for."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from graph_build.layers.builder import BuiltGraph
from ontology import LANGUAGES
from server.accelerator.warm_up import PATHS, WarmUp
from server.application import ACCELERATED
from tests.loops import in_own_loop
from tests.server.served import serving


class Pages:
    """An application that notes what it is asked."""

    class jinja_env:  # noqa: N801
        """As of Flask."""

        list_templates = staticmethod(lambda: ["one.html", "one.toml"])
        get_template = staticmethod(lambda name: name)

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, environ: dict[str, Any], _: object) -> list[bytes]:
        assert environ[ACCELERATED], "it would be counted and logged"
        query = "?" + environ["QUERY_STRING"] if environ["QUERY_STRING"] else ""
        self.asked.append(environ["PATH_INFO"] + query)
        return []


def test_pages_are_made_in_every_language_while_nobody_waits() -> None:
    pages, waiting = Pages(), [True]

    async def run() -> None:
        made = WarmUp(pages, asyncio.get_running_loop(), lambda: waiting[0], 0.0)  # type: ignore[arg-type]
        made.start()
        await asyncio.sleep(0.1)
        assert pages.asked == []
        waiting[0] = False
        assert made.task is not None
        await made.task

    in_own_loop(run())
    assert pages.asked == [f"/{lang}{path}" for lang in LANGUAGES for path in PATHS]


def test_a_new_snapshot_begins_anew_and_the_end_is_an_end() -> None:
    pages = Pages()

    async def run() -> None:
        made = WarmUp(pages, asyncio.get_running_loop(), lambda: len(pages.asked) >= 3, 0.0)  # type: ignore[arg-type]
        made.start()
        while len(pages.asked) < 3:
            await asyncio.sleep(0.01)
        made.start()
        await asyncio.sleep(0.1)
        made.close()
        assert made.task is not None
        with pytest.raises(asyncio.CancelledError):
            await made.task

    in_own_loop(run())
    assert pages.asked == [f"/{LANGUAGES[0]}{path}" for path in PATHS[:3]]


@pytest.mark.deep
@pytest.mark.alone
def test_a_rested_server_gives_its_front_page_at_once(built: BuiltGraph, tmp_path: Path) -> None:
    graph = tmp_path / "rusfelt.nq"
    graph.write_bytes(built.nquads)
    with serving("--graph", str(graph), RUSFELT_WARM_UP_AFTER="0.3") as running:
        pages = 'rusfelt_requests_total{class="page"'
        assert pages not in running.client.get("/metrics").text
        time.sleep(8)
        assert pages not in running.client.get("/metrics").text, "what nobody asked is counted"
        begun = time.monotonic()
        assert running.client.get("/nb/", headers={"Accept": "text/html"}).is_success
        # Some milliseconds; without what is kept it takes about a second.
        assert time.monotonic() - begun < 0.4
        assert pages in running.client.get("/metrics").text
