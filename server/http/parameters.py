"""The parameters of a request, and what a body is said to be."""

import re
from urllib.parse import parse_qsl

from werkzeug.http import parse_options_header

from server.http.messages import HttpError, Request

NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
MAX_FIELDS = 1_000


class Parameters:
    """The parameters of a request, each any number of times; HttpError where they cannot be read."""

    def __init__(self, encoded: str) -> None:
        if NO_ESCAPE.search(encoded):
            raise HttpError(400, "A percent sign is not followed by two hexadecimal digits.")
        try:
            self.pairs = parse_qsl(
                encoded, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS
            )
        except UnicodeDecodeError as error:
            raise HttpError(400, "The parameters are not UTF-8.") from error
        except ValueError as error:
            raise HttpError(400, f"There are more than {MAX_FIELDS} parameters.") from error

    def all(self, name: str) -> tuple[str, ...]:
        """All values of one parameter."""
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str) -> str | None:
        """The value of a parameter, None where it is missing; HttpError where there are several."""
        values = self.all(name)
        if len(values) > 1:
            raise HttpError(400, f"Send the parameter {name} once.")
        return values[0] if values else None


def content_type(request: Request) -> str:
    """The media type of the body; HttpError where it is said to be anything else than UTF-8."""
    kind, options = parse_options_header(request.header("content-type"))
    if options.get("charset", "utf-8").lower() not in ("utf-8", "utf8", "us-ascii"):
        raise HttpError(415, "Send the body as UTF-8.")
    return kind.lower()


def decoded(body: bytes) -> str:
    """The text of a body; HttpError where it is not UTF-8."""
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HttpError(400, "The body is not UTF-8.") from error
