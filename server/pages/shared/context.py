"""What the pages of this process are made from."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from flask import current_app, g, request

from server.http.messages import Request
from server.publication.site import Served, Site
from server.queries.saved_query import SavedQuery, saved_queries
from server.repository.interface import Repository
from server.settings import Settings

# Where the application leaves the request, as all of the server reads it.
REQUEST = "rusfelt.request"
# Where whoever makes a copy of the site as files says so, and has room for what several requests share: pages then
# leave out what needs a server.
FROZEN = "rusfelt.frozen"
Found = TypeVar("Found")


class Elsewhere(Exception):
    """What was asked for has its page at another address of ours, which is the text."""


def site() -> Site:
    """The site of the application."""
    found = current_app.extensions["site"]()
    assert isinstance(found, Site)
    return found


def served() -> Served:
    """What is served now; the same to the end of a request, though another snapshot may be there by then."""
    if "served" not in g:
        g.served = site().now
    found = g.served
    assert isinstance(found, Served)
    return found


def repository() -> Repository:
    """The graph that is served."""
    return served().snapshot.repository


def saved_questions() -> Iterable[SavedQuery]:
    """The saved questions; none over a graph that has no plan to ask about."""
    return saved_queries().values() if served().snapshot.offers.questions else ()


def root() -> str:
    """The address of the server as the client knows it; the base of the graph where it does not say a sensible one."""
    message = request.environ[REQUEST]
    assert isinstance(message, Request)
    return message.root() or repository().base


def remembered(key: Hashable, make: Callable[[], Found]) -> Found:
    """What `make` gives; of a copy on its way, what it has given for that key before."""
    memory = request.environ.get(FROZEN)
    if memory is None:
        return make()
    if key not in memory:
        memory[key] = make()
    found: Found = memory[key]
    return found


def settings() -> Settings:
    """What the server was told."""
    return site().settings
