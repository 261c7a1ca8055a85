"""What clients send that is not as the standards have it, or rarely met: answered where the meaning is plain."""

import contextlib
import socket
from urllib.parse import quote, urlsplit

import httpx
import pytest

from tests.server.attacks.sockets import answers, sent
from tests.server.served import FLASK, Served
from tests.some import some

SELECT = "SELECT ?s { ?s a ?o } LIMIT 3"
CSV = {"Accept": "text/csv"}
GRAPH = b"<urn:a> <urn:b> <urn:c> .\n"


@pytest.mark.parametrize(
    "name",
    [
        "authorization",
        "x-requested-with",
        "traceparent",
        "cache-control",
        "accept-language",
        "range",
        "x-anything-else",
    ],
)
@pytest.mark.parametrize("path", ["/sparql", "/validate", "/graphs", "/doc/source/003"])
def test_a_script_may_send_any_header(path: str, name: str, client: httpx.Client) -> None:
    asked = {
        "Origin": "https://else.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": name,
    }
    answer = client.options(path, headers=asked)
    assert answer.status_code == 204
    allowed = {
        one.strip().lower() for one in answer.headers["Access-Control-Allow-Headers"].split(",")
    }
    assert name in allowed or ("*" in allowed and name != "authorization")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("format=application/sparql-results+json", "application/sparql-results+json"),
        ("format=application/sparql-results%2Bxml", "application/sparql-results+xml"),
        ("format=application/sparql-results+xml&timeout=0", "application/sparql-results+xml"),
        ("default-graph-uri=", "application/sparql-results+json"),
        ("default-graph-uri=&named-graph-uri=", "application/sparql-results+json"),
        ("timeout=0", "application/sparql-results+json"),
        ("timeout=1e9", "application/sparql-results+json"),
    ],
)
def test_an_address_as_people_type_it_is_answered(
    address: str, kind: str, client: httpx.Client
) -> None:
    answer = client.get(f"/sparql?query={quote(SELECT)}&{address}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].startswith(kind)


@pytest.mark.parametrize("timeout", ["-1", "nan", "inf", "soon", "-0.1"])
def test_a_timeout_that_means_nothing_is_400(timeout: str, client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": SELECT, "timeout": timeout})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*", "application/sparql-results+json"),
        ("text/csv, application/sparql-results+json;charset=utf-8", "text/csv"),
        ("application/sparql-results+xml;version=1, text/csv", "application/sparql-results+xml"),
        (
            "text/csv;q=0.5, application/sparql-results+xml;a=b;q=0.9",
            "application/sparql-results+xml",
        ),
        ("image/png, *", "application/sparql-results+json"),
    ],
)
def test_the_first_of_the_types_that_are_liked_best_is_given(
    accept: str, kind: str, client: httpx.Client
) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(kind)


@pytest.mark.parametrize("path", ["/sparql/", "/healthz/", "/graphs/?default", "//healthz"])
def test_a_slash_at_the_end_is_no_other_path(path: str, client: httpx.Client) -> None:
    params = {"query": SELECT} if path == "/sparql/" else None
    address = str(client.base_url).rstrip("/") + path
    answer = client.get(address, params=params) if params else client.get(address)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "path", ["//evil.example/..", "/doc//source/003", "/nb//questions", "/sparql//"]
)
def test_two_slashes_are_another_path_and_lead_nowhere(path: str, served: Served) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    (answer,) = answers(sent(served.address, request.encode()))
    assert answer.status == 404
    assert "location" not in answer.headers


@pytest.mark.deep
def test_validation_is_in_the_language_the_reader_likes_best(client: httpx.Client) -> None:
    bad = b"<urn:a> a <https://rusfelt.example/def#Claim> ."
    headers = {"Content-Type": "text/turtle", "Accept": "text/plain"}

    def report(**more: str) -> str:
        answer = client.post("/validate", content=bad, headers={**headers, **more})
        assert answer.status_code == 200
        return answer.text

    told = {one: report(**{"Accept-Language": one}) for one in ("nb", "nn", "en")}
    assert len({*told.values()}) == 3
    assert report() == told["nb"]
    assert report(**{"Accept-Language": "de, no;q=0.9, en;q=0.8"}) == told["nb"]
    assert report(**{"Accept-Language": "de, en-GB;q=0.8"}) == told["en"]


@pytest.mark.deep
@pytest.mark.parametrize("kind", ["text/xml", "application/xml", "application/rdf+xml"])
def test_a_graph_in_xml_is_taken_by_any_name_of_it(kind: str, client: httpx.Client) -> None:
    graph = (
        b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<r:Description r:about="urn:a"><r:value>1</r:value></r:Description></r:RDF>'
    )
    assert (
        client.post("/validate", content=graph, headers={"Content-Type": kind}).status_code == 200
    )


