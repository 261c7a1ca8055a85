"""The real graph, built once a session; copies of the facts to spoil."""

import gc
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright
from pyoxigraph import Store

from graph_build.layers.builder import BuiltGraph, build_graph, checked_corpus
from graph_build.reading.resolver import Resolver
from shapes.engines.shapes_graph import shape_files

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
ROOT = Path(__file__).resolve().parents[1]

# A shell starts what runs in its background with SIGINT ignored, and servers started by tests would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
# Whoever runs the tests has a locale, and commands begin with its language: here it is none of ours, so bokmål.
os.environ["LC_ALL"] = "C.UTF-8"
# The graphs that are held all along need not be looked through every 700 objects: that takes a tenth of the time.
gc.set_threshold(200_000, 20, 100)

# `make test` tries the same examples each time, `make test-deep` others; a busy machine is no fault of a test.
EACH_TIME = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", EACH_TIME, derandomize=True, max_examples=40)
settings.register_profile("deep", EACH_TIME, print_blob=True)
settings.load_profile("same")


@pytest.fixture(scope="session")
def project() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of texts, questions and suites beside the repository; skips where it is missing."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the source texts and questions are not part of the project (no ../shared)")
    return folder


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    """The facts, checked."""
    return checked_corpus()


@pytest.fixture(scope="session")
def built(resolver: Resolver) -> BuiltGraph:
    """The finished graph."""
    return build_graph(resolver, shape_files())


@pytest.fixture(scope="session")
def store(built: BuiltGraph) -> Store:
    """The finished graph in the engine; not to be changed."""
    store = Store()
    store.extend(built.quads)
    return store


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; `make browser` installs it as root")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def facts_folder(tmp_path: Path) -> Path:
    """A copy of registers and facts that a test may spoil."""
    for name in ("registers", "facts"):
        shutil.copytree(ROOT / "graph_build" / name, tmp_path / "data" / name)
    return tmp_path / "data"
