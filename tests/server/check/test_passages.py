"""What the passages promise: an altered figure is not called stated, a true one is, a near one names what differs."""

from collections import Counter
from pathlib import Path

import pytest

from graph_build.layers.builder import BuiltGraph
from server.repository.embedded_repository import EmbeddedRepository
from tests.server.check.measure import FOLDER, measured
from tests.server.check.sources import reports, texts

FILES = sorted(FOLDER.glob("*.txt"))
NOT_ALTERED = ("true", "foreign", "no figure")


@pytest.fixture(scope="module")
def table(repository: EmbeddedRepository) -> dict[str, Counter[str]]:
    return measured(repository, FILES)[0]


def share(table: dict[str, Counter[str]], column: str, names: list[str]) -> float:
    return sum(table[name][column] for name in names) / sum(table[name]["all"] for name in names)


def test_of_altered_figures_at_most_one_in_a_hundred_is_called_stated(
    table: dict[str, Counter[str]],
) -> None:
    altered = [name for name in table if name not in NOT_ALTERED]
    assert sum(table[name]["all"] for name in altered) >= 100
    assert share(table, "stated", altered) <= 0.01


def test_of_figures_of_other_fields_none_is_called_stated(table: dict[str, Counter[str]]) -> None:
    assert table["foreign"]["all"] >= 20
    assert table["foreign"]["stated"] == 0


def test_of_true_figures_at_least_ninety_five_in_a_hundred_are_stated(
    table: dict[str, Counter[str]],
) -> None:
    assert share(table, "right", ["true"]) >= 0.95


def test_of_near_figures_ninety_in_a_hundred_name_what_differs(
    table: dict[str, Counter[str]],
) -> None:
    altered = [name for name in table if name not in NOT_ALTERED]
    assert share(table, "right", altered) >= 0.9


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    folder = shared / "seeds"
    if len(texts(folder)) < 5:
        pytest.skip("the five texts are not in ../shared/seeds")
    return folder


@pytest.mark.deep
def test_no_figure_of_a_text_is_stated_by_the_other_four(folder: Path, built: BuiltGraph) -> None:
    for number, _, others in reports(built.quads, folder):
        stated = [one for one in others.expressions if one.verdict == "stated"]
        # That the plan began in 2016 stands in two of them.
        assert {one.kind for one in stated} <= {"year"}, number
        assert all(claim.source != number for one in others.expressions for claim in one.claims)


def test_the_figures_of_a_text_are_stated_by_itself(folder: Path, built: BuiltGraph) -> None:
    kinds = {"percent", "money", "multiple", "fraction"}
    for number, whole, _ in reports(built.quads, folder):
        missed = [one for one in whole.expressions if one.kind in kinds and one.verdict != "stated"]
        assert not missed, number
        assert all(
            any(claim.source == number for claim in one.claims if not claim.differs)
            for one in whole.expressions
            if one.kind in kinds
        )
