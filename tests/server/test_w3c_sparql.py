"""Every test of queries of the W3C suites, through the running server over a graph of the suites' data.

One server a suite holds each data file as a named graph; a test chooses its dataset by the parameters
of the protocol. To count the tests of a suite (or of a folder), the known failures as xfailed:
`pytest tests/test_w3c_sparql.py -v -k "sparql10 and not engine and not formats"`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple

from tests.server.served import serving
from tests.w3c import known
from tests.w3c.judging import (
    JSON,
    NTRIPLES,
    Differs,
    answered,
    asked_alone,
    judge,
    media_type,
    send,
)
from tests.w3c.manifests import SUITES, Case, cases, folders, write_data
from tests.w3c.results import Result, Table, Term, read, same

ROOT = Path(__file__).resolve().parents[3] / "shared" / "w3c"
CASES = cases(ROOT)
MISSING = "the W3C suites are not part of the project (no ../shared/w3c)"
OTHER_RESULTS = ("application/sparql-results+xml", "text/csv", "text/tab-separated-values")
OTHER_TRIPLES = ("text/turtle", "application/rdf+xml", "application/ld+json", "application/n-quads")  # fmt: skip


def chosen(choice: Callable[[Case], bool]) -> list[object]:
    """The tests of a choice, known failures marked as such; where the suites are missing, one that is skipped."""
    found: list[object] = []
    for case in filter(choice, CASES):
        reason = known.FAILURES.get(case.name)
        mark = pytest.mark.xfail(raises=Differs, strict=True, reason=str(reason))
        found.append(pytest.param(case, id=case.name, marks=[mark] if reason else []))
    return found or [pytest.param(None, marks=pytest.mark.skip(reason=MISSING))]


@pytest.fixture(scope="module")
def data(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The data of each suite."""
    if not (shared / "w3c").is_dir():
        pytest.skip(MISSING)
    files = {}
    for suite in SUITES:
        files[suite] = tmp_path_factory.mktemp("w3c") / f"{suite}.nq"
        write_data(ROOT, suite, files[suite])
    return files


@pytest.fixture(scope="module")
def clients(data: Mapping[str, Path], host: str) -> Iterator[Mapping[str, httpx.Client]]:
    """A client for the server of each suite."""
    with ExitStack() as stack:
        yield {
            suite: stack.enter_context(serving("--graph", str(file), kind=host)).client
            for suite, file in data.items()
        }


@pytest.fixture(scope="module")
def stores(data: Mapping[str, Path]) -> Mapping[str, Store]:
    """The same data in the engine, without a server."""
    found = {}
    for suite, file in data.items():
        found[suite] = Store()
        found[suite].bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    return found


def suite_of(case: Case) -> str:
    return case.name.partition("/")[0]


@pytest.mark.parametrize(
    "case", chosen(lambda case: case.kind == "legal" and case.name not in known.REFUSED)
)
def test_a_legal_query_is_answered(case: Case, clients: Mapping[str, httpx.Client]) -> None:
    judge(case, answered(send(clients[suite_of(case)], case, media_type(case))))


@pytest.mark.parametrize("case", chosen(lambda case: case.kind == "illegal"))
def test_an_illegal_query_is_refused_as_no_query(
    case: Case, clients: Mapping[str, httpx.Client]
) -> None:
    judge(case, answered(send(clients[suite_of(case)], case, media_type(case))))


@pytest.mark.parametrize(
    "case", chosen(lambda case: case.kind == "evaluated" and case.name not in known.REFUSED)
)
def test_an_answer_is_the_one_of_the_suite(case: Case, clients: Mapping[str, httpx.Client]) -> None:
    judge(case, answered(send(clients[suite_of(case)], case, media_type(case))))


@pytest.mark.parametrize("case", chosen(lambda case: case.name in known.REFUSED))
def test_a_request_to_others_is_refused_by_policy(
    case: Case, clients: Mapping[str, httpx.Client]
) -> None:
    response = send(clients[suite_of(case)], case, media_type(case))
    assert response.status_code == 400
    assert response.text.startswith("SERVICE is not allowed")


@pytest.mark.parametrize("case", chosen(lambda case: case.name in known.FAILURES))
def test_what_is_known_to_fail_fails_in_the_engine(case: Case, stores: Mapping[str, Store]) -> None:
    judge(case, asked_alone(stores[suite_of(case)], case))


def in_csv(result: Result) -> Result:
    """What CSV tells of a result."""
    if not isinstance(result, Table):
        return result
    rows = []
    for row in result.rows:
        texts = {name: row.get(name, Literal("")) for name in result.variables}
        rows.append(
            {k: v if isinstance(v, BlankNode) else Literal(v.value) for k, v in texts.items()}
        )
    return Table(result.variables, rows)


