"""What is said of a query that is none: where it goes wrong, and what was expected there."""

import httpx
import pytest
from pyoxigraph import Store

from server.queries.saved_query import saved_queries
from server.sparql.diagnosis import Diagnosis

FAULTS = {
    "a misspelt word": ("SELECT * WHER { ?s ?p ?o }", 1, 10, "found WHER, expected FROM, WHERE or {"),
    "a missing object": ("SELECT * {\n  ?s ?p }", 2, 9, "found }, expected an IRI"),
    "nothing": ("", 1, 1, "the query ends, expected ASK"),
    "the end of a group": ("SELECT * { ?s ?p ?o\n", 1, 20, "the query ends, expected"),
    "letters beside ASCII before it": ('SELECT * { ?s ?p "æøå" FOO }', 1, 24, "found FOO"),
    "a string without an end": ('ASK { ?s ?p "x }', 1, 13, "a string is not closed"),
    "AS forgotten": ("SELECT (COUNT(*) ?n) {}", 1, 18, "found ?n, expected a number, AS"),
    "BY forgotten": ("SELECT * {} ORDER ?s", 1, 19, "found ?s, expected BY"),
    "an update": ("INSERT DATA { <urn:a> <urn:b> 1 }", 1, 1, "found INSERT, expected ASK"),
    "a name without a prefix": ("ASK { ?s a/b ?o }", 1, 12, "found b, expected an IRI"),
    "a prefix without a colon": ("PREFIX a <urn:x> ASK {}", 1, 8, "expected a prefix and its colon"),
    "a prefix that is not declared": ("ASK {\n?s foo:bar ?o }", 2, 4, "the prefix foo: is not declared"),
}  # fmt: skip


@pytest.fixture(scope="module")
def diagnosis() -> Diagnosis:
    return Diagnosis()


def told(diagnosis: Diagnosis, query: str) -> str:
    with pytest.raises(SyntaxError) as error:
        Store().query(query)
    return diagnosis.fault(query, str(error.value.msg)).message


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_place_and_what_was_expected(
    name: str, diagnosis: Diagnosis
) -> None:
    query, line, column, words = FAULTS[name]
    message = told(diagnosis, query)
    assert f"line {line}, column {column}: " in message
    assert words in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o BIND(1 AS ?o) }",
        "SELECT ?s { ?s ?p ?o } GROUP BY ?o",
        "ASK { VALUES (?a ?b) { (1) } }",
    ],
)
def test_a_rule_beside_the_grammar_is_told_without_a_made_up_place(
    query: str, diagnosis: Diagnosis
) -> None:
    message = told(diagnosis, query)
    assert "line" not in message
    assert "bound" in message


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_the_grammar_finds_no_fault_in_a_query(name: str, diagnosis: Diagnosis) -> None:
    diagnosis.lark.parse(saved_queries()[name].text)


def test_the_endpoint_tells_it(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * WHER { ?s ?p ?o }"})
    assert answer.status_code == 400
    assert "line 1, column 10" in answer.text
