"""The web application over a snapshot."""

from server.application import create_app
from server.settings import Settings

__all__ = ["Settings", "create_app"]
