"""What a scan does grows as the text does, counted in calls, not in seconds."""

import random
import sys
from itertools import chain
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_build.scan.candidates import DEPTH, Candidates
from graph_build.scan.grammar import first_state
from graph_build.scan.scanner import scan
from graph_build.scan.words.word_classes import NAMES, SIGN_OF

DENSE = (
    "1 ", "1-", "to ", "½", "1.", "§ 1 ", "kl. 1 ", "1,", "1/", "førti", "førti ", "hundre og ", "mellom 1 og ", "\u00a0",
    "1\u00a0", "\u00ad", "1\u00ad", "a\u0301", "\u0301", "9", "1, 2 og ", "§§ 1, ", "tlf. 1 ", "org 1-", "1. mai ", "2018 ",
    "1.23,4 ", "Meld. St. 1 ", "klokka er ", "kvart over ", "i 1700 ", "1 av ", "vant 1–2 ", "1–2000 ", "hundretusen ",
)  # fmt: skip


def calls_to_scan(text: str) -> int:
    """How many functions, of Python and of C, a scan calls."""
    count = 0

    def called(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        scan(text)
    finally:
        sys.setprofile(before)
    return count


def assert_proportional(unit: str) -> None:
    scan(unit * 400)
    one, two, four = (calls_to_scan(unit * times) for times in (100, 200, 400))
    assert four - two <= 2.2 * (two - one) + 50, repr(unit)


@pytest.mark.parametrize("unit", DENSE)
def test_twice_the_text_takes_twice_the_calls(unit: str) -> None:
    assert_proportional(unit)


@pytest.mark.deep
@given(st.lists(st.sampled_from(DENSE), min_size=1, max_size=4).map("".join))
@settings(max_examples=60, deadline=None)
def test_so_does_a_mixture(unit: str) -> None:
    assert_proportional(unit)


def states_behind(state: Candidates, depth: int) -> set[int]:
    if not depth:
        return {id(state)}
    behind = (states_behind(state[SIGN_OF[name]], depth - 1) for name in NAMES)
    return {id(state), *chain.from_iterable(behind)}


def test_the_automaton_has_a_bound_whatever_it_reads() -> None:
    """Every state that two tokens lead to, and those of a hundred thousand tokens without order."""
    seen = states_behind(first_state(), 2)
    drawn = random.Random(1).choices([SIGN_OF[name] for name in NAMES], k=100_000)
    for at in range(len(drawn)):
        state = first_state()
        for sign in drawn[at : at + DEPTH]:
            state = state[sign]
            seen.add(id(state))
    assert len(seen) < 3_000
