"""An empty answer says why, where a term of the query only looks like one of the graph."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sparql.hints import hints

RF = (
    "PREFIX rf: <https://rusfelt.example/def#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)
SAID = {
    "a whole number": ("SELECT * { ?x rf:value 500 }", ("500.0",)),
    "one at the end of a pattern": ("SELECT * { ?x rf:value 500. ?x a rf:Target }", ("500.0",)),
    "one in a list": ("ASK { ?x rf:value 1.5, 500 }", ("500.0",)),
    "one within another group": (
        "SELECT * { ?x a rf:Claim FILTER NOT EXISTS { ?x rf:value 3 } }",
        ("3.0",),
    ),
    "a name without a language": ('SELECT * { ?x rf:label "Norge" }', ('"Norge"@nb',)),
    "a decimal": ("SELECT * { ?x rf:value 500.0 }", ()),
    "a number that is compared": ("SELECT * { ?x rf:value ?v FILTER(?v = 500) }", ()),
    "a limit": ("SELECT * { ?x rf:value ?v } LIMIT 10 OFFSET 20", ()),
    "a name with its language": ('SELECT * { ?x rf:label "Norge"@nb }', ()),
    "a typed one": ('SELECT * { ?x rf:value "5"^^<http://www.w3.org/2001/XMLSchema#decimal> }', ()),
    "a code": ('SELECT * { ?x skos:notation "norway" }', ()),
}


@pytest.mark.parametrize("name", SAID)
def test_a_term_that_only_looks_right_is_told(name: str) -> None:
    query, instead = SAID[name]
    assert tuple(hint.instead for hint in hints(query)) == instead


@given(st.text(alphabet='?x {}().;,"@^0123456789aA:<>\n', max_size=60))
def test_any_text_is_read(query: str) -> None:
    assert all(hint.written in query for hint in hints(query))


def page(served: httpx.Client, query: str, language: str = "en") -> str:
    answer = served.get(
        "/sparql",
        params={"query": RF + query, "lang": language},
        headers={"Accept": "text/html"},
    )
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "er et helt tall"), ("nn", "er eit heilt tal"), ("en", "is a whole number")],
)
def test_the_query_page_says_why_it_found_no_rows(
    client: httpx.Client, language: str, words: str
) -> None:
    found = page(client, "SELECT * { ?x rf:value 896 }", language)
    assert words in found
    assert "896.0" in found


def test_the_query_page_says_nothing_of_what_was_found(client: httpx.Client) -> None:
    found = page(client, "SELECT * { ?x rf:value 896.0 }")
    assert "is a whole number" not in found
    assert "<td>" in found
