"""Validation of large graphs: core constraints by a compiled engine, SPARQL constraints one query each."""

import os
import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import rdflib
from pyoxigraph import Literal, QuerySolution, QuerySolutions, RdfFormat, Store, parse
from rdflib.namespace import SH
from rdflib.term import URIRef

from shapes.engines.calendar_values import MOST_DIGITS
from shapes.engines.core_engine import LONG_YEAR, as_file, run_core
from shapes.engines.focus import count_focus_nodes, focus_pattern
from shapes.engines.forms import Few, SetForm, Unsupported, set_form
from shapes.engines.results import Failure, Result, Run, sorted_failures, sorted_results
from shapes.engines.shapes_graph import Shapes, SparqlConstraint
from shapes.graphs.canonical_literals import canonical
from shapes.graphs.lexical_store import LexicalStore, lexical_store
from shapes.graphs.skos_entailment import MARK

Progress = Callable[[int, int, str], None]
SPARQL = str(SH.SPARQLConstraintComponent)
READING, CORE = "reading", "core"
# Blank nodes, SKOS, and what may be a day of a long year.
MARKS = re.compile(b'_:|%s|"%s' % (re.escape(MARK), LONG_YEAR.encode()))
LONGEST = max(len('"-') + MOST_DIGITS + 1, len(MARK)) - 1
AS_TEXT = "the data writes numbers or dates otherwise than the store, and the query reads how"


def silent(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""


def run_setwise(
    data: LexicalStore, shapes: Shapes, progress: Progress = silent, text: Path | None = None
) -> Run:
    """Check `data` against all shapes, with the results of the reference.

    `text` is an N-Quads or N-Triples file of the same triples without blank nodes, if there is
    one. A constraint in a form that cannot be asked about all focus nodes at once is a failure.
    `progress(done, total, what)` is told of each step.
    """
    total = 1 + len(shapes.sparql)
    progress(0, total, CORE)
    with (
        nullcontext(text)
        if text and not data.blank
        else as_file(data.triples(), data.blank) as path
    ):
        results, failures = run_core(path, shapes.graph)
    sparql, unable = run_sparql(data, shapes, lambda done, what: progress(1 + done, total, what))
    progress(total, total, "")
    return _run(results | sparql, failures | unable, data.store, shapes)


def run_setwise_file(
    path: Path, shapes: Shapes, progress: Progress = silent
) -> tuple[Run, LexicalStore]:
    """The same for an N-Quads or N-Triples file, which both engines read at the same time; and the data as read.

    The compiled one has let go of it before the store has all of it.
    """
    if differs_from_its_data(path):
        data = read(path)
        return run_setwise(data, shapes, progress), data
    total = 1 + len(shapes.sparql)
    progress(0, total, READING)
    with ThreadPoolExecutor(1) as beside:
        # A thread is enough: the compiled engine works without the interpreter while the store reads.
        core = beside.submit(run_core, path, shapes.graph)
        data = read(path)
        results, failures = core.result()
    sparql, unable = run_sparql(data, shapes, lambda done, what: progress(1 + done, total, what))
    progress(total, total, "")
    return _run(results | sparql, failures | unable, data.store, shapes), data


def _run(results: set[Result], failures: set[Failure], store: Store, shapes: Shapes) -> Run:
    return Run(
        results=sorted_results(results),
        failures=sorted_failures(failures),
        focus_nodes=count_focus_nodes(store, shapes.graph),
    )


def read(path: Path) -> LexicalStore:
    """An N-Quads or N-Triples file, all graphs as one."""
    form = RdfFormat.N_TRIPLES if path.suffix == ".nt" else RdfFormat.N_QUADS
    return lexical_store(parse(path=str(path), format=form))


def differs_from_its_data(path: Path) -> bool:
    """Whether a file may have what the compiled engine is given otherwise, or what more follows from."""
    with path.open("rb") as file:
        before = b""
        while block := file.read(1 << 20):
            if MARKS.search(before + block):
                return True
            # The mark may lie across the end of a block.
            before = block[-LONGEST:]
    return False


def run_sparql(
    data: LexicalStore, shapes: Shapes, progress: Callable[[int, str], None]
) -> tuple[set[Result], set[Failure]]:
    """Results of the SPARQL constraints, and those that could not be run."""
    results, failures = set[Result](), set[Failure]()
    # Threads, since the store releases the interpreter's lock (GIL) while it evaluates. pyparsing, which
    # reads the queries, keeps its state in globals, so each is read in this thread, while those before
    # it are being answered.
    with ThreadPoolExecutor(os.cpu_count()) as together:
        asked = list[tuple[SparqlConstraint, Future[set[Result]]]]()
        for constraint in shapes.sparql:
            try:
                if not is_off(shapes.graph, constraint):
                    readable_form(data, constraint)
            except Exception as error:  # the parser's exceptions have no common base
                failures.add(Failure.of(constraint.shape, error))
                continue
            answer = together.submit(constraint_results, data, shapes.graph, constraint)
            asked.append((constraint, answer))
        for number, (constraint, answer) in enumerate(asked):
            progress(number, constraint.shape)
            try:
                results |= answer.result()
            except Exception as error:  # nor have the store's
                failures.add(Failure.of(constraint.shape, error))
    return results, failures


def constraint_results(
    data: LexicalStore, shapes: rdflib.Graph, constraint: SparqlConstraint, few: Few | None = None
) -> set[Result]:
    """Results of one constraint: for all its focus nodes, or a few of them."""
    shape = URIRef(constraint.shape)
    if is_off(shapes, constraint):
        return set()
    form = readable_form(data, constraint)
    rows = data.store.query(form.about(focus_pattern(data.store, shapes, shape), few))
    assert isinstance(rows, QuerySolutions)
    names = [variable.value for variable in rows.variables]
    path = shapes.value(shape, SH.path)
    return {_result(row, names, constraint, path) for row in rows if row["this"] is not None}


def is_off(shapes: rdflib.Graph, constraint: SparqlConstraint) -> bool:
    """Whether a constraint, or its shape, is switched off."""
    off = (SH.deactivated, rdflib.Literal(True))
    return any((URIRef(node), *off) in shapes for node in (constraint.shape, constraint.node))


def readable_form(data: LexicalStore, constraint: SparqlConstraint) -> SetForm:
    """The form of the constraint; Unsupported where it would read values as the store writes them."""
    form = set_form(constraint.select)
    if data.rewritten and form.by_text & (data.rewritten | {None}):
        raise Unsupported(AS_TEXT)
    return form


def _result(
    row: QuerySolution, names: list[str], constraint: SparqlConstraint, path: object
) -> Result:
    focus = str(row["this"])
    value = row["value"] if "value" in names else None
    found = row["path"] if "path" in names else None
    # A node shape's result has the focus node for its value, where the query names none (SHACL, 5.3.2).
    otherwise = focus if path is None else None
    return Result(
        focus=focus,
        path=str(found) if found is not None else None if path is None else f"<{path}>",
        value=otherwise
        if value is None
        else str(canonical(value) if isinstance(value, Literal) else value),
        shape=constraint.shape,
        component=SPARQL,
        severity=constraint.severity,
    )
