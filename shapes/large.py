"""Validates a large line-based file: its statements are read as often as needed, and never all held."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import BlankNode, Quad, RdfFormat, Store, Triple, parse

from graph_build.errors import Unreadable
from shapes.data import Data
from shapes.definitions import load_shapes
from shapes.evidence import Places
from shapes.report import Report, Subject
from shapes.setwise import Progress, run_setwise_file
from shapes.untrusted import content_of, first_lines, located, refuse_odd_bytes
from shapes.validating import report_of


@dataclass(frozen=True)
class LargeFile:
    """An N-Triples or N-Quads file that was read once and is what it is said to be."""

    path: Path
    name: str
    form: RdfFormat
    sha256: str
    size: int
    blank: bool

    @property
    def quads(self) -> Iterator[Quad | Triple]:
        """Its statements, read anew."""
        return iter(parse(path=str(self.path), format=self.form))

    def lines(self, subjects: Iterable[str]) -> Mapping[str, int]:
        """The first line of each subject."""
        with self.path.open("rb") as file:
            return first_lines(file, subjects)


def read_large(path: Path, name: str, form: RdfFormat, max_size: int) -> LargeFile | None:
    """The file, checked from end to end; Unreadable as for any other. None where it has triple terms to refuse."""
    content = content_of(path, name, max_size)
    refuse_odd_bytes(content, name)
    if b"<<" in content:
        return None
    digest, size, blank = sha256(content).hexdigest(), 0, False
    try:
        for quad in parse(content, format=form):
            size += 1
            blank = (
                blank or isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
            )
    except (SyntaxError, ValueError, MemoryError) as error:
        raise Unreadable(located(error, name, form)) from error
    return LargeFile(path, name, form, digest, size, blank) if size else None


def validate_large(
    given: LargeFile, base: str, places: Callable[[], Places], progress: Progress
) -> Report:
    """The report of `validate`, from the fast engine."""
    shapes, store = load_shapes(base), Store()
    run = run_setwise_file(given.path, shapes, progress)
    if given.blank:  # bulk_load would give blank nodes other labels than the results have
        store.bulk_extend(quad if isinstance(quad, Quad) else Quad(*quad) for quad in given.quads)
    else:
        store.bulk_load(path=str(given.path), format=given.form)
    subject = Subject(given.name, given.sha256, given.size)
    return report_of(run, Data(store, base), shapes, places, subject)
