"""Links of a page to itself with other parameters."""

from urllib.parse import parse_qsl, urlencode

from flask import request


def with_parameters(**changed: str | int | None) -> str:
    """The query string of this page with some parameters changed; None or empty takes one away."""
    told = dict(parse_qsl(request.query_string.decode("ascii", "ignore")))
    told |= {name: str(value) for name, value in changed.items() if value}
    for name, value in changed.items():
        if not value:
            told.pop(name, None)
    return "?" + urlencode(told)


def page_number() -> int:
    """The page that is asked for; the first where that is no number."""
    asked = request.args.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
