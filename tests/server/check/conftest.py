"""The finished graph as a repository."""

import pytest
from pyoxigraph import Store

from ontology.vocabulary import DEFAULT_BASE
from server.repository.embedded_repository import EmbeddedRepository
from shapes.graphs.data_graph import DataGraph


@pytest.fixture(scope="session")
def repository(store: Store) -> EmbeddedRepository:
    """The finished graph; not to be changed."""
    return EmbeddedRepository(DataGraph(DEFAULT_BASE, store))
