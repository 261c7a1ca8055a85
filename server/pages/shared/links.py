"""Links of a page to itself with other parameters."""

from urllib.parse import parse_qsl, urlencode

from flask import request


def with_parameters(**changed: str | int | None) -> str:
    """The address of this page with other parameters, in one order; None or empty takes one away, and so does page 1."""
    told = dict(parse_qsl(request.query_string.decode("ascii", "ignore")))
    told |= {name: str(value) for name, value in changed.items() if value}
    left = {name: value for name, value in sorted(told.items()) if changed.get(name, value)}
    if left.get("page") == "1":
        del left["page"]
    return f"?{urlencode(left)}" if left else request.path


def page_number() -> int:
    """The page that is asked for; the first where that is no number."""
    asked = request.args.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
