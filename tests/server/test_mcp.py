"""/mcp as language models have it: six tools by the Model Context Protocol, over HTTP without sessions."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Store

from graph_build.layers.builder import BuiltGraph
from server.queries.saved_query import saved_queries
from tests.server.mcp_client import ACCEPT, called, refused, result, sent
from tests.server.served import serving
from tests.some import some

TOOLS = ["search", "check_text", "get_claim", "compare", "run_question", "sparql"]
HELLO = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "a", "version": "1"}}  # fmt: skip
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
EARLY = "003-early-identification-2020"
PREFIXES = "PREFIX rf: <https://rusfelt.example/def#> PREFIX prov: <http://www.w3.org/ns/prov#> "


@pytest.fixture(scope="module")
def narrow(
    built: BuiltGraph, host: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A server with narrow limits, known by another name too."""
    graph = tmp_path_factory.mktemp("narrow") / "rusfelt.nq"
    graph.write_bytes(built.nquads)
    options = ("--timeout", "1", "--rows", "100", "--mcp-hosts", "rusfelt.test")
    with serving("--graph", str(graph), *options, kind=host) as running:
        yield running.client


@pytest.fixture(scope="module")
def limited(store: Store) -> set[str]:
    """The claims that another claim limits, by the engine itself."""
    query = PREFIXES + "SELECT DISTINCT ?claim { ?claim rf:caveat ?c }"
    rows = store.query(query, use_default_graph_as_union=True)
    return {row["claim"].value.rsplit("/", 1)[1] for row in rows}


def test_the_server_says_what_it_is_and_has_six_read_only_tools(client: httpx.Client) -> None:
    hello = sent(client, "initialize", HELLO).json()["result"]
    assert hello["protocolVersion"] == HELLO["protocolVersion"]
    assert hello["serverInfo"]["name"] == "rusfelt"
    assert "caveats" in hello["instructions"]
    tools = sent(client, "tools/list", {}).json()["result"]["tools"]
    assert [one["name"] for one in tools] == TOOLS
    assert all(one["annotations"]["readOnlyHint"] for one in tools)
    assert all(one["inputSchema"]["additionalProperties"] is False for one in tools)


def test_search_finds_a_number_with_its_words_and_caveat(client: httpx.Client) -> None:
    found = called(client, "search", query="896 årsverk", kind="claim", language="en")
    claim = found["claims"]["003-new-fte-from-plan"]
    assert found["items"][0]["id"] == "003-new-fte-from-plan"
    assert "896" in claim["quotes"][0]["words"]
    assert claim["caveats"][0]["says"].startswith("Figures for 2020")


def test_a_text_is_checked_and_nothing_of_it_but_its_numbers_comes_back(
    client: httpx.Client,
) -> None:
    text = "Planen ga 896 nye årsverk fra 2017 til 2020. Ring 22 11 33 44 om snø i Bodø."
    found = called(client, "check_text", text=text)
    assert found["verdicts"]["stated"] == 1
    number = next(one for one in found["items"] if one.get("verdict") == "stated")
    assert number["text"] == "896"
    assert "003-new-fte-from-plan" in [one["claim"] for one in number["claims"]]
    written = str(found)
    assert "22 11 33 44" not in written
    assert "snø" not in written


def test_a_text_of_nothing_but_numbers_is_checked_part_by_part(client: httpx.Client) -> None:
    text = ("17 436 årsverk i 2023. " * 4_347)[:99_981]
    found = called(client, "check_text", text=text)
    assert found["count"] > 8_000
    assert found["resume"]["and_the_same"] == ["text"]
    more = called(client, "check_text", text=text, **found["resume"]["arguments"])
    assert more["first"] == len(found["items"]) + 1


def test_a_claim_and_its_pairs_are_told(client: httpx.Client) -> None:
    found = called(client, "get_claim", id=EARLY)
    assert found["about"]["who"] == ["SINTEF"]
    assert {"states", "calculated from it", "limited by"} <= {one["part"] for one in found["items"]}
    pairs = called(client, "compare", claim=EARLY)
    assert pairs["count"] == len([one for one in found["items"] if one["part"] == "set beside"])


def test_a_saved_question_has_its_rows_and_their_claims(client: httpx.Client) -> None:
    found = called(client, "run_question", name="cq07")
    rows = [dict(zip(found["columns"], row, strict=True)) for row in found["items"]]
    assert [(row["year"], row["value"]) for row in rows] == [(2018, 51), (2019, 64), (2020, 83)]
    assert rows[2]["caveat"] == found["claims"][EARLY]["caveats"][0]["says"]
    assert called(client, "run_question")["count"] == 45


