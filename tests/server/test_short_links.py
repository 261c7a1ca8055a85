"""A query as an address: there and back, for ever, and never more than a query may be."""

import base64
import hashlib
import zlib

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.answers.query.excerpt import excerpt
from server.answers.query.heading import heading
from server.answers.query.short_link import DICTIONARY_1, LONGEST, NoQuery, long, short
from server.queries.saved_query import saved_queries

MOST = 200_000
PAGE = {"Accept": "text/html"}


def packed(content: bytes, dictionary: bytes = DICTIONARY_1) -> str:
    packer = zlib.compressobj(9, wbits=-15, zdict=dictionary)
    return "1" + base64.urlsafe_b64encode(packer.compress(content) + packer.flush()).decode().rstrip("=")  # fmt: skip


@given(st.text(max_size=500))
def test_a_query_comes_back(query: str) -> None:
    text = short(query)
    assert text is not None
    assert long(text, MOST) == query


def test_addresses_that_were_given_away_stay_good() -> None:
    query = "PREFIX rf: <https://rusfelt.example/def#>\nSELECT ?claim WHERE {\n  ?claim a rf:Claim ; rf:states ?statement .\n}\n"
    assert long("1Iz7LILkIGGhIDiA21kEuAwA", MOST) == query
    digest = hashlib.sha256(DICTIONARY_1).hexdigest()
    assert digest == "ebc3a86605c5f2f0394776e0066ac41e04f9a36ba75c61c0618c3c95a342d5f5", (
        "a dictionary never changes: add another one"
    )


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_a_question_is_less_than_half_as_long_as_its_query_in_an_address(name: str) -> None:
    query = saved_queries()[name].text
    plain = str(httpx.QueryParams({"query": query}))
    text = short(query)
    assert text is not None
    assert len(text) < len(plain) / 2.5
    assert len(text) < 1_100


def test_a_base_of_ones_own_makes_addresses_as_short() -> None:
    base = "https://kunnskap.example.no/rus/"
    query = saved_queries()["cq07-early-identification-share"].under(base)
    text = short(query, base)
    assert text is not None
    assert len(text) < 700
    assert long(text, MOST, base) == query


def test_a_query_too_long_for_an_address_has_none() -> None:
    noise = "".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(500))
    assert short(noise) is None


BAD = {
    "nothing": "",
    "no digit": "abc",
    "an unknown dictionary": "2abc",
    "no base64url": "1a+b/",
    "a length that base64 has not": "1aaaaa",
    "no DEFLATE": "1" + base64.urlsafe_b64encode(b"\xff\xff\xff").decode(),
    "cut": packed(b"SELECT * WHERE { ?s ?p 12345678 }")[:-8],
    "no UTF-8": packed(b"\xff\xfe"),
    "a bomb": packed(b" " * 2_000_000),
    "one byte too many": packed(b"x" * (MOST + 1)),
    "too long": "1" + "A" * LONGEST,
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_address_of_a_query_is_refused(name: str, client: httpx.Client) -> None:
    with pytest.raises(NoQuery):
        long(BAD[name], MOST)
    answer = client.get("/nb/sparql", params={"q": BAD[name]}, headers=PAGE)
    assert answer.status_code == 400
    assert "Kopier hele adressen." in answer.text


def test_the_bomb_is_short_enough_to_be_unpacked() -> None:
    assert len(BAD["a bomb"]) < LONGEST


def test_as_many_bytes_as_a_query_may_have_are_unpacked() -> None:
    assert len(long(packed(b"x" * MOST), MOST)) == MOST


@given(st.text(alphabet="1AZaz09-_", max_size=60))
def test_any_address_is_a_query_or_is_refused(text: str) -> None:
    try:
        assert len(long(text, 1_000).encode()) <= 1_000
    except NoQuery:
        return


def test_a_short_address_is_asked_as_its_query_is(client: httpx.Client) -> None:
    query = "SELECT (1 AS ?x) {}"
    asked = {"q": short(query) or "", "format": "csv"}
    assert client.get("/sparql", params=asked).text == "x\r\n1\r\n"
    both = {"q": "nonsense", "query": query, "format": "csv"}
    assert client.get("/sparql", params=both).text == "x\r\n1\r\n"


@pytest.mark.parametrize(
    ("query", "languages", "told"),
    [
        ("# Hva?\nASK {}", ("nb",), ("Hva?", None)),
        ("PREFIX x: <urn:x#>\n\n  ## Hvor?  \nASK {}", ("nb",), ("Hvor?", None)),
        ("# title@nb: Ett\n# title@en: One\nASK {}", ("en", "nb"), ("One", "en")),
        ("# title@nb: Ett\nASK {}", ("en", "nb"), ("Ett", "nb")),
        ("#\n# \nASK {} # after", ("nb",), None),
        ("PREFIX x: <urn:x#> ASK {}", ("nb",), None),
    ],
)
def test_a_query_is_called_what_its_first_comment_says(
    query: str, languages: tuple[str, ...], told: tuple[str, str | None] | None
) -> None:
    assert heading(query, languages) == told


def test_a_long_comment_is_cut() -> None:
    found = heading("# " + "å" * 1_000 + "\nASK {}", ("nb",))
    assert found is not None
    assert len(found[0]) == 160


@given(st.text(alphabet="ab\t\n", max_size=300), st.integers(0, 8), st.integers(1, 300))
def test_the_caret_stands_below_the_mark(query: str, line: int, column: int) -> None:
    lines = excerpt(query, line, column, 2)
    if not lines:
        assert not 1 <= line <= query.count("\n") + 1
        return
    *_, marked, caret = lines
    assert marked.number == str(line)
    assert len(marked.before) == len(caret.before) - 1
    assert marked.marked
    assert len(marked.before) <= 61
