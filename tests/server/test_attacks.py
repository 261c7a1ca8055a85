"""A server over the real graph under attack: it answers cleanly, serves the others, and keeps nothing.

The tables of what is sent are in `tests/server/attacks`. After each test the server must answer a lookup at once,
by the same process, and must not have connected to the listener that the requests name.
"""

import contextlib
import http.client
import itertools
import json
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_build.layers.builder import BuiltGraph
from server.queries.saved_query import saved_queries
from tests.server.attacks import past_the_gate
from tests.server.attacks.bombs import BOMBS, cross
from tests.server.attacks.graphs import GRAPHS
from tests.server.attacks.judging import ROOT, Answer, faults
from tests.server.attacks.messages import ASK, MESSAGES, get, post
from tests.server.attacks.nesting import NESTS, depth
from tests.server.attacks.processes import Held, end, held, pid_of, until, zombies
from tests.server.attacks.sockets import Listener, answers, connected, heard, listening, sent
from tests.server.served import Served, serving
from tests.some import some

ROWS, ANSWER_BYTES, LIMIT_BYTES, NESTING = 20_000, 4_000_000, 1_000_000, 64
OPTIONS = ("--body-timeout", "8", "--timeout", "3", "--memory-mb", "128", "--answer-mb", "4", "--rows", str(ROWS),
           "--validate-memory-mb", "512", "--validate-timeout", "5")  # fmt: skip
DIRECT = {"Content-Type": "application/sparql-query"}
THING = "<https://rusfelt.example/id/observation/000-low-threshold-after>"
LOOKUP = f"SELECT ?p ?o {{ {THING} ?p ?o }}"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {cross(3)} }}"
EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o }"
QUERY_STATUSES = (200, 400, 413, 504)
AT_ONCE = 2.0
HALF = 60
SEED = 5
FEW = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
numbers = itertools.count()


@dataclass
class Attacked:
    """The server, and what it was before the first attack and after a first round."""

    server: Served
    listener: Listener
    log: Path
    serving: int = 0
    before: Held = field(init=False)
    level: Held = field(init=False)

    @property
    def address(self) -> str:
        """Where it listens."""
        return self.server.address


@pytest.fixture(scope="module")
def graph(built: BuiltGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("attacked") / "rusfelt.nq"
    file.write_bytes(built.nquads)
    return file


@pytest.fixture(scope="module")
def attacked(graph: Path) -> Iterator[Attacked]:
    log = graph.with_name("access.log")
    with (
        listening() as listener,
        serving("--graph", str(graph), *OPTIONS, "--access-log", str(log)) as server,
    ):
        found = Attacked(server, listener, log, pid_of(server, "serving"))
        lookup(server.address)
        found.before = held(server)
        first_round(found)
        found.level = held(server)
        yield found


@pytest.fixture(scope="module", autouse=True)
def half_sent(
    attacked: Attacked,
) -> Iterator[tuple[float, list[socket.socket], list[socket.socket]]]:
    """Since when, requests whose headers are not whole, and such whose bodies are not; open during all tests."""
    opened, heads, bodies = time.monotonic(), [], []
    body = post(b"ASK{} # " + b"a" * 1_000)
    for _ in range(HALF):
        heads.append(connected(attacked.address))
        heads[-1].sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-")
        bodies.append(connected(attacked.address))
        bodies[-1].sendall(body[:-500])
    yield opened, heads, bodies
    for channel in (*heads, *bodies):
        channel.close()


@pytest.fixture(autouse=True)
def unharmed(attacked: Attacked) -> Iterator[None]:
    """After each test: others are served at once, by the same process; nobody was connected to."""
    yield
    begun = time.monotonic()
    lookup(attacked.address)
    assert time.monotonic() < begun + AT_ONCE
    assert pid_of(attacked.server, "serving") == attacked.serving
    assert attacked.listener.heard == 0


@pytest.fixture
def victim(graph: Path) -> Iterator[Served]:
    """A server for one test that may break it."""
    with serving("--graph", str(graph), *OPTIONS) as server:
        lookup(server.address)
        yield server


def lookup(address: str, patience: float = 10) -> None:
    """A new connection gets the answers to a ping and to a query that nobody has asked before."""
    host = urlsplit(address).netloc
    target = "/sparql?query=" + quote(f"{LOOKUP} # {next(numbers)}")
    with contextlib.closing(http.client.HTTPConnection(host, timeout=patience)) as connection:
        for path, told in (("/healthz", b"ok"), (target, b"bindings")):
            connection.request("GET", path)
            answer = connection.getresponse()
            assert answer.status == 200
            assert told in answer.read()


def ask(
    address: str, query: str | bytes, seconds: float = 1, accept: str = "text/csv, text/turtle"
) -> Answer:
    """The answer to a query, sent as it is."""
    content = query.encode() if isinstance(query, str) else query
    headers = {**DIRECT, "Accept": accept}
    response = httpx.post(
        f"{address}/sparql?timeout={seconds:g}", content=content, headers=headers, timeout=30
    )
    return Answer.of(response)


# Of the queries that take too much, those that `make test` asks: the others are in `make test-deep`.
FEW_BOMBS = [*BOMBS][::3]


def first_round(attacked: Attacked) -> None:
    """Some of everything that takes memory, and then rest."""
    queries = [BOMBS[name][0] for name in FEW_BOMBS] + [f"{EVERYTHING} LIMIT 9000"]
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda query: ask(attacked.address, query, 0.5), queries))
    kind, text = GRAPHS["a graph that says nothing"][:2]
    httpx.post(
        f"{attacked.address}/validate", content=text, headers={"Content-Type": kind}, timeout=30
    )
    rested(attacked.server)


