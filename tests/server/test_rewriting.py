"""What nobody can see in a query, and the order in which `*` gives its columns."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from server.sparql.limits import matches
from server.sparql.rewriting import UNSEEN, with_columns, with_plain_blanks

WHITE = ["\u00a0", "\x0b", "\x0c", "\u2003", "\u3000", "\u2028", "\u202f", "\x85"]
NO_WIDTH = ["\u200b", "\ufeff", "\u2060", "\u00ad", "\u200e"]


@pytest.mark.parametrize("char", WHITE + NO_WIDTH, ids=lambda one: f"{ord(one):04X}")
def test_what_cannot_be_seen_between_words_is_passed_over(char: str, client: httpx.Client) -> None:
    query = f"{char}SELECT{char} {char}*{char} {{{char} ?s{char} a{char} ?o{char} .{char} }} {char}LIMIT{char} 2{char}"
    plain = "SELECT * { ?s a ?o } LIMIT 2"
    answer = client.get("/sparql", params={"query": query, "format": "csv"})
    assert answer.status_code == 200, answer.text
    assert answer.text == client.get("/sparql", params={"query": plain, "format": "csv"}).text


@pytest.mark.parametrize("char", WHITE, ids=lambda one: f"{ord(one):04X}")
def test_a_white_one_parts_words_as_people_mean_it(char: str, client: httpx.Client) -> None:
    query = f"ASK{char}{{ ?s{char}?p{char}?o }}"
    assert client.get("/sparql", params={"query": query, "format": "csv"}).text == "true\r\n"


@pytest.mark.parametrize("char", NO_WIDTH, ids=lambda one: f"{ord(one):04X}")
def test_one_without_width_within_a_word_is_named(char: str, client: httpx.Client) -> None:
    query = f"SELECT * {{\n ?su{char}bject ?p ?o }}"
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    assert f"Line 2, column 5: U+{ord(char):04X} (" in answer.text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { ?s ?p \x07 }", "found U+0007"),
        ("SELECT * { ?s ?p \u0001", "found U+0001"),
        ("SELECT * { ?s ?p ", "the query ends"),
        ("SELECT * { ?s ?p \u00a0 ", "the query ends"),
    ],
)
def test_the_end_is_told_where_it_is_the_end(query: str, told: str, client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    assert told in answer.text


@pytest.mark.parametrize("kept", ['"a\u00a0b\u200bc"', "'''a\x0b\u2028b'''"])
def test_strings_keep_what_they_have(kept: str, client: httpx.Client) -> None:
    answer = client.get(
        "/sparql", params={"query": f"SELECT ({kept} AS ?v) {{}}", "format": "json"}
    )
    assert answer.json()["results"]["bindings"][0]["v"]["value"] == kept.strip("'\"")


def test_a_joiner_that_a_name_may_have_stays() -> None:
    query = "SELECT * { ?a\u200cb <urn:p> ?c }"
    assert with_plain_blanks(query) == query


@given(st.text(alphabet="?a {}\u00a0\u2003\"'<>#\n\\"))
def test_places_stay_and_nothing_that_is_seen_changes(query: str) -> None:
    plain = with_plain_blanks(query)
    assert len(plain) == len(query)
    assert all(a == b or (UNSEEN.match(a) and b == " ") for a, b in zip(query, plain, strict=True))
    assert "".join(match[0] for match in matches(query)) == query


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("SELECT * { ?s ?p ?o }", "s,p,o"),
        ("select distinct * where { ?zeta ?p ?alpha }", "zeta,p,alpha"),
        ("SELECT REDUCED * { ?z ?p ?a OPTIONAL { ?a ?q ?b } }", "z,p,a,q,b"),
        ("PREFIX select: <urn:x> SELECT * { ?z select:a ?a }", "z,a"),
        ("SELECT * { { SELECT ?o ?s { ?s ?p ?o } } ?s ?a ?b }", "o,s,a,b"),
        ("SELECT * { ?z ?p ?a FILTER NOT EXISTS { ?z ?q ?hidden } }", "z,p,a"),
        ("SELECT * { VALUES (?z ?a) { (1 2) } BIND(3 AS ?m) }", "z,a,m"),
        ("SELECT * { $z ?p ?a } # ?comment", "z,p,a"),
        ('SELECT * { ?z ?p ?a FILTER(?a != "?b") }', "z,p,a"),
        ("SELECT ?o ?s { ?s ?p ?o }", "o,s"),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "n"),
        ("SELECT ?z (COUNT(*) AS ?a) { ?z ?p ?o } GROUP BY ?z", "z,a"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "json", "xml", "tsv"])
def test_a_star_gives_the_columns_in_the_order_of_the_query(
    query: str, columns: str, form: str, client: httpx.Client
) -> None:
    answer = client.post(
        "/sparql", data={"query": f"{query} LIMIT 1" if "#" not in query else query, "format": form}
    )
    assert answer.status_code == 200, answer.text
    names = columns.split(",")
    if form == "csv":
        assert answer.text.split("\r\n")[0] == columns
    elif form == "json":
        assert answer.json()["head"]["vars"] == names
    elif form == "tsv":
        assert answer.text.split("\n")[0].split("\t") == ["?" + name for name in names]
    else:
        places = [answer.text.index(f'<variable name="{name}"/>') for name in names]
        assert places == sorted(places)


names = st.sampled_from(["z", "y", "a", "b", "m"])


@given(st.lists(st.tuples(names, names, names), min_size=1, max_size=4), st.booleans())
def test_the_columns_are_the_same_ones_and_so_are_the_rows(
    patterns: list[tuple[str, str, str]], nested: bool
) -> None:
    inner = " . ".join(" ".join("?" + name for name in pattern) for pattern in patterns)
    query = f"SELECT * {{ {{ SELECT * {{ {inner} }} }} }}" if nested else f"SELECT * {{ {inner} }}"
    store = Store()
    store.update("INSERT DATA { <urn:a> <urn:b> <urn:a> , <urn:b> . <urn:b> <urn:b> <urn:b> }")
    before = store.query(query)
    columns = [one.value for one in before.variables]  # type: ignore[union-attr]
    rewritten = with_columns(query, columns)
    order = list(dict.fromkeys(name for pattern in patterns for name in pattern))
    if rewritten is None:
        assert columns == order
        return
    after = store.query(rewritten)
    assert [one.value for one in after.variables] == order  # type: ignore[union-attr]
    rows = sorted(str([row[name] for name in order]) for row in before)  # type: ignore[call-overload,index]
    assert rows == sorted(str([row[name] for name in order]) for row in after)  # type: ignore[call-overload,index]