@pytest.mark.parametrize("field", ["graph", "file", "data", "Datei"])
def test_a_file_is_taken_from_whatever_field_it_is_in(field: str, client: httpx.Client) -> None:
    answer = client.post("/validate", files={field: ("a.ttl", GRAPH)}, data={"note": "x"})
    assert answer.status_code == 200
    two = {"a": ("a.ttl", GRAPH), "b": ("b.ttl", GRAPH)}
    assert client.post("/validate", files=two).status_code == 400


# What is asked at the same time and is not the same.


@pytest.mark.parametrize(
    "function", some(["RAND()", "STRUUID()", "UUID()", "rand()", "bnode()", "now()"])
)
def test_who_asks_at_the_same_time_gets_an_answer_of_its_own(function: str, served: Served) -> None:
    if served.kind == FLASK:
        pytest.skip("one connection is enough to ask of the loop")
    slow = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(2))
    query = f"SELECT ({function} AS ?v) {{ {{ SELECT ?a0 {{ {slow} }} LIMIT 30000 }} }} ORDER BY ?v LIMIT 1"
    request = f"GET /sparql?format=csv&query={quote(query)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    address = urlsplit(served.address)
    with contextlib.ExitStack() as stack:
        place = (address.hostname, address.port)
        channels = [stack.enter_context(socket.create_connection(place)) for _ in range(4)]
        for channel in channels:
            channel.sendall(request.encode())
        told = set()
        for channel in channels:
            whole = b""
            while part := channel.recv(65_536):
                whole += part
            assert whole.startswith(b"HTTP/1.1 200"), whole
            told.add(whole.rpartition(b"\r\n\r\n")[2])
    assert len(told) == 4


# Hosts.


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("GET /healthz HTTP/1.1\r\nHost: a", 200),
        ("GET /healthz HTTP/1.1\r\nHost: my_service:8000", 200),
        ("GET /healthz HTTP/1.1\r\nHost: [::1]:8000", 200),
        ("GET /healthz HTTP/1.0", 200),
        ("GET /healthz HTTP/1.1", 400),
        ("GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: a", 400),
        ("GET /healthz HTTP/1.1\r\nHost: a/b", 400),
        ("GET /healthz HTTP/1.1\r\nHost: a b", 400),
        ("GET /healthz HTTP/1.1\r\nHost: a@b", 400),
        ("GET / HTTP/1.1\r\nHost: \r\nAccept: text/html", 400),
    ],
)
def test_a_request_names_one_host(head: str, status: int, served: Served) -> None:
    (answer,) = answers(sent(served.address, f"{head}\r\nConnection: close\r\n\r\n".encode()))
    assert answer.status == status


# Ranges (RFC 9110, 14).


DOWNLOAD = "/download/rusfelt.nq"


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("bytes=-{more}", 206),
        ("bytes=-{size}", 206),
        ("bytes=0-{more}", 206),
        ("bytes={last}-", 206),
        ("bytes={size}-", 416),
        ("bytes={more}-", 416),
        ("bytes=5-2", 200),
        ("bytes=a-b", 200),
        ("bytes", 200),
        ("lines=0-9", 200),
        ("bytes=0-0,5-9", 200),
        ("bytes=-0", 200),
    ],
)
def test_a_range_is_given_or_all(header: str, status: int, client: httpx.Client) -> None:
    whole = client.get(DOWNLOAD).content
    size = len(whole)
    told = header.format(size=size, more=size + 1000, last=size - 1)
    answer = client.get(DOWNLOAD, headers={"Range": told})
    assert answer.status_code == status
    if status == 416:
        assert answer.headers["Content-Range"] == f"bytes */{size}"
    elif status == 200:
        assert answer.content == whole
    else:
        start, _, end = (
            answer.headers["Content-Range"].removeprefix("bytes ").partition("/")[0].partition("-")
        )
        assert answer.content == whole[int(start) : int(end) + 1]
        assert len(answer.content) == (1 if "{last}" in header else size)


def test_a_range_on_a_condition_is_given_where_it_holds(client: httpx.Client) -> None:
    tag = client.head(DOWNLOAD).headers["ETag"]
    part = {"Range": "bytes=0-9"}

    def status(method: str = "GET", **more: str) -> int:
        headers = {**part, **{name.replace("_", "-"): value for name, value in more.items()}}
        return client.request(method, DOWNLOAD, headers=headers).status_code

    assert status(If_Range=tag) == 206
    assert status(If_Range=f"W/{tag}") == 200
    assert status(If_Range='"else"') == 200
    assert status(If_Range="Sun, 06 Nov 1994 08:49:37 GMT") == 200
    assert status(If_Range="nonsense") == 200
    assert status(If_None_Match=tag) == 304
    assert status(If_None_Match=f"W/{tag}") == 304
    assert status(If_None_Match='"else"') == 206
    assert status("HEAD") == 200
