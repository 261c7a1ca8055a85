"""Every test of HTTP runs twice: over the accelerated server, and over the Flask application alone."""

from collections.abc import Iterator

import httpx
import pytest

from graph_build.layers.builder import BuiltGraph
from tests.server.served import ACCELERATED, FLASK, Served, serving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Over Flask alone they run in `make test-deep`; in `make test` test_hosting holds one server to the other."""
    for item in items:
        parameters = getattr(item, "callspec", None)
        if parameters is not None and parameters.params.get("host") == FLASK:
            item.add_marker(pytest.mark.deep)


@pytest.fixture(scope="session", params=[ACCELERATED, FLASK])
def host(request: pytest.FixtureRequest) -> str:
    """Which server answers."""
    return str(request.param)


@pytest.fixture(scope="session")
def served(
    built: BuiltGraph, host: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A running server of the finished graph."""
    graph = tmp_path_factory.mktemp("served") / "rusfelt.nq"
    graph.write_bytes(built.nquads)
    with serving("--graph", str(graph), kind=host) as running:
        yield running


@pytest.fixture(scope="session")
def client(served: Served) -> httpx.Client:
    """A client of that server."""
    return served.client