@pytest.mark.parametrize("name", some(sorted(saved_queries()), first=8))
def test_every_claim_in_a_row_stands_beside_it_with_words_hash_and_citation(
    client: httpx.Client, limited: set[str], name: str
) -> None:
    found = called(client, "run_question", name=name, max_bytes=200_000)
    rows = [str(cell) for row in found["items"] for cell in row]
    named = {one for cell in rows for one in re.findall(r"(?:id:|/id/)claim/([\w-]+)", cell)}
    assert named <= found["claims"].keys()
    for claim, said in found["claims"].items():
        assert said["citation"].endswith(claim)
        assert all(re.fullmatch("[0-9a-f]{64}", one["sha256"]) for one in said["quotes"])
        assert all(len(one["words"].split()) <= 10 for one in said["quotes"] if "words" in one)
        assert ("caveats" in said) == (claim in limited), claim


def test_every_figure_of_2020_in_source_003_is_limited(
    client: httpx.Client, limited: set[str]
) -> None:
    query = (
        PREFIXES
        + """SELECT DISTINCT ?claim { ?o rf:namedYear 2020 ; rf:value ?v ; prov:wasDerivedFrom ?claim .
      ?claim prov:wasDerivedFrom/<http://www.w3.org/2004/02/skos/core#notation> "003" }"""
    )
    found = called(client, "sparql", query=query, max_bytes=200_000)
    assert len(found["claims"]) > 4
    assert found["claims"].keys() <= limited
    assert all(one["caveats"] for one in found["claims"].values())


def test_rows_of_sparql_lead_to_claims_and_say_so_where_they_do_not(client: httpx.Client) -> None:
    query = (
        PREFIXES
        + "SELECT ?o ?v { ?o rf:indicator/<http://www.w3.org/2004/02/skos/core#notation> 'share-early-identification' ; rf:value ?v ; rf:namedYear 2020 }"
    )
    found = called(client, "sparql", query=query)
    assert found["items"][0][1] == 83
    assert found["claims"][EARLY]["caveats"]
    bare = called(client, "sparql", query=PREFIXES + "SELECT ?v { ?o rf:value ?v } LIMIT 3")
    assert "ask for ?claim" in bare["note"]
    assert called(client, "sparql", query="ASK { ?s ?p 1 }")["answer"] in (True, False)
    lines = called(client, "sparql", query=f"DESCRIBE <https://rusfelt.example/id/claim/{EARLY}>")
    assert EARLY in lines["claims"]
    assert all(line.endswith(" .") for line in lines["items"])
    assert "rf:Claim" in [
        one["name"] for one in called(client, "sparql", max_bytes=60_000)["items"]
    ]


def test_what_is_no_claim_is_told_with_the_query_for_its_claims(client: httpx.Client) -> None:
    named = called(client, "search", query="tidlig identifisering", kind="indicator")["items"][0][
        "id"
    ]
    query = refused(client, "get_claim", id=named).partition("with the query ")[2]
    assert EARLY in called(client, "sparql", query=query, max_bytes=100_000)["claims"]