def rested(server: Served) -> None:
    until(lambda: server.metric("rusfelt_queries_active") == 0, 10, "no query is active")
    until(lambda: not zombies(server), 5, "the dead are buried")


# Deep nesting.


DEEPER = [pytest.param(levels, marks=pytest.mark.deep) for levels in (10, 100, 1_000)]


@pytest.mark.parametrize("levels", [60, 50_000, *DEEPER])
@pytest.mark.parametrize("kind", some(NESTS, first=5))
def test_any_depth_of_nesting_is_answered_or_refused(
    kind: str, levels: int, attacked: Attacked
) -> None:
    query = NESTS[kind](levels)
    expected = {200, 400, 413, 504}
    if len(query) > LIMIT_BYTES:
        expected = {413}
    elif depth(query) > NESTING or levels == 50_000:
        expected = {400}
    elif levels == 10:
        expected = {200}
    seconds = 3 if levels == 10 else 0.5
    assert faults(ask(attacked.address, query, seconds), expected) == []


GROUPS = ("FILTER EXISTS {", "{", "{SELECT * {", "{} UNION {", "?a ?b ?c MINUS {", "OPTIONAL {",
          "GRAPH ?g {", "{BIND(1 AS ?x) ", "{VALUES ?x {1} ", "FILTER NOT EXISTS {")  # fmt: skip
TERMS = ("(", "!(", "STR(", "IF(true, 1, ", "1 IN (", "1 + (", "EXISTS {FILTER(", "COALESCE(?y, ")


@FEW
@given(
    st.lists(st.sampled_from(GROUPS), max_size=80), st.lists(st.sampled_from(TERMS), max_size=80)
)
def test_nesting_of_mixed_kinds_is_answered_or_refused(
    attacked: Attacked, groups: list[str], terms: list[str]
) -> None:
    before = "".join(groups) + " FILTER(" + "".join(terms)
    query = f"ASK {{ {before} 1 {closing(before)} }}"
    expected = {400} if depth(query) > NESTING else {200, 413, 504}
    assert faults(ask(attacked.address, query, 0.5), expected) == []


def closing(text: str) -> str:
    """The brackets that are still open, closed."""
    pairs = {"(": ")", "{": "}"}
    opened = list[str]()
    for sign in text:
        if sign in pairs:
            opened.append(pairs[sign])
        elif opened and sign == opened[-1]:
            opened.pop()
    return "".join(reversed(opened))


# Queries that take too much.


def said_to(attacked: Attacked, names: Sequence[str], seconds: float) -> Mapping[str, Answer]:
    """The answers to the bombs of these names, some at a time, each with so many seconds."""
    with ThreadPoolExecutor(4) as threads:
        said = threads.map(lambda name: ask(attacked.address, BOMBS[name][0], seconds), names)
        return dict(zip(names, said, strict=True))


# Which take more memory than they may before their time is over hangs on how busy the machine is: those have more time.
GIVEN_UP = {"deadline": 504, "memory": 413}


@pytest.mark.parametrize(
    ("names", "seconds", "reasons"),
    some([(FEW_BOMBS, 0.6, ["deadline"]), ([*BOMBS], 1.5, [*GIVEN_UP])]),
    ids=["some", "all"],
)
def test_a_query_that_takes_too_much_is_given_up_with_a_word(
    names: Sequence[str], seconds: float, reasons: Sequence[str], attacked: Attacked
) -> None:
    said = said_to(attacked, names, seconds)
    found = {name: faults(said[name], BOMBS[name][1]) for name in names}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    statuses = Counter(answer.status for answer in said.values())
    for reason in reasons:
        counted = attacked.server.metric("rusfelt_queries_ended_total", reason=reason)
        assert counted > 0, statuses[GIVEN_UP[reason]]


