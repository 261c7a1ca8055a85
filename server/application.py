"""The pages: a Flask application over what is served now."""

import asyncio

from flask import Flask

from server.discovery import blueprint as discovery
from server.pages import blueprint as pages
from server.resources import blueprint as resources
from server.responses import register_errors
from server.site import Site
from server.sparql import blueprint as sparql
from server.validation import blueprint as validation


def create_app(site: Site, loop: asyncio.AbstractEventLoop) -> Flask:
    """The application over a site, whose workers answer in `loop`."""
    app = Flask(__name__)
    app.config["USE_X_SENDFILE"] = True  # the web server sends files itself
    app.extensions["site"], app.extensions["loop"] = site, loop
    for blueprint in (pages, sparql, resources, discovery, validation):
        app.register_blueprint(blueprint)
    register_errors(app)
    return app
