"""However a text is written, the scanner reads the same, and every place is one of the text as given."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_build.scan.candidates import DEPTH
from graph_build.scan.grammar import each, first_state
from graph_build.scan.kinds import KINDS
from graph_build.scan.scanner import scan
from graph_build.scan.words.normalisation import normal
from graph_build.scan.words.tokens import tokens_of
from tests.graph_build.marked import FILE, Marked, sentences

SOFT_HYPHEN, ZERO_WIDTH = "\u00ad", "\u200b"
THOROUGH = settings(max_examples=300)
SENTENCES = st.sampled_from(sentences(FILE))
# What texts of every kind are made of, the hidden signs and odd digits among them.
PIECES = st.sampled_from([
    *"0123456789", "2016", "2016", "12", "345", "91234567", "½", "⅔", "²", "٣", "é", "e\u0301", "\u0301", SOFT_HYPHEN,
    ZERO_WIDTH, "\ufeff", " ", " ", " ", "\u00a0", "\t", "\n", "-", "–", "−", ".", ",", ":", "/", "'", "’", "(", ")", "§", "+",
    "%", "‰", "€", "og", "eller", "til", "av", "i", "fra", "en", "halv", "halvannen", "to", "tre", "fem", "tjueen", "hundre",
    "tusen", "million", "mill.", "kroner", "kr", "øre", "MNOK", "prosent", "promille", "poeng", "mai", "nov.", "kvartal",
    "tallet", "årene", "klokken", "komma", "minus", "hver", "tredje", "tredel", "noen", "par", "titalls", "kap.", "punkt", "s.",
    "nr.", "tlf.", "org", "konto", "vant", "årsverk", "Ord", "@", "www.", "gang", "ganger", "så", "klokka", "er", "kvart", "over", "tid", "tida", "mandag", "HR", "Rt", "C", "nittitallet",
    "tital", "annet", "ledd", "åtte", "fire", "ti", "stille", "å", "18-123456TVI", "0047", "-98", "1700", "juni", "000", "fem", "\U0001f600", "İ", "ſ",
])  # fmt: skip
TEXTS = st.one_of(
    st.text(), st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES).map(" ".join)
)


@given(TEXTS)
@THOROUGH
def test_every_expression_quotes_its_place_and_none_overlaps(text: str) -> None:
    end = 0
    for one in scan(text):
        assert end <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert one.kind in KINDS
        end = one.end


@given(TEXTS)
@THOROUGH
def test_every_stretch_of_the_normal_text_has_its_place(text: str) -> None:
    shown = normal(text)
    end = 0
    for at in range(len(shown.text)):
        first, last = shown.original(at, at + 1)
        assert end <= first < last <= len(text)
        end = last


@given(SENTENCES, st.data())
@THOROUGH
def test_hidden_signs_change_nothing_but_places(marked: Marked, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(marked.text)))
    sign = data.draw(st.sampled_from([SOFT_HYPHEN, ZERO_WIDTH]))
    text = marked.text[:at] + sign + marked.text[at:]
    found, before = scan(text), scan(marked.text)
    assert [(one.kind, one.value) for one in found] == [(one.kind, one.value) for one in before]
    assert [one.text.replace(sign, "") for one in found] == [one.text for one in before]


@pytest.mark.parametrize("marked", sentences(FILE), ids=lambda marked: marked.text)
@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_accents_apart_and_spaces_that_do_not_break_are_read_alike(
    marked: Marked, space: str
) -> None:
    found = scan(normalize("NFD", marked.text.replace(" ", space)))
    assert [(one.kind, one.value) for one in found] == [
        (one.kind, one.value) for one in scan(marked.text)
    ]


def test_a_stretch_that_ends_in_an_accent_has_it() -> None:
    shown = normal("ae\u0301b")
    assert [shown.original(at, at + 1) for at in range(3)] == [(0, 1), (1, 3), (3, 4)]


def test_an_accent_at_the_end_belongs_to_its_letter() -> None:
    (one,) = scan("mai ha\u030a 2 sve\u0301 ette\u0301 e\u0301n\u00ad.")[1:]
    assert one.text == "e\u0301n"


@pytest.mark.parametrize(
    "text", ["Det er 12-9 i dag.", "Han fikk 7–7 der.", "Laget vant 2–4.", "fra 9 til 5"]
)
def test_a_range_goes_upwards_and_is_no_score(text: str) -> None:
    assert [one.kind for one in scan(text)] == ["number", "number"]


@given(TEXTS)
@THOROUGH
def test_a_rule_that_holds_is_among_the_candidates(text: str) -> None:
    """What the next tokens rule out does not hold: the automaton tries each rule wherever it has a match."""
    tokens = tokens_of(normal(text).text)
    for at in range(len(tokens.classes)):
        state = first_state()
        for sign in tokens.classes[at : at + 2 * DEPTH]:
            state = state[sign]
            for number, (pattern, _) in enumerate(each()):
                assert number in state.rules or pattern.match(tokens.classes, at) is None


def test_few_rules_are_tried_where_numbers_stand_close() -> None:
    """Of the rules that may begin with a digit, most are ruled out by what stands behind it."""
    tokens = tokens_of("1 1 1 1 1")
    state = first_state()
    for sign in tokens.classes[:DEPTH]:
        state = state[sign]
    assert len(first_state()[tokens.classes[0]].rules) > 20
    assert len(state.rules) <= 2
