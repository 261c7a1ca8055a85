"""Style sheets, images and the one script of the pages: a few small files, read once."""

from functools import cache
from pathlib import Path

from flask import abort

from server.http.messages import Response
from server.pages.shared.blueprint import PageBlueprint
from server.workers.body import Body
from shapes.rendering.html import STATIC as REPORT

OWN = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
blueprint = PageBlueprint("assets", __name__)


@cache
def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in TYPES}


@blueprint.page("/static/<name>")
def static(name: str) -> Response:
    """A file of the pages."""
    return _asset(OWN, name)


@blueprint.page("/validation/static/<name>")
def report_static(name: str) -> Response:
    """A file of the validation report."""
    return _asset(REPORT, name)


def _asset(folder: Path, name: str) -> Response:
    content = _files(folder).get(name)
    if content is None:
        abort(404, "There is no file of that name.")
    return Response(200, TYPES[Path(name).suffix], Body.of(content), steady=True)