def test_a_browser_is_told_by_a_page(attacked: Attacked) -> None:
    for query in (ENDLESS, "SELECT", NESTS["groups"](1_000)):
        answer = ask(attacked.address, query, 0.5, accept="text/html")
        assert faults(answer, {400, 413, 504}, page=True) == []


# Answers that are too large.


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_the_last_row_that_may_be_is_sent_and_one_more_is_refused(
    form: str, attacked: Attacked
) -> None:
    def rows(count: int) -> Answer:
        query = {"query": f"SELECT (1 AS ?x) {{ ?s ?p ?o }} LIMIT {count}", "format": form}
        return Answer.of(httpx.get(f"{attacked.address}/sparql", params=query, timeout=30))

    most, more = rows(ROWS), rows(ROWS + 1)
    assert faults(most, {200}) == []
    assert most.body.count(b"1") >= ROWS
    assert faults(more, {413}) == []
    assert b"rows" in more.body


SIGNS = {"json": ',{\\"', "xml": "<result>", "csv": '\\n\\"\\n', "tsv": "\\n"}


@pytest.mark.parametrize("form", SIGNS)
def test_a_value_that_looks_like_many_rows_is_one(form: str, attacked: Attacked) -> None:
    query = f'SELECT ?x {{ VALUES ?x {{ "{SIGNS[form] * (ROWS + 10)}" "b" }} }}'
    answer = httpx.post(
        f"{attacked.address}/sparql", data={"query": query, "format": form}, timeout=30
    )
    assert faults(Answer.of(answer), {200}) == []


@pytest.mark.parametrize("form", ["json", "xml", "nt", "turtle", "rdf"])
def test_an_answer_of_too_many_bytes_is_refused_as_a_whole(form: str, attacked: Attacked) -> None:
    all_rows = f"{EVERYTHING} LIMIT {ROWS}"
    long = "x" * 1_000
    query = (
        f'CONSTRUCT {{ ?s <urn:a> ?x }} {{ {{ ?s ?p ?o }} BIND (CONCAT(STR(?o), "{long}") AS ?x) }}'
    )
    params = {"query": all_rows if form in ("json", "xml") else query, "format": form}
    answer = Answer.of(httpx.get(f"{attacked.address}/sparql", params=params, timeout=30))
    assert faults(answer, {413}) == []
    assert f"{ANSWER_BYTES} bytes".encode() in answer.body


@pytest.mark.parametrize("packing", ["identity", "gzip", "br"])
def test_a_large_answer_is_whole(packing: str, attacked: Attacked) -> None:
    params = {"query": f"{EVERYTHING} LIMIT 9000", "format": "csv"}
    headers = {"Accept-Encoding": packing}
    answer = Answer.of(
        httpx.get(f"{attacked.address}/sparql", params=params, headers=headers, timeout=30)
    )
    assert faults(answer, {200}) == []
    assert len(answer.body) > 1_000_000


# Requests that are odd, or no HTTP.


@pytest.mark.parametrize("name", MESSAGES)
def test_an_odd_request_gets_a_whole_answer(name: str, attacked: Attacked) -> None:
    message = MESSAGES[name]
    found = answers(sent(attacked.address, message.data))
    assert len(found) == 1
    if message.ours:
        assert faults(found[0], message.right, page=message.page) == []
        assert "x" not in found[0].headers
    else:
        assert (found[0].status in message.right, found[0].body) == (True, b"")


def test_requests_in_one_go_are_answered_in_their_order(attacked: Attacked) -> None:
    asked = [f"ASK{{ FILTER({n % 3} = 0) }} #{'x' * n}".encode() for n in range(20)]
    requests = [post(query).replace(b"Connection: close\r\n", b"") for query in asked]
    found = answers(sent(attacked.address, b"".join(requests) + get(b"/healthz")))
    assert [faults(answer, {200}) for answer in found] == [[]] * 21
    booleans = [json.loads(answer.body)["boolean"] for answer in found[:-1]]
    assert booleans == [n % 3 == 0 for n in range(20)]


def test_a_redirect_carries_no_header_of_the_client(attacked: Attacked) -> None:
    for target in (b"/questions?lang=%0d%0aX:%20y", b"//evil.example/%2e%2e", b"/id/source/000"):
        said = sent(attacked.address, get(target).replace(b"localhost", b"evil.example"))
        (answer,) = answers(said)
        assert answer.status in (302, 303, 404)
        assert "x" not in answer.headers
        assert "evil.example" not in str(answer.headers)


