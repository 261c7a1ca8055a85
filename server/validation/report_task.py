"""The task of the workers that validate: read a graph, check it with the shapes, write the report.

A question is about the bytes of a graph. It has `format` (of the graph), `form` (of the report),
`language`, `folder`, where files that it needs for a while may lie, and `all`: whether what nothing
ties to the model is judged too.
"""

import errno
import json
import tempfile
from typing import Any

from pyoxigraph import Quad, RdfFormat, Triple

from graph_build.errors import Unreadable
from server.workers.channel import PART
from server.workers.worker import Send, Unanswerable
from shapes.findings.file_places import placed
from shapes.graphs.untrusted import FORMATS, Untrusted, parsed
from shapes.rendering.renderings import RENDERINGS
from shapes.validation import engine_for, validate

NAME = "graph"
# Engines in Rust give an OSError that has its number in its words only.
FULL = (errno.ENOSPC, errno.EDQUOT)
A_GRAPH = b"<urn:a> a <urn:b> ."


def load(base: str) -> "ReportTask":
    """The task for graphs that use the model under `base`, with all it needs already read."""
    task = ReportTask(base)
    for form in RENDERINGS:
        told = {"format": "ttl", "form": form, "language": "nb", "folder": None, "all": True}
        task.answer(json.dumps(told).encode(), A_GRAPH, lambda _: None)
    return task


class ReportTask:
    """Validates graphs."""

    descriptors = 64

    def __init__(self, base: str) -> None:
        self.base = base

    def answer(self, about: bytes, body: bytes, send: Send) -> tuple[bytes, bytes]:
        """Send the report; what it says of conformance, and the last part of it."""
        asked = json.loads(about)
        tempfile.tempdir = asked["folder"]
        form = FORMATS[asked["format"]]
        try:
            quads = parsed(body, form, NAME, apart=False)
        except Unreadable as error:
            raise Unanswerable("unreadable", str(error)) from error
        try:
            return self._report(quads, body, form, asked, send)
        except OSError as error:
            if error.errno not in FULL and not any(
                f"(os error {one})" in str(error) for one in FULL
            ):
                raise
            raise Unanswerable("disk", "the disk is full") from error

    def _report(
        self, quads: tuple[Quad | Triple, ...], body: bytes, form: RdfFormat, asked: Any, send: Send
    ) -> tuple[bytes, bytes]:
        given = Untrusted(NAME, body, form, quads)
        engine = engine_for("fast", len(quads))
        report = validate(
            quads,
            self.base,
            engine=engine,
            name=NAME,
            sha256=given.sha256,
            tied_only=not asked["all"],
        )
        report = placed(report, NAME, given.lines)
        text = RENDERINGS[asked["form"]](report, asked["language"]).encode()
        last = max(0, len(text) - 1) // PART * PART
        for start in range(0, last, PART):
            send(text[start : start + PART])
        return report.verdict.encode(), text[last:]
