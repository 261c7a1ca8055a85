"""Flask's blueprint, for views that give the server's own responses."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Blueprint

from server.http.messages import Response

View = TypeVar("View", bound=Callable[..., Response])


class PageBlueprint(Blueprint):
    """Views of GET; what they give is finished by the application, which Flask's types cannot know."""

    def page(self, rule: str) -> Callable[[View], View]:
        """A view of that path."""

        def added(view: View) -> View:
            self.add_url_rule(rule, view.__name__, cast(Any, view), methods=["GET"])
            return view

        return added