NAMES = st.sampled_from(
    ["Accept", "Accept-Encoding", "Accept-Language", "If-None-Match", "Content-Type", "Host", "Range",
     "Cookie", "X-Forwarded-For", "Expect", "Origin", "Access-Control-Request-Method", "X-A"]
)  # fmt: skip
VALUES = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=60)  # fmt: skip
LIKELY = st.lists(st.sampled_from(["*/*", "text/csv", "gzip", "br", "*", ";q=", "0", ".5", ",", "nb", '"', "\\", "=", " "]), max_size=12).map("".join)  # fmt: skip


@FEW
@given(st.lists(st.tuples(NAMES, VALUES | LIKELY), max_size=8), st.sampled_from(["GET", "POST"]))
def test_any_headers_get_a_clean_answer(
    attacked: Attacked, headers: list[tuple[str, str]], method: str
) -> None:
    lines = [f"{name}: {value.strip()}".encode("latin-1") for name, value in headers]
    data = get(ASK, *lines) if method == "GET" else post(b"ASK{}", *lines)
    said = sent(attacked.address, data)
    (answer,) = answers(said)
    is_page = any(name == "Accept" for name, _ in headers) and "text/html" in said.decode("latin-1")
    assert faults(answer, {200, 304, 400, 406, 415}, page=is_page) == []


@FEW
@given(st.lists(st.sampled_from(["/", ".", "..", "%2e", "%00", "%ff", "id", "doc", "def", "graph", "static",
                                 "sources", "sparql", "?", "&", "=", "nb", "000", "%25", "%0a", "ø", ";", ":", "@"]), max_size=12).map("".join))  # fmt: skip
def test_any_path_gets_a_clean_answer(attacked: Attacked, path: str) -> None:
    (answer,) = answers(sent(attacked.address, get(b"/" + path.encode())))
    found = faults(answer, {200, 302, 303, 308, 400, 404, 406})
    assert found == []


@FEW
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "query",
                    "format",
                    "timeout",
                    "default-graph-uri",
                    "named-graph-uri",
                    "update",
                    "a",
                ]
            ),
            st.sampled_from(["ASK{}", "csv", "1", "urn:a", "http://[", "%", "", "\x00", "é"])
            | st.text(max_size=20),
        ),
        max_size=6,
    )
)
def test_any_form_gets_a_clean_answer(attacked: Attacked, fields: list[tuple[str, str]]) -> None:
    form = "&".join(f"{name}={quote(value.encode('utf-8', 'replace'))}" for name, value in fields)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    response = httpx.post(
        f"{attacked.address}/sparql", content=form.encode(), headers=headers, timeout=30
    )
    assert faults(Answer.of(response), {200, 400, 406}) == []


# Nonsense.


@contextlib.contextmanager
def asker(address: str) -> Iterator[Callable[[bytes], Answer]]:
    """Asks over one connection that is kept."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)

    def asked(query: bytes) -> Answer:
        headers = {**DIRECT, "Accept": "text/csv, text/turtle"}
        connection.request("POST", "/sparql?timeout=0.5", query, headers)
        answer = connection.getresponse()
        body = answer.read()
        return Answer(answer.status, {n.lower(): v for n, v in answer.getheaders()}, body)

    with contextlib.closing(connection):
        yield asked


def found_by_asking(address: str, queries: list[bytes]) -> list[tuple[bytes, list[str], int]]:
    """Of each query what is wrong with its answer, and the status; asked one after the other."""
    found = []
    with asker(address) as asked:
        for query in queries:
            answer = asked(query)
            found.append((query, faults(answer, QUERY_STATUSES), answer.status))
    return found


def asked_by_four(address: str, queries: list[bytes]) -> Counter[int]:
    """The statuses of all answers, all of them clean."""
    with ThreadPoolExecutor(4) as threads:
        parts = [queries[start::4] for start in range(4)]
        found = list(
            itertools.chain(*threads.map(lambda part: found_by_asking(address, part), parts))
        )
    assert [(query, wrong) for query, wrong, _ in found if wrong] == []
    assert len(found) == len(queries)
    return Counter(status for _, _, status in found)


WORDS = [*"{}()[].,;*+?|^!=<>/-&@#\"'\\$_:%", " ", "\n", "\r", "\t", "\x00", "\ufeff", "\U0001f600", "ø",
         "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "FROM", "NAMED", "GRAPH", "UNION", "OPTIONAL", "MINUS",
         "FILTER", "BIND", "VALUES", "EXISTS", "NOT", "AS", "ORDER", "BY", "GROUP", "HAVING", "LIMIT", "DISTINCT",
         "PREFIX", "BASE", "COUNT", "STR", "IN", "a", "?x", "?y", "<urn:a>", "a:b", "_:c", "1", "1.5", "1e9", "'''",
         '"""', '"a"@nb', "^^", "&&", "||", "\\u0041", "\\U00110000", "\\uD800", "true", "UNDEF", "SEPARATOR"]  # fmt: skip


