"""Flask's blueprint, for views that give the server's own responses."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Blueprint

from server.http.messages import Response
from server.pages.shared.language import PREFIX, to_other_language, to_own_language

View = TypeVar("View", bound=Callable[..., Response])


class PageBlueprint(Blueprint):
    """Views of GET; what they give is finished by the application, which Flask's types cannot know."""

    def page(self, rule: str) -> Callable[[View], View]:
        """A view of that path."""

        def added(view: View) -> View:
            self._add(rule, view)
            return view

        return added

    def localised(self, rule: str) -> Callable[[View], View]:
        """A view of that path in each language; the bare path leads to the reader's."""

        def added(view: View) -> View:
            self.in_languages(rule)(view)
            self._add(rule, lambda **_: to_own_language())
            return view

        return added

    def in_languages(self, rule: str) -> Callable[[View], View]:
        """A view of that path in each language, where the bare path has one of its own."""

        def added(view: View) -> View:
            @wraps(view)
            def localised(lang: str, **arguments: Any) -> Response:
                return to_other_language(lang) or view(**arguments)

            self._add(PREFIX + rule, localised)
            return view

        return added

    def _add(self, rule: str, view: Callable[..., Response]) -> None:
        # Flask takes no point in the name of a view.
        name = rule.replace(".", "-")
        self.add_url_rule(rule, name, cast(Any, view), methods=["GET"])
