"""The report that a build left beside the graph."""

from hashlib import sha256
from pathlib import Path

from graph_build.errors import Unreadable
from shapes.rendering.as_json import REPORT_JSON, read_report
from shapes.report import Report


def report_beside(graph: Path) -> tuple[str, Report | None]:
    """The hash of a graph file, and its report: None where there is none, or it is of another graph."""
    digest = sha256()
    try:
        with graph.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    except OSError as error:
        raise Unreadable(f"{graph}: cannot be read ({error.strerror})") from error
    try:
        report = read_report((graph.parent / REPORT_JSON).read_bytes())
    except (OSError, Unreadable):
        return digest.hexdigest(), None
    return digest.hexdigest(), report if report.subject.sha256 == digest.hexdigest() else None