@pytest.mark.parametrize("parts", [3, pytest.param(10, marks=pytest.mark.deep)])
def test_thousands_of_random_queries_are_answered_one_by_one(
    parts: int, attacked: Attacked
) -> None:
    chance = random.Random(SEED)
    queries = [chance.randbytes(chance.randrange(200)) for _ in range(400 * parts)]
    queries += ["".join(chr(chance.choice((*range(128), 0xE5, 0x2028, 0x1F600))) for _ in
                        range(chance.randrange(100))).encode() for _ in range(200 * parts)]  # fmt: skip
    queries += [
        " ".join(chance.choices(WORDS, k=chance.randrange(40))).encode() for _ in range(200 * parts)
    ]
    queries += [
        ("SELECT * { " + " ".join(chance.choices(WORDS, k=chance.randrange(12))) + " } LIMIT 5").encode()
        for _ in range(200 * parts)
    ]  # fmt: skip
    statuses = asked_by_four(attacked.address, queries)
    assert statuses[400] > 900 * parts
    assert statuses[200] > parts  # some are queries


def test_random_bytes_on_the_socket_hurt_nobody(attacked: Attacked) -> None:
    chance, lines = random.Random(SEED), [get(ASK), post(b"ASK{}"), b""]
    for _ in range(400):
        data = bytearray(chance.choice(lines) + chance.randbytes(chance.randrange(100)))
        for _ in range(chance.randrange(8)):
            at = chance.randrange(len(data) + 1)
            data[at:at] = chance.randbytes(2)
        try:
            said = sent(attacked.address, bytes(data), over=True)
        except ConnectionResetError:
            continue  # it was no request, and there were bytes that nobody has read
        assert said == b"" or said.startswith(b"HTTP/1.")
        with contextlib.suppress(HTTPException):  # cut where the connection was closed
            assert 500 not in [answer.status for answer in answers(said)]


def spoilt(text: str, chance: random.Random) -> str:
    """A query of which some tokens are lost, doubled, swapped or moved."""
    tokens = re.findall(r"\w+|\s+|[^\w\s]", text)
    for _ in range(chance.randrange(1, 4)):
        at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        how = chance.randrange(4)
        if how == 0:
            del tokens[at]
        elif how == 1:
            tokens.insert(at, tokens[at])
        elif how == 2:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        else:
            tokens.insert(at, tokens[other])
    return "".join(tokens)


@pytest.mark.deep
def test_saved_queries_are_answered_or_refused_however_spoilt(attacked: Attacked) -> None:
    chance = random.Random(SEED)
    texts = [saved.text for saved in saved_queries().values()]
    queries = [spoilt(text, chance).encode() for text in texts for _ in range(12)]
    statuses = asked_by_four(attacked.address, queries)
    assert statuses[200] > 30
    assert statuses[400] > 30


# No way out.


OUTWARD = (
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?u {{ <{url}> }} SERVICE ?u {{ ?s ?p ?o }} }}",
    "SELECT * {{ {{ SELECT * {{ OPTIONAL {{ \\u0053ervice <{url}> {{ ?s ?p ?o }} }} }} }} }}",
    "LOAD <{url}>",
    "LOAD SILENT <{url}> INTO GRAPH <urn:g>",
    "SELECT * {{}} ; LOAD <{url}>",
    "INSERT DATA {{ <urn:a> <urn:b> <urn:c> }}",
)
INWARD = (
    "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * {{ GRAPH <{url}> {{ ?s ?p ?o }} }}",
    "DESCRIBE <{url}>",
    "BASE <{url}> SELECT * FROM <a> {{ ?s ?p ?o }}",
    'ASK {{ <{url}> <{url}> <{url}> FILTER(IRI("{url}") = <{url}>) }}',
    "ASK FROM <file:///etc/passwd> {{ ?s ?p ?o }}",
)


@pytest.mark.parametrize("query", OUTWARD)
def test_a_query_that_would_ask_others_or_change_anything_is_refused(
    query: str, attacked: Attacked
) -> None:
    answer = ask(attacked.address, query.format(url=attacked.listener.url))
    assert faults(answer, {400}) == []


@pytest.mark.parametrize("query", INWARD)
def test_a_name_of_a_graph_or_a_thing_is_only_a_name(query: str, attacked: Attacked) -> None:
    answer = ask(attacked.address, query.format(url=attacked.listener.url))
    assert faults(answer, {200}) == []


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_of_the_protocol_is_only_a_name(name: str, attacked: Attacked) -> None:
    for url in (attacked.listener.url, "file:///etc/passwd"):
        params = {"query": "SELECT * { ?s ?p ?o }", name: url}
        answer = httpx.get(f"{attacked.address}/sparql", params=params, timeout=30)
        assert faults(Answer.of(answer), {200}) == []
        assert answer.json()["results"]["bindings"] == []
        stored = httpx.get(f"{attacked.address}/graphs", params={"graph": url}, timeout=30)
        assert faults(Answer.of(stored), {404}) == []


