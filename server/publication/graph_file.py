"""The file of a graph that is served, and what a build has left beside it."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from graph_build.errors import RusfeltError, Unreadable
from graph_build.reading.ordinary_file import check_ordinary
from graph_build.snapshot import MANIFEST
from server.workers.body import Nameless, nameless
from shapes.findings.report import Report
from shapes.rendering.json_report import REPORT_JSON, read_report

Identity = tuple[int, int, int]
COPIED = 1 << 20  # bytes at once


def identify(path: Path) -> Identity:
    """What changes when a file is replaced; Unreadable where there is no ordinary one."""
    check_ordinary(path, str(path))
    found = path.stat()
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


@dataclass(frozen=True)
class OwnCopy:
    """The bytes that a graph file had at one moment, in a file without a name that nobody else can change.

    `digest`: their SHA-256 in hexadecimal; `identity`: of the file that was copied.
    """

    file: Nameless
    size: int
    digest: str
    identity: Identity

    @classmethod
    def of(cls, graph: Path) -> Self:
        """Copy a file; Unreadable where it cannot be read or stored, or changes meanwhile."""
        identity, digest = identify(graph), sha256()
        try:
            file = nameless()
            with graph.open("rb") as original:
                while part := original.read(COPIED):
                    digest.update(part)
                    while part:
                        part = part[file.write(part) :]
        except OSError as error:
            raise Unreadable(f"{graph}: cannot be read and copied ({error.strerror})") from error
        if identify(graph) != identity:
            raise Unreadable(f"{graph}: changed while it was read")
        return cls(file, file.tell(), digest.hexdigest(), identity)

    @property
    def path(self) -> Path:
        """Where this process, and one that inherits `descriptor`, can open it again."""
        return Path(f"/proc/self/fd/{self.descriptor}")

    @property
    def descriptor(self) -> int:
        """The open file."""
        return self.file.fileno()


def report_beside(graph: Path, digest: str) -> Report | None:
    """The report of a graph with this hash; None where there is none, or it is of another graph."""
    try:
        report = read_report((graph.parent / REPORT_JSON).read_bytes())
    except (OSError, Unreadable):
        return None
    return report if report.subject.sha256 == digest else None
