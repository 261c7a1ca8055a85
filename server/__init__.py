"""The server: SPARQL endpoint, pages and data of a graph, as one Flask application."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from server.settings import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """The whole application, for any WSGI server; settings come from the environment where none are given.

    RusfeltError where the graph cannot or should not be served.
    """
    # Loaded now and not with the package: the workers import server.workers, and need no Flask.
    app: Flask = import_module("server.application").create_app(settings)
    return app