def test_an_address_of_another_host_is_not_gone_to(attacked: Attacked) -> None:
    url = attacked.listener.url.encode()
    host = urlsplit(url).netloc
    for data in (
        get(url),
        get(host, method=b"CONNECT"),
        get(b"/id/source/000", b"X-Forwarded-Host: " + host, b"Forwarded: host=" + host),
        get(b"/sparql?query=ASK%7B%7D&callback=" + url, b"Referer: " + url, b"Origin: " + url),
    ):
        (answer,) = answers(sent(attacked.address, data))
        assert answer.status in (200, 303, 404, 405)
        assert host.decode() not in str(answer.headers)


LONG_TO_READ = ("elements in elements", "19 MB of one triple")


@pytest.mark.parametrize(
    "name",
    some(
        [
            pytest.param(one, marks=pytest.mark.deep if one in LONG_TO_READ else ())
            for one in GRAPHS
        ],
        first=5,
    ),
)
def test_a_graph_to_validate_is_data_and_nothing_else(name: str, attacked: Attacked) -> None:
    kind, text, expected = GRAPHS[name]
    content = text.replace(b"LISTENER", attacked.listener.url.encode())
    headers = {"Content-Type": kind, "Accept": "text/plain"}
    answer = httpx.post(
        f"{attacked.address}/validate", content=content, headers=headers, timeout=30
    )
    assert faults(Answer.of(answer), expected) == []


CONFINED = (("network",), ("descriptors",), ("network", "descriptors"))


def past(query: str, *confinements: str) -> int:
    command = [sys.executable, "-m", past_the_gate.__name__, query, *confinements]
    return subprocess.run(command, cwd=ROOT, timeout=30).returncode


@pytest.mark.parametrize("silent", ["", "SILENT"])
@pytest.mark.parametrize(
    "confinements", some([(one,) for one in CONFINED], first=2), ids=" and ".join
)
def test_past_the_gate_a_worker_connects_to_nobody(
    confinements: tuple[str, ...], silent: str
) -> None:
    with listening() as listener:
        status = past(f"SELECT * {{ SERVICE {silent} <{listener.url}> {{ ?s ?p ?o }} }}", *confinements)  # fmt: skip
        assert listener.heard == 0
    if status == past_the_gate.NO_NETWORK_TO_LEAVE:
        pytest.skip("this system lets nobody leave its network")
    assert status == (past_the_gate.ANSWERED if silent else past_the_gate.NOT_ANSWERED)


def test_past_the_gate_only_the_confinement_keeps_a_worker_in() -> None:
    with listening() as listener:
        past(f"SELECT * {{ SERVICE SILENT <{listener.url}> {{ ?s ?p ?o }} }}")
        assert listener.heard > 0


def test_the_workers_that_serve_are_so_confined(attacked: Attacked) -> None:
    outside = Path("/proc/self/ns/net").readlink()
    has_namespaces = past("ASK {}", "network") != past_the_gate.NO_NETWORK_TO_LEAVE

    def confined(worker: Path) -> bool:
        try:
            limits = (worker / "limits").read_text(encoding="ascii")
            few = re.search(r"Max open files +4 +4 ", limits) is not None
            held = len(list((worker / "fd").iterdir())) == 4
            return (
                few and held and not (has_namespaces and (worker / "ns/net").readlink() == outside)
            )
        except FileNotFoundError:  # it has just ended
            return False

    def all_confined() -> bool:
        """Of one moment: a worker that was forked a moment ago is not yet, one that ended has no folder."""
        kinds = attacked.server.processes()
        workers = [Path("/proc") / str(pid) for pid, kind in kinds.items() if kind == "worker"]
        return bool(workers) and all(confined(one) for one in workers)

    until(all_confined, 10, "all workers are confined")


# Clients that are slow, many, or gone.


@pytest.mark.deep
@pytest.mark.alone
def test_slow_readers_keep_nobody_waiting(attacked: Attacked) -> None:
    query = quote(f"{EVERYTHING} LIMIT 9000")
    request = get(f"/sparql?format=csv&query={query}".encode())
    whole = sent(attacked.address, request)
    (answer,) = answers(whole)
    assert faults(answer, {200}) == []
    with contextlib.ExitStack() as stack:
        slow = [stack.enter_context(connected(attacked.address, 4_096)) for _ in range(40)]
        for channel in slow:
            channel.sendall(request)
        begun, read = time.monotonic(), [b""] * len(slow)
        while time.monotonic() < begun + 3:
            read = [part + channel.recv(1) for part, channel in zip(read, slow, strict=True)]
            for _ in range(20):
                started = time.monotonic()
                lookup(attacked.address)
                assert time.monotonic() < started + AT_ONCE
        last = answers(read[0] + heard(slow[0]))  # with patience it gets the same as all others
        assert [one.body for one in last] == [answer.body]


