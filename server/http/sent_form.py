"""What a form has sent as multipart/form-data."""

from io import BytesIO
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.formparser import parse_form_data

from server.http.messages import HttpError, Request

MULTIPART = "multipart/form-data"
MOST_PARTS = 20


def sent_form(request: Request) -> tuple[dict[str, str], dict[str, Any]]:
    """Its fields and its files, the first of each name; HttpError where it cannot be read."""
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": request.header("content-type"),
        "CONTENT_LENGTH": str(len(request.body)),
        "wsgi.input": BytesIO(request.body),
    }
    try:
        _, form, files = parse_form_data(environ, max_form_parts=MOST_PARTS, silent=False)
    except (ValueError, HTTPException) as error:
        raise HttpError(400, "The form cannot be read.") from error
    return form.to_dict(), files.to_dict()
