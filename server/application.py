"""The pages: a Flask application over what is served now."""

import asyncio

from flask import Flask

from server.pages.discovery import blueprint as discovery
from server.pages.home import blueprint as pages
from server.pages.layout import register_errors
from server.pages.query_form import blueprint as sparql
from server.pages.thing import blueprint as resources
from server.pages.validation_page import blueprint as validation
from server.site import Site


def create_app(site: Site, loop: asyncio.AbstractEventLoop) -> Flask:
    """The application over a site, whose workers answer in `loop`."""
    app = Flask(__name__, static_folder="pages/static", template_folder="pages/templates")
    app.config["USE_X_SENDFILE"] = True  # the web server sends files itself
    app.extensions["site"], app.extensions["loop"] = site, loop
    for blueprint in (pages, sparql, resources, discovery, validation):
        app.register_blueprint(blueprint)
    register_errors(app)
    return app