def test_a_client_that_leaves_frees_its_worker(attacked: Attacked) -> None:
    server = attacked.server

    def left() -> float:
        return server.metric("rusfelt_queries_ended_total", reason="client-left")

    before = left()
    request = get(b"/sparql?query=" + quote(f"{ENDLESS} # who leaves").encode())
    channels = [connected(server.address) for _ in range(4)]
    for number, channel in enumerate(channels):
        channel.sendall(request.replace(b"leaves", b"leaves%d" % number))
    until(lambda: server.metric("rusfelt_queries_active") == 4, 1.5, "all four are asked")
    for channel in channels:
        channel.close()
    until(lambda: server.metric("rusfelt_queries_active") == 0, 1, "nobody is asked any more")
    assert left() == before + 4


@pytest.mark.deep
@pytest.mark.alone
def test_forty_clients_that_ask_without_end_leave_lookups_answered(attacked: Attacked) -> None:
    over, said = threading.Event(), Counter[int]()

    def greedy(number: int) -> None:
        with httpx.Client(base_url=attacked.address, timeout=30) as client:
            while not over.is_set():
                query = {"query": f"{ENDLESS} # {number} {next(numbers)}"}
                answer = Answer.of(client.get("/sparql", params=query))
                assert faults(answer, {503, 504}) == []
                said[answer.status] += 1
                if answer.status == 503:
                    time.sleep(0.1)

    with ThreadPoolExecutor(40) as threads:
        running = [threads.submit(greedy, number) for number in range(40)]
        time.sleep(0.5)
        begun, looked_up = time.monotonic(), 0
        try:
            while time.monotonic() < begun + 4:
                lookup(attacked.address)
                looked_up += 1
        finally:
            over.set()
    for one in running:
        one.result()
    assert looked_up > 8
    assert said[504] + said[503] > 0
    rested(attacked.server)


# What must not be kept, nor hold up the others.


def long_graph(number: int) -> bytes:
    body = f"query=ASK{{}}&default-graph-uri=urn:😀{'a' * 900_000}{number}".encode()
    return post(body, kind=b"application/x-www-form-urlencoded")


def long_format(number: int) -> bytes:
    body = f"query=ASK{{}}&format=😀{'a' * 900_000}{number}".encode()
    return post(body, kind=b"application/x-www-form-urlencoded")


def long_header(name: bytes, value: bytes) -> Callable[[int], bytes]:
    return lambda number: get(
        ASK + b"%%23%d" % number, name + b": " + value + b";a=" + b"a" * 380_000 + b"%d" % number
    )


def long_comment(number: int) -> bytes:
    return post(f"ASK {{}} # 😀{'a' * 190_000}{number}".encode())


HOARDS: Mapping[str, tuple[Callable[[int], bytes], int]] = {
    "names of graphs": (long_graph, 30),
    "names of formats": (long_format, 30),
    "Accept": (long_header(b"Accept", b"*/*"), 150),
    "Accept-Encoding": (long_header(b"Accept-Encoding", b"gzip"), 150),
    "queries": (long_comment, 200),
}
CACHE_MB, GROWTH_MB = 5, 25


@pytest.mark.deep
@pytest.mark.parametrize("name", HOARDS)
def test_what_clients_send_is_not_hoarded(name: str, graph: Path) -> None:
    data, times = HOARDS[name]
    with serving("--graph", str(graph), "--cache-mb", str(CACHE_MB)) as server:
        for number in range(10):
            sent(server.address, data(number))
        before = held(server).serving
        for number in range(10, times):
            sent(server.address, data(number))
        assert held(server).serving < before + GROWTH_MB


STALLS = {
    "Accept": b"Accept: " + b"a," * 190_000,
    "Accept-Encoding": b"Accept-Encoding: " + b"a," * 190_000,
    "Content-Type": b"Content-Type: application/sparql-query" + b";a=b" * 95_000,
}
STALL = 0.1


