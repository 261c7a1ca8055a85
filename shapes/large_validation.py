"""Validates a large line-based file with the fast engine, which reads it from the disk."""

from collections.abc import Callable

from graph_build.errors import Unreadable
from graph_build.fact_place import FactPlaces
from shapes.engines.set_engine import Progress, run_setwise_file
from shapes.engines.shapes_graph import load_shapes
from shapes.findings.report import Report, Subject
from shapes.graphs.content_kind import LOOKED_AT, other_kind
from shapes.graphs.data_graph import DataGraph
from shapes.graphs.large_file import LargeFile
from shapes.graphs.untrusted import OPTION, located
from shapes.validation import report_of


def validate_large(
    given: LargeFile,
    base: str,
    places: Callable[[], FactPlaces],
    progress: Progress,
    *,
    tied_only: bool = False,
) -> Report:
    """The report of `validate`, from the fast engine; Unreadable where the file is not what its name says."""
    shapes = load_shapes(base)
    try:
        run, data = run_setwise_file(given.path, shapes, progress)
    except (SyntaxError, ValueError, MemoryError) as error:
        with given.path.open("rb") as file:
            kind = other_kind(file.read(LOOKED_AT), given.form, OPTION)
        raise Unreadable(located(error, given.name, given.form) + kind) from error
    subject = Subject(given.name, given.sha256, given.size)
    data_graph = DataGraph(base, data.store)
    return report_of(run, data_graph, shapes, places, subject, tied_only=tied_only)
