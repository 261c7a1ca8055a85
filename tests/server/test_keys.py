"""What is kept is given only to whoever asks for the same: host, scheme, language, format, coding, deadline."""

import hashlib
import json
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.server.served import ACCELERATED, Served, serving
from tests.some import some

pytestmark = pytest.mark.deep

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
LINES = "".join(f"<urn:a{n}> <urn:b> <urn:c{n % 7}> .\n" for n in range(2_000))
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ROWS = "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 300"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "small.nq"
    path.write_text(LINES, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def running(graph: Path, host: str) -> Iterator[Served]:
    with serving("--graph", str(graph), "--timeout", "1", kind=host) as found:
        yield found


@pytest.fixture(scope="module")
def proxied(graph: Path, host: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:  # fmt: skip
    log = tmp_path_factory.mktemp("log") / "access.log"
    options = ("--graph", str(graph), "--behind-proxy", "--access-log", str(log))
    with serving(*options, kind=host) as found:
        yield found, log


def asked_twice(client: httpx.Client, path: str, **headers: str) -> httpx.Response:
    """The answer to the second and the third of three requests, which must be the first again."""
    answers = [client.get(path, headers=headers) for _ in range(3)]
    assert len({(one.status_code, one.content) for one in answers}) == 1
    return answers[-1]


def test_each_host_is_told_its_own_address(running: Served) -> None:
    for name in ("a.example", "b.example", "a.example"):
        assert f"http://{name}/sitemap.xml" in asked_twice(running.client, "/robots.txt", Host=name).text  # fmt: skip
        told = asked_twice(running.client, "/sparql", Host=name, Accept="text/turtle").text
        assert f"<http://{name}/sparql>" in told


def test_each_reader_gets_the_language_asked_for(running: Served) -> None:
    for language in ("nb", "nn", "en", "nb"):
        page = asked_twice(running.client, "/", Accept=BROWSER, **{"Accept-Language": language})
        assert f'<html lang="{language}">' in page.text
        assert page.headers["Content-Language"] == language
        assert "Accept-Language" in page.headers["Vary"]


def test_each_client_gets_the_format_it_accepts(running: Served) -> None:
    path = "/sparql?query=" + ROWS
    for accept in ("text/csv", "application/sparql-results+json", BROWSER, "text/csv"):
        answer = asked_twice(running.client, path, Accept=accept)
        assert answer.headers["Content-Type"].partition(";")[0] in accept
        assert "Accept" in re.split(", *", answer.headers["Vary"])


@pytest.mark.parametrize("path", ["/sparql?query=" + ROWS, "/", "/graphs?default"])
def test_each_coding_has_a_tag_of_its_own(path: str, running: Served) -> None:
    tags, bodies = {}, set()
    for coding in ("identity", "gzip", "br", "identity", "br"):
        accept = BROWSER if path == "/" else "*/*"
        answer = asked_twice(running.client, path, Accept=accept, **{"Accept-Encoding": coding})
        assert answer.headers.get("Content-Encoding", "identity") == coding
        tags[coding] = answer.headers["ETag"]
        bodies.add(answer.content)
        known = running.client.get(
            path,
            headers={"Accept": accept, "Accept-Encoding": "zstd", "If-None-Match": tags[coding]},
        )
        assert known.status_code == (304 if coding == "identity" else 200)
    assert len(set(tags.values())) == 3
    assert len(bodies) == 1


def test_a_proxy_that_is_believed_says_the_scheme_and_the_client(
    proxied: tuple[Served, Path],
) -> None:
    server, log = proxied
    for scheme in ("https", "http", "https"):
        headers = {"X-Forwarded-Proto": scheme, "X-Forwarded-For": "1.1.1.1, 203.0.113.7"}
        told = asked_twice(server.client, "/robots.txt", Host="p.example", **headers).text
        assert f"Sitemap: {scheme}://p.example/sitemap.xml" in told
    assert clients(log, "/robots.txt") == {"203.0.113.7"}


def test_a_header_that_nobody_vouches_for_is_passed_over(graph: Path, host: str, tmp_path: Path) -> None:  # fmt: skip
    log = tmp_path / "access.log"
    with serving("--graph", str(graph), "--access-log", str(log), kind=host) as server:
        headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
        told = asked_twice(server.client, "/robots.txt", Host="p.example", **headers).text
        assert "Sitemap: http://p.example/sitemap.xml" in told
        assert clients(log, "/robots.txt") == {"127.0.0.1"}


def clients(log: Path, path: str) -> set[str]:
    """Who has asked for a path, once the log tells of it."""
    return {one["client"] for one in lines(log, path)}


def lines(log: Path, path: str) -> list[dict[str, str]]:
    end = time.monotonic() + 10
    while True:
        found = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        found = [one for one in found if one.get("path") == path]
        if found or time.monotonic() > end:
            return found
        time.sleep(0.05)


def test_the_log_has_a_querys_hash_and_not_the_query(proxied: tuple[Served, Path]) -> None:
    server, log = proxied
    query = "ASK { <urn:secret> ?p ?o }"
    for expected in ("miss", "hit", "hit"):
        assert server.client.get("/sparql", params={"query": query}).status_code == 200
        del expected
    end = time.monotonic() + 10
    while len(found := lines(log, "/sparql")) < 3 and time.monotonic() < end:
        time.sleep(0.05)
    assert {one["query"] for one in found} == {hashlib.sha256(query.encode()).hexdigest()[:16]}
    assert [one["answer"] for one in found] == ["miss", "hit", "hit"]
    assert "secret" not in log.read_text(encoding="utf-8")


@pytest.mark.parametrize(("wanted", "told"), some([("60", "1"), ("1", "1"), ("0.4", "0.4")]))
def test_a_client_can_shorten_the_deadline_and_not_lengthen_it(
    wanted: str, told: str, running: Served
) -> None:
    query = f"{ENDLESS} # {wanted}"
    begun = time.monotonic()
    answer = running.client.get("/sparql", params={"query": query, "timeout": wanted})
    assert answer.status_code == 504
    assert f"within {told} seconds" in answer.text
    assert time.monotonic() - begun >= float(told) - 0.05


def test_who_has_more_time_is_not_ended_with_who_has_less(running: Served) -> None:
    taken = dict[str, float]()

    def ask(timeout: str) -> None:
        begun = time.monotonic()
        answer = httpx.get(
            running.address + "/sparql", params={"query": ENDLESS, "timeout": timeout}, timeout=60
        )
        assert answer.status_code == 504
        taken[timeout] = time.monotonic() - begun

    threads = [threading.Thread(target=ask, args=(timeout,)) for timeout in ("0.3", "0.9")]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    for thread in threads:
        thread.join()
    assert taken["0.9"] >= 0.85


@pytest.mark.parametrize("accept", ["text/csv", BROWSER])
def test_an_answer_that_changes_is_not_kept(accept: str, running: Served) -> None:
    query = {"query": "SELECT (STRUUID() AS ?n) {}"}
    answers = [running.client.get("/sparql", params=query, headers={"Accept": accept}) for _ in range(4)]  # fmt: skip
    assert len({one.text for one in answers}) == 4
    assert {one.headers["Cache-Control"] for one in answers} == {"no-store"}
    assert not any("ETag" in one.headers for one in answers)


@pytest.mark.deep
def test_hits_are_counted_and_no_cache_keeps_nothing(graph: Path, host: str) -> None:
    for megabytes, hits in (("1", 2), ("0", 0)):
        with serving("--graph", str(graph), "--cache-mb", megabytes, kind=host) as server:
            for _ in range(3):
                server.client.get("/sparql", params={"query": "ASK {}"})
            if host == ACCELERATED:
                assert server.metric("rusfelt_cache_hits_total") == hits
                assert (server.metric("rusfelt_cache_bytes") > 0) == bool(hits)
            counted = server.metric("rusfelt_requests_total", **{"class": "query", "status": "200"})
            assert counted == (1 if hits else 3)


def test_what_is_new_each_time_is_not_kept(running: Served) -> None:
    def asked() -> float:
        return running.metric("rusfelt_requests_total", **{"class": "operations"})

    first = running.client.get("/healthz") and asked()
    assert asked() == first + 1
    assert asked() == first + 2


@pytest.mark.deep
def test_a_page_asked_for_with_a_long_header_is_not_kept(graph: Path) -> None:
    with serving("--graph", str(graph)) as server:
        for length, hits in ((100, 2), (5_000, 0)):
            before = server.metric("rusfelt_cache_hits_total")
            language = "en;q=0.9, " + "x" * length
            asked_twice(server.client, "/", Accept=BROWSER, **{"Accept-Language": language})
            assert server.metric("rusfelt_cache_hits_total") == before + hits


@pytest.mark.deep
def test_who_finds_no_place_is_told_when_to_come_again(graph: Path, host: str) -> None:
    options = ("--workers", "2", "--waiting", "0", "--timeout", "1")
    with serving("--graph", str(graph), *options, kind=host, RUSFELT_THREADS="3") as server:
        answers = list[httpx.Response]()

        def ask(number: int) -> None:
            query = {"query": f"{ENDLESS} # {number}"}
            answers.append(httpx.get(server.address + "/sparql", params=query, timeout=60))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert {one.status_code for one in answers} == {503, 504}
    for one in answers:
        assert ("Retry-After" in one.headers) == (one.status_code == 503)