@pytest.mark.parametrize("name", STALLS)
def test_a_header_of_any_length_holds_up_nobody(name: str, attacked: Attacked) -> None:
    """The shortest of three hold-ups: the machine may be slow once, not thrice."""

    def hold_up() -> float:
        longest, over = 0.0, threading.Event()
        with ThreadPoolExecutor(1) as threads:
            data = get(ASK, STALLS[name]) if name != "Content-Type" else post(b"ASK{}", kind=STALLS[name][14:])  # fmt: skip
            done = threads.submit(sent, attacked.address, data)
            done.add_done_callback(lambda _: over.set())
            while not over.is_set():
                begun = time.monotonic()
                sent(attacked.address, get(b"/healthz"))
                longest = max(longest, time.monotonic() - begun)
            done.result()
        return longest

    assert min(hold_up() for _ in range(3)) < STALL


# Processes that are killed.


class Lookups:
    """Four clients that look up, and try again at once; `lost` has when an answer was not 200."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.lost, self.answered = list[tuple[float, str]](), list[float]()
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._look_up) for _ in range(4)]

    def __enter__(self) -> "Lookups":
        for thread in self.threads:
            thread.start()
        until(lambda: len(self.answered) > 20, 10, "lookups are answered")
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _look_up(self) -> None:
        while not self.over.is_set():
            try:
                lookup(self.address, 20)
                self.answered.append(time.monotonic())
            except (OSError, HTTPException, AssertionError) as error:
                self.lost.append((time.monotonic(), repr(error)))

    def silence_after(self, moment: float) -> float:
        """The seconds from a moment until the next answer that was asked for after it."""
        until(lambda: self.answered[-1] > moment + 0.05, 20, "lookups are answered again")
        return next(time for time in self.answered if time > moment + 0.05) - moment


# Who is killed: how many requests of four clients may be lost, and after how long a lookup is answered again.
KILLED = {"worker": (0, 1.0), "zygote": (0, 1.0), "serving": (4, 15.0)}


@pytest.mark.parametrize("kind", some(KILLED))
def test_a_killed_process_takes_at_most_what_it_had_in_hand(kind: str, victim: Served) -> None:
    most, seconds = KILLED[kind]
    killed = pid_of(victim, kind)
    with Lookups(victim.address) as lookups:
        moment = time.monotonic()
        end(killed, signal.SIGKILL)
        assert lookups.silence_after(moment) < seconds
        time.sleep(0.5)
    assert len(lookups.lost) <= most, lookups.lost


@pytest.mark.deep
def test_the_processes_that_were_killed_are_there_again(victim: Served) -> None:
    for kind, seconds in (("worker", 2.0), ("zygote", 5.0), ("serving", 15.0)):
        killed = pid_of(victim, kind)
        end(killed, signal.SIGKILL)
        until(
            lambda kind=kind, killed=killed: any(  # type: ignore[misc]
                found == kind and pid != killed for pid, found in victim.processes().items()
            ),
            seconds,
            f"another {kind}",
        )
        lookup(victim.address)
    until(lambda: not zombies(victim), 5, "the dead are buried")


# At the end.


def test_requests_that_never_become_whole_are_ended(
    half_sent: tuple[float, list[socket.socket], list[socket.socket]],
) -> None:
    opened, heads, bodies = half_sent
    time.sleep(max(0.0, opened + 12 - time.monotonic()))
    for channel in heads:
        assert heard(channel) == b""  # it was no request, so there is no answer
    for channel in bodies:
        (answer,) = answers(heard(channel))
        assert faults(answer, {408}) == []


# Answers and pages that are kept may have come to their limits (32 and 8 MB); a large one is a file.
SERVING_MB, ALL_MB, DESCRIPTORS = 40 + 30, 40 + 150, 4 + 128


def test_nothing_is_left_of_all_that(attacked: Attacked) -> None:
    first_round(attacked)
    server = attacked.server
    kept_open = attacked.before.descriptors + DESCRIPTORS
    # A large answer lies in a file for a minute, for as long as a client may need to begin with it.
    until(lambda: held(server).descriptors <= kept_open, 70, "no descriptor is left open")
    serving, everything = attacked.level.serving + SERVING_MB, attacked.level.all + ALL_MB
    until(lambda: held(server).serving < serving, 20, "the serving process gives memory back")
    until(lambda: held(server).all < everything, 20, "all processes give memory back")
    until(lambda: not zombies(server), 20, "all that has ended is reaped")


def test_nothing_went_wrong_that_nobody_has_foreseen(attacked: Attacked) -> None:
    said = attacked.server.said.read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert "panicked" not in said
    assert attacked.server.metric("rusfelt_queries_ended_total", reason="killed") == 0
    assert attacked.server.metric("rusfelt_zygotes_started_total") == 1


def test_every_line_of_the_log_is_one_of_ours(attacked: Attacked) -> None:
    time.sleep(0.5)
    lines = attacked.log.read_text(encoding="utf-8").split("\n")[:-1]
    assert len(lines) > 1_000
    assert {json.loads(line)["event"] for line in lines} == {"request"}
