"""Validates a large line-based file: its statements are read as often as needed, and never all held."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse

from graph_build.errors import Unreadable
from shapes.data import Data
from shapes.definitions import load_shapes
from shapes.engines.setwise import Progress, run_setwise_file
from shapes.evidence import Places
from shapes.report import Report, Subject
from shapes.untrusted import content_of, first_lines, located, refuse_odd_bytes
from shapes.validating import report_of


@dataclass(frozen=True)
class LargeFile:
    """An N-Triples or N-Quads file, its hash, and how many lines of it are statements."""

    path: Path
    name: str
    form: RdfFormat
    sha256: str
    size: int

    @property
    def quads(self) -> Iterator[Quad | Triple]:
        """Its statements, read anew."""
        return iter(parse(path=str(self.path), format=self.form))

    def lines(self, subjects: Iterable[str]) -> Mapping[str, int]:
        """The first line of each subject."""
        with self.path.open("rb") as file:
            return first_lines(file, subjects)


def read_large(path: Path, name: str, form: RdfFormat, max_size: int) -> LargeFile | None:
    """The file, not yet parsed; Unreadable as for any other. None where it has no statement, or triple terms to refuse."""
    content = content_of(path, name, max_size)
    refuse_odd_bytes(content, name)
    size = sum(1 for line in content.splitlines() if line.strip() and not line.startswith(b"#"))
    if b"<<" in content or not size:
        return None
    return LargeFile(path, name, form, sha256(content).hexdigest(), size)


def validate_large(
    given: LargeFile, base: str, places: Callable[[], Places], progress: Progress
) -> Report:
    """The report of `validate`, from the fast engine; Unreadable where the file is not what its name says."""
    shapes = load_shapes(base)
    try:
        run, data = run_setwise_file(given.path, shapes, progress)
    except (SyntaxError, ValueError, MemoryError) as error:
        raise Unreadable(located(error, given.name, given.form)) from error
    subject = Subject(given.name, given.sha256, given.size)
    return report_of(run, Data(data.store, base), shapes, places, subject)
