"""Every test of HTTP runs twice: over the accelerated server, and over the Flask application alone."""

from collections.abc import Iterator

import httpx
import pytest

from graph_build.layers.builder import BuiltGraph
from tests.server.served import ACCELERATED, FLASK, Served, serving

# What the engine answers is the same whoever asks it: these run over Flask alone in `make test-deep`.
DEEP = (
    "test_w3c_sparql",
    "test_clients",
    "test_w3c_protocol",
    "test_pages",
    "test_rewriting",
    "test_patterns",
    "test_functions",
    "test_rdf_forms",
    "test_written_forms",
    "test_liberal_requests",
)
# Long ones of the other modules, in which the workers do the same for either.
DEEP_TESTS = (
    "test_who_finds_no_place_is_told_when_to_come_again",
    "test_the_page_sends_a_file_and_shows_the_report",
    "test_the_report_is_the_one_of_the_command",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        parameters = getattr(item, "callspec", None)
        host = parameters.params.get("host") if parameters is not None else None
        test = getattr(item, "originalname", item.name)
        if host == FLASK and (item.path.stem in DEEP or test in DEEP_TESTS):
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
