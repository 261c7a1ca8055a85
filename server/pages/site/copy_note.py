"""What a copy of the site as files says in the place of what needs a server."""

from server.http.messages import Response
from server.pages.shared.layout import page


def not_in_a_copy() -> Response:
    """The page, in the language of the request."""
    return page("copy_note.html")