def test_parts_are_resumed_until_nothing_is_left(client: httpx.Client) -> None:
    whole = called(client, "run_question", name="cq32", max_bytes=200_000)
    asked, items = {"name": "cq32", "max_bytes": 8_000}, list[object]()
    while True:
        found = called(client, "run_question", **asked)
        items += found["items"]
        if "left" not in found:
            break
        assert found["left"] == found["count"] - len(items)
        asked = found["resume"]["arguments"]
    assert items[: len(whole["items"])] == whole["items"]
    assert len(items) == whole["count"]


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("search", {"query": "kommuner"}),
        ("compare", {"unit": "percent"}),
        ("run_question", {"name": "cq32"}),
        ("check_text", {"text": "83 prosent av kommunene i 2020"}),
    ],
)
def test_the_same_call_has_the_same_bytes(
    client: httpx.Client, tool: str, arguments: dict[str, str]
) -> None:
    params = {"name": tool, "arguments": arguments}
    first, again = (sent(client, "tools/call", params).content for _ in range(2))
    assert first == again


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("sparql", {"query": "SELEC x"}, "line 1, column 1"),
        ("sparql", {"query": "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }"}, "SERVICE"),
        ("sparql", {"query": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}, "no SPARQL 1.1 query"),
        ("sparql", {"query": "SELECT * { ?s ?p ?o }"}, "more than"),
        ("run_question", {"name": "cq99"}, "perhaps"),
        ("get_claim", {"id": "003-none"}, "There is no claim '003-none'"),
        ("check_text", {"text": " "}, "Send a text"),
        ("check_text", {"text": "a\0b"}, "zero"),
        ("check_text", {"text": "1 " * 60_000}, "at most 100000"),
        ("search", {"query": "a", "cursor": "1"}, "none that an answer has given"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(
    client: httpx.Client, tool: str, arguments: dict[str, str], told: str
) -> None:
    sentence = refused(client, tool, **arguments)
    assert told in sentence
    assert len(sentence.splitlines()) == 1
    assert not re.search(r"Traceback|/(?:tmp|work|home|usr)/|\.py", sentence)


def test_the_limits_of_the_endpoint_hold(narrow: httpx.Client) -> None:
    assert "within 1 seconds" in refused(narrow, "sparql", query=ENDLESS)
    assert "more than 100 rows" in refused(
        narrow, "sparql", query="SELECT * { ?s ?p ?o } LIMIT 101"
    )
    assert called(narrow, "sparql", query="SELECT ?s { ?s ?p ?o } LIMIT 100")["count"] == 100


def test_an_unknown_tool_or_method_is_an_error_of_the_protocol(client: httpx.Client) -> None:
    error = sent(client, "tools/call", {"name": "delete", "arguments": {}}).json()["error"]
    assert error["code"] == -32602
    assert "run_question" in error["message"]
    assert sent(client, "resources/list", {}).json()["error"]["code"] == -32601


def test_there_is_no_stream_no_session_and_no_large_body(client: httpx.Client) -> None:
    for method in ("GET", "DELETE", "PUT"):
        answer = client.request(method, "/mcp", headers=ACCEPT)
        assert answer.status_code == 405
        assert "POST" in answer.headers["Allow"]
    assert "mcp-session-id" not in sent(client, "initialize", HELLO).headers
    broken = client.post(
        "/mcp", content=b"{", headers={**ACCEPT, "Content-Type": "application/json"}
    )
    assert broken.status_code == 400
    batch = client.post("/mcp", json=[], headers=ACCEPT)
    assert batch.status_code == 400
    assert batch.json()["error"]["message"].startswith("The body is no message")
    note = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    assert client.post("/mcp", json=note, headers=ACCEPT).status_code == 202
    large = client.post(
        "/mcp", content=b" " * 1_000_001, headers={**ACCEPT, "Content-Type": "application/json"}
    )
    assert large.status_code == 413


@pytest.mark.parametrize(
    "body",
    some(
        [
            "[" * 400_000,
            '{"a":' * 100_000,
            '{"jsonrpc":"2.0","id":' + "9" * 5_000 + ',"method":"ping"}',
            '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search","arguments":{"query":"\\ud800"}}}',
            '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":5}}',
            "null",
            "",
        ],
        first=3,
    ),
)
@pytest.mark.parametrize("version", ["2025-11-25", "2026-07-28", "9999-01-01", "x"])
def test_a_body_that_is_no_message_is_refused_without_a_word_of_the_inside(
    client: httpx.Client, body: str, version: str
) -> None:
    headers = {**ACCEPT, "Content-Type": "application/json", "MCP-Protocol-Version": version}
    answer = client.post("/mcp", content=body.encode(), headers=headers)
    assert answer.status_code in (200, 400)
    assert answer.json()["error"]["message"]
    assert not re.search(r"pydantic|Traceback|site-packages|\.py", answer.text)


def test_other_sites_and_other_names_of_the_server_are_refused(client: httpx.Client) -> None:
    for headers, status in (
        ({"host": "evil.example"}, 421),
        ({"host": "127.0.0.1.evil.example"}, 421),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost:6274"}, 200),
        ({"host": "localhost"}, 200),
    ):
        answer = sent(client, "ping", {}, **headers)
        assert answer.status_code == status, headers
        if status != 200:
            assert "RUSFELT_MCP_HOSTS" in answer.text


def test_a_name_that_the_settings_have_is_known(narrow: httpx.Client) -> None:
    own = {"host": "rusfelt.test", "origin": "https://rusfelt.test"}
    assert sent(narrow, "ping", {}, **own).status_code == 200
    assert sent(narrow, "ping", {}, host="rusfelt.test.example").status_code == 421


def test_calls_are_counted_and_no_text_is_logged(built: BuiltGraph, tmp_path: Path) -> None:
    graph, log = tmp_path / "rusfelt.nq", tmp_path / "log"
    graph.write_bytes(built.nquads)
    with serving("--graph", str(graph), "--access-log", str(log)) as running:
        called(running.client, "check_text", text="896 nye årsverk i Vinje")
        assert running.metric("rusfelt_requests_total", **{"class": "mcp", "status": "200"}) == 1
    assert "Vinje" not in log.read_text(encoding="utf-8")
    assert '"/mcp"' in log.read_text(encoding="utf-8")


def test_the_protocol_without_a_handshake_is_spoken_too(client: httpx.Client) -> None:
    about = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}  # fmt: skip
    params = {"name": "run_question", "arguments": {"name": "cq07"}, "_meta": about}
    headers = {
        "mcp_protocol_version": "2026-07-28",
        "mcp_method": "tools/call",
        "mcp_name": "run_question",
    }
    answer = sent(client, "tools/call", params, **headers).json()["result"]
    assert answer["content"] == result(client, "run_question", name="cq07")["content"]


def test_a_server_that_nobody_asks_does_not_load_the_sdk() -> None:
    code = "import sys, server.accelerator.accelerator; sys.exit('mcp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
