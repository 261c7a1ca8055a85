from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, Triple, parse
from rdflib.namespace import RDF, SH
from rdflib.term import Node, URIRef

from ontology import DEFAULT_BASE
from shapes.engines.reference import run_reference
from shapes.engines.results import Run
from shapes.engines.set_engine import run_setwise
from shapes.engines.shapes_graph import Shapes, load_shapes
from shapes.graphs.lexical_store import lexical_store
from shapes.graphs.rdflib_graphs import rdflib_graph, shown
from tests.some import some

pytestmark = pytest.mark.deep

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")
# What describes a report, not what a shape demands.
OF_REPORTS = {
    SH[name]
    for name in (
        "conforms", "result", "focusNode", "resultPath", "resultSeverity", "resultMessage", "detail",
        "sourceConstraint", "sourceConstraintComponent", "sourceShape", "value",
    )
}  # fmt: skip
TARGETS = {SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf}
# Tests of the suite; those that demand what our shapes demand; those that also choose focus nodes as ours do.
TESTS, OUR_CONSTRAINTS, OUR_KIND = 121, 65, 16
# What does not pass, and why: this, and nothing else.
KNOWN = {
    "reference": {
        "core/property/uniqueLang-002": 'pySHACL takes sh:uniqueLang "1" for "true"; the suite does not',
        "sparql/node/prefixes-001": "the prefixes of imported ontologies are not given to the query",
        "sparql/pre-binding/shapesGraph-001": "pySHACL has no $shapesGraph, which SHACL leaves open",
    },
    "set-wise": {
        "sparql/node/prefixes-001": "the prefixes of imported ontologies are not given to the query",
        "sparql/pre-binding/pre-binding-001": "refused: a group compares $this, which it does not bind",
        "sparql/pre-binding/pre-binding-002": "refused: likewise",
        "sparql/pre-binding/pre-binding-003": "refused: likewise",
        "sparql/pre-binding/pre-binding-004": "refused: likewise",
        "sparql/pre-binding/pre-binding-005": "refused: likewise",
        "sparql/pre-binding/pre-binding-007": "refused: likewise",
        "sparql/pre-binding/shapesGraph-001": "refused: $shapesGraph",
        "sparql/property/sparql-001": "refused: $PATH",
    },
}


@dataclass(frozen=True)
class Case:
    """A test of the suite: data, shapes, and what must be found (None: that it cannot be run)."""

    name: str
    data: tuple[Triple, ...]
    shapes: Shapes
    expected: frozenset[tuple[str, ...]] | None

    @property
    def beyond(self) -> set[Node]:
        """What it uses of SHACL and our shapes do not."""
        ours = set(load_shapes(DEFAULT_BASE).graph.predicates())
        return {one for one in self.shapes.graph.predicates() if one in SH} - ours


ENGINES: dict[str, Callable[[Case], Run]] = {
    "reference": lambda case: run_reference(rdflib_graph(case.data), case.shapes),
    "set-wise": lambda case: run_setwise(lexical_store(case.data), case.shapes),
}


def read(path: Path) -> tuple[Triple, ...]:
    """The triples of a file, literals as they are written."""
    quads = parse(path=str(path), format=RdfFormat.TURTLE, base_iri=f"file://{path}")
    return tuple(quad.triple for quad in quads)


@cache
def cases(folder: Path) -> tuple[Case, ...]:
    return tuple(_cases(folder))


def _cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.rglob("*.ttl")):
        graph = rdflib_graph(read(path))
        for test in graph.subjects(RDF.type, SHT.Validate):
            action, result = graph.value(test, MF.action), graph.value(test, MF.result)
            data = Path(str(graph.value(action, SHT.dataGraph)).removeprefix("file://"))
            shapes = Path(str(graph.value(action, SHT.shapesGraph)).removeprefix("file://"))
            demanded = rdflib.Graph()
            for triple in rdflib_graph(read(shapes)):
                if triple[1] not in OF_REPORTS:
                    demanded.add(triple)
            yield Case(
                name=str(path.relative_to(folder).with_suffix("")),
                data=read(data),
                shapes=Shapes(demanded),
                expected=None if result == SHT.Failure else frozenset(_expected(graph, result)),
            )


def _expected(graph: rdflib.Graph, report: Node | None) -> Iterator[tuple[str, ...]]:
    for result in graph.objects(report, SH.result):
        one = dict(graph.predicate_objects(result))
        path, value = one.get(SH.resultPath), one.get(SH.value)
        yield (
            shown(one[SH.focusNode]),
            str(one[SH.sourceConstraintComponent]),
            str(one[SH.resultSeverity]).rsplit("#", 1)[1],
            shown(path) if isinstance(path, URIRef) else "",
            "" if value is None else shown(value),
        )


def found(run: Run) -> frozenset[tuple[str, ...]] | None:
    """What the suite compares; of paths, those that are a property."""
    if run.failures:
        return None
    return frozenset(
        (one.focus, one.component, one.severity, _property(one.path), one.value or "")
        for one in run.results
    )


def _property(path: str | None) -> str:
    return path if path and path.startswith("<") and path.index(">") == len(path) - 1 else ""


@pytest.fixture(scope="module")
def suite(shared: Path) -> tuple[Case, ...]:
    """The W3C SHACL test suite; skips where it is missing."""
    folder = shared / "w3c" / "shacl"
    if not folder.is_dir():
        pytest.skip("the W3C SHACL test suite is not part of the project (no ../shared/w3c/shacl)")
    return cases(folder)


@pytest.mark.parametrize("engine", some(ENGINES))
def test_the_w3c_suite_passes_but_for_what_is_known(suite: tuple[Case, ...], engine: str) -> None:
    failed = {case.name for case in suite if found(ENGINES[engine](case)) != case.expected}
    assert failed == set(KNOWN[engine])


@pytest.mark.parametrize("engine", some(ENGINES))
def test_a_test_that_does_not_pass_set_wise_is_refused_not_wrong(
    suite: tuple[Case, ...], engine: str
) -> None:
    wrong = {
        case.name for case in suite if found(ENGINES[engine](case)) not in (case.expected, None)
    }
    assert wrong == ({"core/property/uniqueLang-002"} if engine == "reference" else set())


@pytest.mark.parametrize("engine", ENGINES)
def test_the_tests_of_what_our_shapes_use_pass(suite: tuple[Case, ...], engine: str) -> None:
    ours = [case for case in suite if not case.beyond]
    failed = {case.name for case in ours if found(ENGINES[engine](case)) != case.expected}
    # Our constraints do not use $PATH, which no property of a shape tells.
    assert failed == ({"sparql/property/sparql-001"} if engine == "set-wise" else set())


@pytest.mark.deep
def test_the_suite_has_as_many_tests_as_the_decision_record_says(suite: tuple[Case, ...]) -> None:
    constraints = [case for case in suite if case.beyond <= TARGETS]
    ours = [case for case in suite if not case.beyond]
    assert (len(suite), len(constraints), len(ours)) == (TESTS, OUR_CONSTRAINTS, OUR_KIND)