@pytest.mark.parametrize(
    "folder",
    sorted({case.name.rpartition("/")[0] for case in CASES if case.kind == "evaluated"})
    or [pytest.param("", marks=pytest.mark.skip(reason=MISSING))],
)
def test_all_formats_say_the_same(folder: str, clients: Mapping[str, httpx.Client]) -> None:
    client = clients[folder.partition("/")[0]]
    for case in CASES:
        if case.name.rpartition("/")[0] != folder or case.name in known.REFUSED:
            continue
        plain = answered(send(client, case, f"{JSON}, {NTRIPLES}", "GET"))
        if plain.status == 400:
            continue
        result = read(plain.body, plain.media_type)
        for kind in OTHER_TRIPLES if isinstance(result, frozenset) else OTHER_RESULTS:
            other = answered(send(client, case, kind, "GET"))
            assert other.media_type.partition(";")[0] == kind
            wanted = in_csv(result) if kind == "text/csv" else result
            assert same(read(other.body, kind), wanted, ordered=True), (case.name, kind)


def test_no_test_of_the_suites_is_left_out(shared: Path) -> None:
    if not CASES:
        pytest.skip(MISSING)
    assert Counter(map(suite_of, CASES)) == known.TOTALS
    run = {case.name.rpartition("/")[0] for case in CASES}
    every = {str(folder.relative_to(shared / "w3c")) for folder in folders(shared / "w3c")}
    assert run | set(known.NOT_APPLICABLE) == every
    assert not run & set(known.NOT_APPLICABLE)


def test_what_is_known_names_tests_of_the_suites_once() -> None:
    if not CASES:
        pytest.skip(MISSING)
    listed = [*known.FAILURES, *known.BY_VALUE, *known.REFUSED]
    assert len(set(listed)) == len(listed)
    assert set(listed) <= {case.name for case in CASES}


A, B, S = BlankNode("a"), BlankNode("b"), NamedNode("urn:s")
INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
ONE, ALSO_ONE = (Literal(text, datatype=INTEGER) for text in ("1", "01"))
AB, BA = [{"x": A}, {"x": B}], [{"x": B}, {"x": A}]
SAME = {
    "another order": ([{"x": S}, {"x": ONE}], [{"x": ONE}, {"x": S}], {}),
    "other blank nodes": ([{"x": A, "y": A}, {"x": B}], [{"x": B, "y": B}, {"x": A}], {}),
    "other blank nodes in order": (AB, BA, {"ordered": True}),
    "fewer, where that is allowed": ([{"x": S}], [{"x": S}, {"x": S}], {"lax": True}),
    "a number by value": ([{"x": ONE}], [{"x": ALSO_ONE}], {"by_value": True}),
}
NOT_SAME = {
    "one row more": ([{"x": S}], [{"x": S}, {"x": S}], {}),
    "an order that counts": ([{"x": S}, {"x": ONE}], [{"x": ONE}, {"x": S}], {"ordered": True}),
    "one blank node for two": ([{"x": A}, {"x": A}], AB, {}),
    "two blank nodes for one": (AB, [{"x": A}, {"x": A}], {}),
    "one blank node for two in order": ([{"x": A}, {"x": A}], AB, {"ordered": True}),
    "a value for none": ([{"x": S, "y": S}], [{"x": S}], {}),
    "more, where fewer are allowed": ([{"x": S}, {"x": S}], [{"x": S}], {"lax": True}),
    "none of a row, where fewer are allowed": ([{"x": S}], [{"x": S}, {"x": A}], {"lax": True}),
    "a number by term": ([{"x": ONE}], [{"x": ALSO_ONE}], {}),
    "a text for a number by value": ([{"x": Literal("1")}], [{"x": ONE}], {"by_value": True}),
}
VARIABLES = frozenset({"x", "y"})


@pytest.mark.parametrize(
    ("left", "right", "how", "wanted"),
    [(*pair, True) for pair in SAME.values()] + [(*pair, False) for pair in NOT_SAME.values()],
    ids=[*SAME, *NOT_SAME],
)
def test_results_are_told_apart(
    left: list[dict[str, Term]], right: list[dict[str, Term]], how: dict[str, bool], wanted: bool
) -> None:
    found = same(Table(VARIABLES, left), Table(VARIABLES, right), **{"ordered": False, **how})
    assert found is wanted


def test_results_of_other_kinds_and_variables_are_told_apart() -> None:
    empty, more = Table(frozenset({"x"}), []), Table(VARIABLES, [])
    graph, other = (frozenset({Triple(S, S, node)}) for node in (A, S))
    renamed = frozenset({Triple(S, S, B)})
    results: list[Result] = [True, False, empty, more, graph, other, frozenset()]
    for place, left in enumerate(results):
        for at, right in enumerate(results):
            assert same(left, right, ordered=True) is (place == at), (left, right)
    assert same(graph, renamed, ordered=False)
