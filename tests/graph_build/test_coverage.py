"""What covers a number of a text, at the edges of passages and fragments."""

import pytest

from graph_build.schema.claims import Claim, FactFile, Span, Unclaimed
from graph_build.schema.fields import Texts
from graph_build.verification.coverage import coverage

TEXT = "Det er (12 av 34) hus, ikke 12 nå."
FIRST, SECOND = (8, 16), (28, 30)
HASH = "0" * 64


def facts(
    *spans: tuple[int, int, str | None], unclaimed: tuple[int, int] | None = None
) -> FactFile:
    passages = tuple(Span(start=a, end=b, sha256=HASH, fragment=words) for a, b, words in spans)
    words = Texts(nb="x", nn="x", en="x")
    claim = Claim(id="one", mode="asserted", by="town", topics=(), label=words, spans=passages)
    aside = (
        ()
        if unclaimed is None
        else (Unclaimed(start=unclaimed[0], end=unclaimed[1], reason="metadata"),)
    )
    return FactFile(source="t1", claim=(claim,), unclaimed=aside)


def covered(known: FactFile) -> list[bool]:
    """Whether claims cover each expression of the text, in its order."""
    return [bool(one.claims) for one in coverage(TEXT, known)]


def test_the_text_has_two_expressions() -> None:
    found = [(one.expression.start, one.expression.end) for one in coverage(TEXT, None)]
    assert found == [FIRST, SECOND]
    assert not [one for one in coverage(TEXT, None) if one.accounted]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((0, 21, "12 av 34) hus"), [True, False]),
        ((8, 16, "12 av 34"), [True, False]),  # the passage is just the expression
        ((0, 21, "34) hus"), [True, False]),  # the fragment has its last words
        ((0, 21, "er (12"), [True, False]),  # or its first
        ((0, 21, "er ("), [False, False]),  # the fragment ends where it begins
        ((0, 21, ") hus"), [False, False]),  # or begins where it ends
        ((9, 21, "34) hus"), [False, False]),  # it begins before the passage
        ((0, 15, "er (12"), [False, False]),  # or ends after it
        ((0, 21, None), [False, False]),
        ((0, 34, "12"), [True, True]),  # a fragment that stands twice is found at both
        ((21, 34, "12"), [False, True]),
        ((21, 30, "12"), [False, True]),  # the passage ends where the expression ends
        ((28, 34, "12"), [False, True]),
    ],
    ids=str,
)
def test_an_expression_is_covered_by_words_of_it_in_a_passage_around_it(
    span: tuple[int, int, str | None], expected: list[bool]
) -> None:
    assert covered(facts(span)) == expected


@pytest.mark.parametrize(
    ("stretch", "expected"),
    [
        ((8, 16), [True, False]),
        ((9, 16), [False, False]),
        ((8, 15), [False, False]),
        ((0, 8), [False, False]),
        ((0, 34), [True, True]),
        ((16, 29), [False, False]),
        ((16, 30), [False, True]),
    ],
    ids=str,
)
def test_an_expression_is_no_fact_where_all_of_it_stands_in_such_a_stretch(
    stretch: tuple[int, int], expected: list[bool]
) -> None:
    found = coverage(TEXT, facts((20, 21, None), unclaimed=stretch))
    assert [one.reason == "metadata" for one in found] == expected
    assert [one.accounted for one in found] == expected
