"""The SPARQL 1.1 Protocol: what a request asks (https://www.w3.org/TR/sparql11-protocol/)."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from werkzeug.http import parse_options_header

from server.http.formats import BY_NAME
from server.http.messages import Problem, Request

QUERY_TYPE = "application/sparql-query"
FORM_TYPE = "application/x-www-form-urlencoded"
NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
MAX_FIELDS = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and its dataset: graphs by name, or both None for what is served without a choice.

    `query` is None where the request asks for nothing. `form` is the short name or the media type of
    the wanted format (None: see the Accept header), `seconds` the wanted deadline (None: ours).
    """

    query: str | None
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    form: str | None = None
    seconds: float | None = None


class Fields:
    """The parameters of a request, each any number of times."""

    def __init__(self, encoded: str) -> None:
        if NO_ESCAPE.search(encoded):
            raise Problem(400, "A percent sign is not followed by two hexadecimal digits.")
        try:
            self.pairs = parse_qsl(
                encoded, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS
            )
        except UnicodeDecodeError as error:
            raise Problem(400, "The parameters are not UTF-8.") from error
        except ValueError as error:
            raise Problem(400, f"There are more than {MAX_FIELDS} parameters.") from error

    def all(self, name: str) -> tuple[str, ...]:
        """All values of one parameter."""
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str) -> str | None:
        """The value of a parameter, None where it is missing; Problem where there are several."""
        values = self.all(name)
        if len(values) > 1:
            raise Problem(400, f"Send the parameter {name} once.")
        return values[0] if values else None


def asked(request: Request) -> Asked:
    """What a request asks; Problem where it is no request of the protocol."""
    fields = Fields(request.query_string)
    query = fields.one("query")
    if request.method == "POST":
        kind = content_type(request)
        if kind == QUERY_TYPE:
            if query is not None:
                raise Problem(
                    400, "Send exactly one query: in the body, or as the parameter query."
                )
            query = _decoded(request.body)
        elif kind == FORM_TYPE:
            if query is not None:
                raise Problem(
                    400, "Send exactly one query: of a form, its parameters stand in the body."
                )
            fields.pairs += Fields(_decoded(request.body)).pairs
            query = fields.one("query")
        else:
            raise Problem(415, f"Send the query as {FORM_TYPE} or as {QUERY_TYPE}.")
        if query is None and "update" not in dict(fields.pairs):
            raise Problem(400, "The parameter query is missing.")
    if fields.all("update"):
        raise Problem(400, "This endpoint answers queries only; there is no update.")
    default, named = graphs(fields.all("default-graph-uri")), graphs(fields.all("named-graph-uri"))
    chosen = bool(default or named)
    return Asked(
        query,
        default if chosen else None,
        named if chosen else None,
        format_named(fields),
        _seconds(fields.one("timeout")),
    )


def format_named(fields: Fields) -> str | None:
    """The format that a client names: some send several names, of which the first that is known counts."""
    names = fields.all("format")
    known = (name for name in names if any(one.is_called(name) for one in BY_NAME.values()))
    return next(known, names[0] if names else None)


def content_type(request: Request) -> str:
    """The media type of the body; Problem where it is said to be anything else than UTF-8."""
    kind, options = parse_options_header(request.header("content-type"))
    if options.get("charset", "utf-8").lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, "Send the body as UTF-8.")
    return kind.lower()


def graphs(values: Sequence[str]) -> tuple[str, ...]:
    """Names of graphs; Problem where one is no absolute IRI."""
    try:
        return tuple(NamedNode(value).value for value in values)
    except ValueError as error:
        raise Problem(400, "A graph is named by an absolute IRI.") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Problem(400, "The body is not UTF-8.") from error


def _seconds(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise Problem(400, "The timeout is a number of seconds above 0.")
    return seconds
