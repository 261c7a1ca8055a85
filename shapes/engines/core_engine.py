"""The core constraints of SHACL, run by the compiled engine `shacl`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize
from rdflib.namespace import SH, XSD

from shapes.engines.calendar_values import MOST_DIGITS
from shapes.engines.parts import core_only, parts
from shapes.engines.reference import run_pyshacl
from shapes.engines.results import Failure, Result
from shapes.engines.shapes_graph import Shapes
from shapes.graphs.rdflib_graphs import rdflib_graph

try:
    import shacl
except ImportError:  # it has no wheel for Linux on other processors than x86-64 (pyproject.toml)
    shacl = None  # type: ignore[assignment]

BLANK = re.compile(r"_:\S+")
# The engine gives blank nodes names of its own; a shape beside ours finds out which they are.
NAMES = "urn:blank-node-names"
NAMING = f"""
<{NAMES}> <{SH.targetSubjectsOf}> <{NAMES}> .
<{NAMES}> <{SH.path}> <{NAMES}> .
<{NAMES}> <{SH.nodeKind}> <{SH.Literal}> .
<{NAMES}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{SH.PropertyShape}> .
"""

# A day of a year with more digits than a machine's number has makes the engine panic. It has no value for the store
# either, so it may as well stand behind this, which no day begins with.
LONG_YEAR = f"-?[0-9]{{{MOST_DIGITS + 1}}}"
NO_DAY = "urn:no-day:"
DAYS = (NamedNode(str(XSD.date)), NamedNode(str(XSD.dateTime)))


def run_core(text: Path, shapes: rdflib.Graph) -> tuple[set[Result], set[Failure]]:
    """Results of the core constraints of `shapes` on an N-Triples or N-Quads file, all graphs as one.

    Where the engine fails, each shape is run by itself, to tell which one it is. Where it is not installed,
    pySHACL does the same in minutes instead of seconds.
    """
    bare = _core(shapes, len(shapes))
    if shacl is None:
        run = run_pyshacl(
            rdflib_graph(parse(path=str(text), format=RdfFormat.N_QUADS)), Shapes(bare)
        )
        return set(run.results), set(run.failures)
    try:
        return set(_run(text, bare)), set()
    # The engine is compiled Rust: a panic reaches Python as BaseException, past `except Exception`.
    except BaseException as error:  # a panic of the engine is no Exception
        _raise_if_asked_to_stop(error)
    results, failures = set[Result](), set[Failure]()
    for shape, part in parts(bare):
        try:
            results |= set(_run(text, part))
        except BaseException as error:
            _raise_if_asked_to_stop(error)
            failures.add(Failure.of(shape, error))
    return results, failures


def _raise_if_asked_to_stop(error: BaseException) -> None:
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
        raise error


def _run(text: Path, shapes: rdflib.Graph) -> Iterator[Result]:
    found = _compiled(shapes, len(shapes)).validate_file(str(text)).results
    names = {one.value: one.focus_node for one in found if one.source_shape == f"<{NAMES}>"}
    for one in found:
        if one.source_shape != f"<{NAMES}>":
            yield _result(one, names)


# An rdflib graph hashes by its identifier, not its content; the size in the key tells one that was added to. Two are
# kept, the shapes of the run and the part that is tried alone.
@lru_cache(maxsize=2)
def _compiled(shapes: rdflib.Graph, _size: int) -> "shacl.Shapes":
    """The engine's shapes; a graph is told from what it was before by its size."""
    return shacl.Shapes.from_text(shapes.serialize(format="nt") + NAMING, "ntriples")


@lru_cache(maxsize=2)
def _core(shapes: rdflib.Graph, _size: int) -> rdflib.Graph:
    return core_only(shapes)


def _result(one: "shacl.Result", names: Mapping[str | None, str]) -> Result:
    return Result(
        focus=_named(one.focus_node, names),
        path=one.path,
        value=None if one.value is None else _named(one.value, names),
        shape=(one.source_shape or "").strip("<>"),
        component=one.component_iri,
        severity=one.severity,
    )


def _named(term: str, names: Mapping[str | None, str]) -> str:
    """The term as it is in the data: a blank node by its name there."""
    name = names.get(term) if term.startswith("_:") else None
    if name is not None:
        return "_:" + name[1:-1].removeprefix(f"{NAMES}:")
    return '"' + term.removeprefix(f'"{NO_DAY}') if term.startswith(f'"{NO_DAY}') else term


@contextmanager
def as_file(triples: Iterable[Triple], blank: bool) -> Iterator[Path]:
    """The triples in a temporary N-Triples file, blank nodes with their names if there are `blank` ones."""
    with TemporaryDirectory(prefix="rusfelt-") as folder:
        path = Path(folder) / "data.nt"
        readable = map(_readable, triples)
        serialize(_with_names(readable) if blank else readable, str(path), RdfFormat.N_TRIPLES)
        yield path


def _readable(triple: Triple) -> Triple:
    value = triple.object
    if isinstance(value, Literal) and value.datatype in DAYS and re.match(LONG_YEAR, value.value):
        value = Literal(NO_DAY + value.value, datatype=value.datatype)
        return Triple(triple.subject, triple.predicate, value)
    return triple


def _with_names(triples: Iterable[Triple]) -> Iterator[Triple]:
    seen = set[BlankNode]()
    for triple in triples:
        yield triple
        for term in (triple.subject, triple.object):
            if isinstance(term, BlankNode) and term not in seen:
                seen.add(term)
                yield Triple(NamedNode(f"{NAMES}:{term.value}"), NamedNode(NAMES), term)
