"""The application factory."""

from flask import Flask, Response, request

from server.discovery import blueprint as discovery
from server.pages import blueprint as pages
from server.repository import Repository
from server.resources import blueprint as resources
from server.responses import register_errors
from server.settings import Settings
from server.sparql import blueprint as sparql
from server.validation import blueprint as validation
from server.validation import report_beside

MAX_BODY = 1_000_000


def create_app(settings: Settings) -> Flask:
    """The application over the graph that `settings` names; Unreadable where it is no N-Quads."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.extensions["repository"] = Repository.load(settings.graph, settings.base)
    app.extensions["report"] = report_beside(settings.graph)
    for blueprint in (pages, sparql, resources, discovery, validation):
        app.register_blueprint(blueprint)
    register_errors(app)
    app.after_request(_headers)
    return app


def _headers(response: Response) -> Response:
    response.headers.setdefault("Access-Control-Allow-Origin", "*")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault(
        "Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'"
    )
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = response.headers.get(
            "Allow", "GET, HEAD"
        )
        response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    return response
