"""The gate, fuzzed for a bounded time; and that the fuzzing would notice a gate that is not whole."""

import re
from pathlib import Path

import pytest

from server.sparql import limits as gate
from server.sparql.limits import QueryLimits, QueryTraits, RefusedQuery
from tests.server.fuzz_gate import OWN, Broken, corpus, run

SECONDS = 10
BARE = re.compile(r"SERVICE", re.IGNORECASE)
COMMENT = re.compile(r"#[^\r\n]*")


def blind_to_escapes(text: str, _: QueryLimits | None = None) -> QueryTraits:
    if BARE.search(text):
        raise RefusedQuery("no SERVICE")
    return QueryTraits("SELECT", False, True)


def blind_to_case(text: str, _: QueryLimits | None = None) -> QueryTraits:
    if re.search(r"SERVICE|service", text):
        raise RefusedQuery("no SERVICE")
    return QueryTraits("SELECT", False, True)


def blind_to_strings(text: str, _: QueryLimits | None = None) -> QueryTraits:
    if BARE.search(gate.ESCAPE.sub(lambda one: chr(int(one[1] or one[2], 16)), text)):
        raise RefusedQuery("no SERVICE")
    return QueryTraits("SELECT", False, True)


def misled_by_quotes_in_comments(text: str, _: QueryLimits | None = None) -> QueryTraits:
    text = gate.ESCAPE.sub(lambda one: chr(int(one[1] or one[2], 16)), text)
    text = re.sub(r"\"[^\"]*\"|'[^']*'", "", text)
    if BARE.search(COMMENT.sub("", text)):
        raise RefusedQuery("no SERVICE")
    return QueryTraits("SELECT", False, True)


@pytest.mark.parametrize("seconds", [2, pytest.param(30, marks=pytest.mark.deep)])
def test_no_text_gets_past_the_gate(seconds: float) -> None:
    suites = Path(__file__).resolve().parents[3] / "shared" / "w3c"
    seen = run(seconds, 1, corpus(suites if suites.is_dir() else None))
    assert seen["texts"] > 1_000
    assert seen["calls"] > 100
    assert seen["let through"] > seen["refused"]


@pytest.mark.parametrize(
    "faulty", [blind_to_escapes, blind_to_case, blind_to_strings, misled_by_quotes_in_comments]
)
def test_a_gate_with_a_gap_is_found_out(faulty: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "look_at", faulty)
    with pytest.raises(Broken):
        run(SECONDS, 1, OWN)
