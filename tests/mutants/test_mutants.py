"""The table of mutants fits the code, and their count is told as it is."""

from collections import Counter
from pathlib import Path

import pytest

from tests.mutants.__main__ import summary
from tests.mutants.bench import Outcome
from tests.mutants.mutant import Mutant, Stale, mutants

MUTANTS = list(mutants())
ONE = Mutant("graph_build/a.py", "x < y", "x <= y", ("tests",), dangerous=True)


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_mutant_can_be_made_and_has_its_tests(mutant: Mutant, project: Path) -> None:
    text = (project / mutant.file).read_text(encoding="utf-8")
    assert mutant.applied(text) != text
    assert mutant.tests
    for test in mutant.tests:
        assert (project / test.partition("::")[0]).exists(), test


def test_no_mutant_stands_in_the_tables_twice() -> None:
    again = Counter((one.file, one.old, one.new) for one in MUTANTS)
    assert [one for one, times in again.items() if times > 1] == []


@pytest.mark.parametrize(
    ("text", "told"), [("x > y", "0 times"), ("x < y and x < y", "2 times"), ("", "0 times")]
)
def test_a_mutant_whose_old_text_is_not_there_once_is_an_error(text: str, told: str) -> None:
    with pytest.raises(Stale, match=told):
        ONE.applied(text)


def test_a_mutant_that_changes_nothing_is_an_error() -> None:
    with pytest.raises(Stale, match="changes nothing"):
        Mutant("a.py", "x", "x", ("tests",)).applied("x")


def test_a_mutant_changes_its_old_text_only() -> None:
    assert ONE.applied("if x < y: x > y") == "if x <= y: x > y"


def test_made_and_found_are_told_by_package_and_survivors_by_name() -> None:
    other = Mutant("shapes/b.py", "1", "2", ("tests/b",))
    lines = summary(
        [Outcome(ONE, False, ""), Outcome(ONE, True, "FAILED"), Outcome(other, False, "")]
    ).splitlines()
    assert lines[0].split() == ["graph_build", "1", "of", "2", "found"]
    assert lines[1].split() == ["shapes", "0", "of", "1", "found"]
    assert lines[2].split() == ["in", "all", "1", "of", "3", "found"]
    assert lines[3] == "not found (dangerous): graph_build/a.py: 'x < y' -> 'x <= y' by tests"
    assert lines[4] == "not found (harmless): shapes/b.py: '1' -> '2' by tests/b"
    assert len(lines) == 5
