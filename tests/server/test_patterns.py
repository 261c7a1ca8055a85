r"""REPLACE and REGEX as XPath Functions have them (5.6.4): what the engine says otherwise is put right or refused."""

from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from server.sparql.limits import RefusedQuery
from server.sparql.merging import MergingStore
from server.sparql.patterns import CUSTOM, with_patterns

RIGHT = (
    (r'REPLACE("12 km","(\\d+) km","$1km")', "12km"),
    (r'REPLACE("12 km","(\\d+) km","$1_$1")', "12_12"),
    (r'REPLACE("ab","(a)(b)","$%s")' % ("1" * 5_000), "a" + "1" * 4_999),
    (r'REPLACE("abc","(b)","$12")', "ab2c"),
    (r'REPLACE("abc","b","_$1a")', "a_ac"),
    (r'REPLACE("abc","b","$0$0")', "abbc"),
    (r'REPLACE("abc","b","\\$")', "a$c"),
    (r'REPLACE("abc","b","\\$1")', "a$1c"),
    (r'REPLACE("abc","b","\\\\")', "a\\c"),
    (r'REPLACE("a(b)c","[(](b)[)]","<$1x>")', "a<bx>c"),
    (r'REPLACE("abc","(?:a)(b)","$1x")', "bxc"),
    (r'REPLACE("abracadabra","A","*","i")', "*br*c*d*br*"),
    (r'REPLACE("a.b",".","$1","q")', "a$1b"),
    (r'REPLACE(REPLACE("a1","(\\d)","$1x"),"a","$0b")', "ab1x"),
    (r'REPLACE(CONCAT("12"," km"),CONCAT("(\\d+)"," km"),"$1km")', "12km"),
    (r'REPLACE("abc",STR("b"),CONCAT("$0","$0"))', "abbc"),
    (r'replace ( "abc" , "b" , "$0x" )', "abxc"),
    (r'REPLACE("abc","b","x")', "axc"),
    (r'STR(REGEX("a1","\\d$"))', "true"),
)
ERRORS = (r'REPLACE("abc",STR("b"),"$")', r'REPLACE("abc",STR(""),"x")', 'REPLACE(1,STR("b"),"c")', r'REPLACE("abc",STR("b"),"\\n")', r'REPLACE("abc",STR("b"),STR("$$"))')  # fmt: skip
REFUSED = (r'REPLACE("abc","b","$")', r'REPLACE("abc","b","$$")', r'REPLACE("abc","b","${1}")', r'REPLACE("abc","b","\\n")', r'REPLACE("abc","x*","-")', r'REGEX("aa","(a)\\1")', r'REGEX("a","\\i")', r'REPLACE("a","\\p{IsBasicLatin}","b")', r'REGEX("a","(?=a)")')  # fmt: skip


@pytest.mark.parametrize(("expression", "wanted"), RIGHT)
def test_a_value_is_the_one_of_the_standard(
    expression: str, wanted: str, client: httpx.Client
) -> None:
    # By POST: an address of 5,000 characters is not for every server.
    answer = client.post(
        "/sparql", data={"query": f"SELECT ({expression} AS ?v) {{}}", "format": "json"}
    )
    assert answer.status_code == 200, answer.text
    (row,) = answer.json()["results"]["bindings"]
    assert row["v"]["value"] == wanted


@pytest.mark.parametrize("expression", ERRORS)
def test_an_error_of_the_standard_is_no_value(expression: str, client: httpx.Client) -> None:
    answer = client.get(f"/sparql?format=json&query={quote(f'SELECT ({expression} AS ?v) {{}}')}")
    assert answer.json()["results"]["bindings"] == [{}]


@pytest.mark.parametrize("expression", REFUSED)
def test_what_cannot_be_is_refused_with_the_reason(expression: str, client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": f"SELECT ({expression} AS ?v) {{}}"})
    assert answer.status_code == 400
    assert "pattern" in answer.text or "replacement" in answer.text


def test_a_row_of_data_is_replaced_like_a_text_of_the_query(client: httpx.Client) -> None:
    query = """SELECT (REPLACE(?t, ?p, "$1km") AS ?v) (REPLACE(?t, "(\\\\d+) km", "$1km") AS ?w)
               { VALUES (?t ?p) { ("12 km"@nb "(\\\\d+) km") ("7 km" "(\\\\d) km") } }"""
    answer = client.get("/sparql", params={"query": query, "format": "json"})
    rows = answer.json()["results"]["bindings"]
    assert [(row["v"], row["w"]) for row in rows] == [(row["w"], row["w"]) for row in rows]
    assert rows[0]["v"] == {"type": "literal", "value": "12km", "xml:lang": "nb"}


@pytest.mark.parametrize("query", ["SELECT (REPLACE( AS ?v) {}", 'ASK { FILTER(REGEX("a" }', "ASK { ?s ?replace ?o }", 'ASK { ?s ?p "REPLACE(1,2)" }', "ASK {} # REGEX(", "PREFIX regex: <urn:x> ASK { regex:a ?p ?o }"])  # fmt: skip
def test_what_is_no_call_is_left_alone(query: str) -> None:
    assert with_patterns(query) == query


texts = st.text(alphabet="ab1()$\\", max_size=5)


@given(texts, st.text(alphabet="ab1(){}|+?*.[]^$\\d", max_size=6), texts)
def test_what_stands_in_the_query_and_what_is_computed_agree(
    text: str, pattern: str, replacement: str
) -> None:
    store = MergingStore(Store(), CUSTOM)
    given_, by, with_ = (str(Literal(one)) for one in (text, pattern, replacement))

    def value(expression: str) -> object:
        try:
            query = with_patterns(f"SELECT ({expression} AS ?v) {{}}")
        except RefusedQuery:
            return None
        found = store.query(query, "urn:base:", None, own=False)
        assert isinstance(found, QuerySolutions)
        (row,) = found
        return row[0]

    at_once = value(f"REPLACE({given_}, {by}, {with_})")
    later = value(f"REPLACE({given_}, STR({by}), {with_})")
    assert at_once == later
    assert not isinstance(at_once, NamedNode)
