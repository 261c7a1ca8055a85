"""`rusfelt validate`."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

import click

from graph_build.errors import Unreadable
from graph_build.layers.builder import valid_base
from graph_build.reading.fact_index import facts_of
from rusfelt.commands import options
from rusfelt.help_text import example
from rusfelt.terminal import tell, write
from shapes.findings.file_places import placed
from shapes.findings.report import Report
from shapes.graphs.base import other_base
from shapes.graphs.large_file import LargeFile, read_large
from shapes.graphs.subject_lines import LINES
from shapes.graphs.terms import last_part
from shapes.graphs.untrusted import (
    FORMATS,
    MAX_SIZE,
    Untrusted,
    content_of,
    format_of,
    name_of,
    printable,
    read_untrusted,
)
from shapes.rendering.json_report import read_report
from shapes.rendering.renderings import RENDERINGS
from shapes.rendering.text import as_text
from shapes.validation import LARGE, engine_for, fast
from shapes.validation import validate as validate_graph

Given = Untrusted | LargeFile
# About LARGE statements of 150 bytes: the size is known before anything is read.
LARGE_BYTES = 15_000_000
# Columns: below, lines break in words; above, the eye loses the line.
NARROW, WIDE = 60, 120


@click.command(
    epilog=example(
        "rusfelt validate somebody.ttl --language en",
        "rusfelt validate new.nq --changed old.nq --format json",
    )
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(RENDERINGS)),
    default="text",
    show_default=True,
    help="Form of the report.",
)
@options.language("Language of text, html, junit and sarif; the others have all three.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Write the report here, not to standard output.",
)
@click.option(
    "--input-format",
    type=click.Choice(sorted(FORMATS)),
    help="Format of FILE; else its ending tells. Needed for standard input (-).",
)
@click.option(
    "--max-size",
    default=MAX_SIZE,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="Largest FILE that is read, in MB.",
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "reference", "fast"]),
    default="auto",
    show_default=True,
    help=f"fast: for large graphs; reference: pySHACL in all; auto: fast above {LARGE:,} statements. The results are the same.",
)
@options.sources
@click.option(
    "--changed",
    metavar="OLD",
    type=click.Path(path_type=Path),
    help="Check only what the change from OLD to FILE can touch (N-Quads or N-Triples).",
)
@click.option(
    "--report",
    "old_report",
    type=click.Path(path_type=Path),
    help="With --changed: the JSON report on OLD; the report is then on all of FILE.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Judge nodes too that nothing ties to the model's terms, such as the concepts of another thesaurus.",
)
@options.base_iri
def validate(
    file: Path, form: str, language: str, output: Path | None, input_format: str | None,
    max_size: int, engine: str, sources: Path | None, changed: Path | None,
    old_report: Path | None, everything: bool, base_iri: str,
) -> int:  # fmt: skip
    """Validate any RDF file with the project's shapes.

    Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML. Nothing is fetched: no import, no remote
    context, no entity. Only what is tied to the model's terms is judged, with --changed whatever the
    change can touch. A file with none of these terms is told so: nothing in it was checked.
    """
    base = valid_base(base_iri)
    if changed is not None:
        report = _of_change(changed, file, base, max_size, old_report)
    elif old_report is not None:
        raise click.UsageError("--report goes with --changed")
    else:
        given, report = _validated(
            file, input_format, max_size, engine, sources, base, tied_only=not everything
        )
        if not report.focus_nodes:
            tell(_nothing(given, base_iri, report.unjudged))
        elif report.unjudged:
            tell(f"{given.name}: {_left_out(report.unjudged)}")
    written = _rendered(report, form, language, to_file=output is not None)
    if output is None:
        write(written)
    else:
        _write(output, written)
    # A change that touches nothing leaves the graph as it was.
    well = report.conforms if changed is not None else report.verdict == "conforms"
    return 0 if well else 1


def _of_change(old: Path, new: Path, base: str, max_size: int, old_report: Path | None) -> Report:
    """The report on what a change can touch; what it did is told on stderr."""
    # Imported here, as the fast engine is elsewhere: it takes long to load.
    from shapes.incremental.change_report import validate_changed

    known = None
    if old_report is not None:
        text = content_of(old_report, name_of(old_report), max_size)
        known = read_report(text, name_of(old_report))
        if known.unjudged:
            raise Unreadable(
                f"{name_of(old_report)}: has left nodes unjudged ({known.unjudged}); make it with --all"
            )
    outcome = validate_changed(old, new, base, max_size, partial(facts_of, base), known)
    tell(outcome.told())
    return outcome.report


def _validated(
    path: Path,
    input_format: str | None,
    max_size: int,
    engine: str,
    sources: Path | None,
    base: str,
    *,
    tied_only: bool,
) -> tuple[Given, Report]:
    """What was read, and the report on it."""
    places = partial(facts_of, base)
    alone = engine != "reference" and sources is None
    large = _large(path, input_format, max_size) if alone else None
    if large is not None:
        return large, _large_report(large, base, tied_only=tied_only)
    given = read_untrusted(path, input_format, max_size)
    chosen = engine_for(engine, len(given.quads))
    with _progress() if chosen is fast else nullcontext() as progress:
        report = validate_graph(
            given.quads,
            base,
            places=places,
            engine=partial(fast, progress=progress) if chosen is fast else chosen,
            name=given.name,
            sha256=given.sha256,
            sources=sources,
            tied_only=tied_only,
        )
    return given, placed(report, given.name, given.lines)


def _large_report(large: LargeFile, base: str, *, tied_only: bool) -> Report:
    # Imported here: the fast engine takes as long to load as a small graph takes to validate.
    from shapes.large_validation import validate_large

    with _progress() as progress:
        report = validate_large(large, base, partial(facts_of, base), progress, tied_only=tied_only)
    return placed(report, large.name, large.lines)


def _large(path: Path, input_format: str | None, max_size: int) -> LargeFile | None:
    """The file, where it is a large one with a statement a line; None for all others."""
    form = format_of(path, input_format)
    if form not in LINES or not path.is_file() or path.stat().st_size < LARGE_BYTES:
        return None
    return read_large(path, name_of(path), form, max_size)


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar on stderr, where that is a terminal."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=1, label="validating", file=sys.stderr, hidden=hidden) as bar:

        def progress(done: int, total: int, what: str) -> None:
            bar.length, bar.label = total, f"validating {last_part(what)}".strip()
            bar.update(done - bar.pos)

        yield progress


def _rendered(report: Report, form: str, language: str, *, to_file: bool) -> str:
    if form == "text" and not to_file and sys.stdout.isatty():
        width = min(WIDE, max(NARROW, shutil.get_terminal_size().columns))
        return as_text(report, language, width, colour=True)
    return RENDERINGS[form](report, language)


def _write(output: Path, text: str) -> None:
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Unreadable(f"{output}: cannot be written ({error.strerror})") from error


def _left_out(unjudged: int) -> str:
    nodes = "1 node" if unjudged == 1 else f"{unjudged} nodes"
    return f"{nodes} that nothing ties to the model's terms not judged; --all judges them"


def _nothing(given: Given, base: str, unjudged: int) -> str:
    told = f"{given.name}: none of the model's classes is used; nothing was checked"
    if unjudged:
        told += f" ({_left_out(unjudged)})"
    other = other_base(given.quads, base)
    if other is None:
        return told
    return f"{told}; it seems to use the model's terms under {printable(other)}: try --base-iri {printable(other)}"
