"""What the gate in front of the engine refuses, and that it lets through all that is legal."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sparql.limits import LIMITS, RefusedQuery, look_at

CALL = "SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }"
HIDDEN = {
    "in plain sight": f"SELECT * {{ {CALL} }}",
    "any case": "select * { sErViCe silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "after an escaped line end in a comment": f'# \\u000A"""\nSELECT * {{ {CALL} }} # """',
    "escaped letters": "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "after a string": f'SELECT * {{ ?s ?p "a"{CALL} }}',
    "after a string that ends in quotation marks": f'SELECT * {{ ?s ?p """a\\"""" . {CALL} }}',
    "after an empty local name": f"PREFIX a: <urn:a> SELECT * {{ ?s ?p a:.{CALL} }}",
    "after a keyword and a dot": f"SELECT * {{ ?s ?p true.{CALL} }}",
    "after a number": f"SELECT * {{ ?s ?p 1.{CALL} }}",
    "after a language tag": f'SELECT * {{ ?s ?p "a"@en.{CALL} }}',
    "after less-than": f"SELECT * {{ FILTER(1<2){CALL} }}",
    "between two comparisons": f"SELECT * {{ FILTER(1<2) {CALL} FILTER(3>2) }}",
    "in a sub-select": f"SELECT * {{ {{ SELECT * {{ {CALL} }} }} }}",
    "in EXISTS": f"ASK {{ FILTER EXISTS {{ {CALL} }} }}",
}
ALLOWED = {
    "in a string": 'SELECT * { ?s ?p "SERVICE" }',
    "in a long string": 'SELECT * { ?s ?p """a "SERVICE" b""" }',
    "in an IRI": "SELECT * { ?s <http://a/SERVICE> ?o }",
    "in a name": "PREFIX a: <urn:a> SELECT * { ?s a:SERVICE ?o }",
    "in a variable": "SELECT ?SERVICE { ?SERVICE ?p ?o }",
    "in a comment": "SELECT * { ?s ?p ?o } # SERVICE <http://a/>",
}
OVER = {
    "bytes": ("#" * (LIMITS.query_bytes + 1), "bytes"),
    "brackets": ("SELECT * { ?s ?p " + "(" * 65 + ")" * 65 + " }", "nested"),
    "groups": ("SELECT * " + "{" * 65 + "}" * 65, "nested"),
    "blank nodes": ("ASK { ?s ?p " + "[ ?p " * 65 + "1" + "]" * 65 + " }", "nested"),
    "negations": ("ASK { FILTER(" + "!" * 1_001 + "true) }", "operators"),
    "disjunctions": ("ASK { FILTER(" + "true||" * 1_001 + "true) }", "operators"),
    "path": ("ASK { ?s " + "<urn:p>/" * 1_001 + "<urn:p> ?o }", "operators"),
    "unions": ("ASK { {} " + "UNION {} " * 257 + "}", "clauses"),
    "optionals": ("ASK { " + "OPTIONAL { ?s ?p ?o } " * 257 + "}", "clauses"),
    "patterns": ("ASK { " + "?s ?p ?o . " * 101 + "}", "patterns in one group"),
    "words": ("ASK { " + "?x " * 50_001 + "}", "words and signs"),
}


@pytest.mark.parametrize("query", HIDDEN.values(), ids=HIDDEN)
def test_a_request_to_others_is_seen_wherever_it_hides(query: str) -> None:
    with pytest.raises(RefusedQuery, match="SERVICE is not allowed"):
        look_at(query)


@pytest.mark.parametrize("query", ALLOWED.values(), ids=ALLOWED)
def test_a_word_that_only_looks_like_a_request_passes(query: str) -> None:
    assert look_at(query).form == "SELECT"


@pytest.mark.parametrize(("query", "told"), OVER.values(), ids=OVER)
def test_each_limit_has_its_own_message(query: str, told: str) -> None:
    with pytest.raises(RefusedQuery, match=told):
        look_at(query)


def test_what_is_just_within_the_limits_passes() -> None:
    look_at("SELECT * { ?s ?p " + "(" * 63 + "1" + ")" * 63 + " }")
    look_at("ASK { " + "?s ?p ?o . " * 100 + "}")
    look_at("ASK { {} " + "UNION {} " * 256 + "}")


@pytest.mark.parametrize(
    ("query", "form", "own"),
    [
        ("PREFIX SELECT: <urn:a> ASK { }", "ASK", False),
        ("# SELECT\nCONSTRUCT WHERE { }", "CONSTRUCT", False),
        ("BASE <http://a/ASK> DESCRIBE <b> FROM <c>", "DESCRIBE", True),
        ("select * from named <urn:g> { graph ?g { } }", "SELECT", True),
        ('SELECT * { ?s ?p "FROM" }', "SELECT", False),
        ("nonsense", "", False),
    ],
)
def test_form_and_dataset_are_read_from_the_keywords(query: str, form: str, own: bool) -> None:
    seen = look_at(query)
    assert (seen.form, seen.own_dataset) == (form, own)


def test_no_legal_query_of_the_w3c_is_refused_but_for_service(shared: Path) -> None:
    folder = shared / "w3c"
    queries = [path for name in ("sparql10", "sparql11") for path in (folder / name).rglob("*.rq")]
    if not queries:
        pytest.skip("the W3C suites are not part of the project (no ../shared/w3c)")
    refused = set()
    for path in queries:
        try:
            look_at(path.read_text(encoding="utf-8", errors="replace"))
        except RefusedQuery:
            refused.add(path.parent.name)
    assert refused <= {"service", "syntax-fed"}


PIECES = st.sampled_from(
    ['"', '"""', "'", "'''", "\\", "\\u0022", "\\u000A", "\n", "#", "<", ">", "a", "a:", ":", ".", "-", "?", "@", "1", "{", "}", " "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=40))
def test_any_text_is_read_or_refused(pieces: str, text: str) -> None:
    for query in (pieces, text, pieces + text):
        try:
            look_at(query)
        except RefusedQuery:
            continue


@pytest.mark.parametrize(
    "piece", ['"""\\"', '"', "'''", "a-", "a.", "a:", "<", "\\", "?", "@a-", "\\u0022", "%41"]
)
def test_long_nonsense_is_read_in_one_pass(piece: str) -> None:
    """A reader that goes back would need hours for these; this test would not end."""
    try:
        look_at(piece * (LIMITS.query_bytes // len(piece)))
    except RefusedQuery:
        return


def test_service_is_refused_however_late_it_stands() -> None:
    for many in (1, 10, 1_000):
        before = " ".join(f"FILTER(true && STR(?o) = 'x{n}')" for n in range(min(many, 90)))
        words = " ".join("a" for _ in range(many))
        query = f"SELECT * {{ ?s ?p ?o {before} }} # {words}\nVALUES ?x {{}} SERVICE <urn:x> {{}}"
        with pytest.raises(RefusedQuery, match="SERVICE"):
            look_at(query)
