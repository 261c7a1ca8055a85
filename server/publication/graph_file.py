"""The file of a graph that is served, and what a build has left beside it."""

import json
from hashlib import sha256
from pathlib import Path

from graph_build.errors import RusfeltError, Unreadable
from graph_build.snapshot import MANIFEST
from shapes.findings.report import Report
from shapes.rendering.json_report import REPORT_JSON, read_report

Identity = tuple[int, int, int]


def identify(path: Path) -> Identity:
    """What changes when a file is replaced; Unreadable where there is none."""
    try:
        found = path.stat()
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({error.strerror})") from error
    return found.st_ino, found.st_mtime_ns, found.st_size


def refuse_unfit(graph: Path) -> None:
    """RusfeltError where the manifest beside a graph does not say that it conforms."""
    manifest = graph.with_name(MANIFEST)
    try:
        about = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(f"{manifest}: cannot be read; build again") from error
    if not isinstance(about, dict) or about.get("conforms") is not True:
        raise RusfeltError(
            f"{graph} does not conform or was not validated (see report.ttl); "
            f"serve it by name with --graph {graph}"
        )


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
