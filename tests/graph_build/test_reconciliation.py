"""Figures of two texts about one thing, and figures that only look alike: own corpora, for the real texts never disagree."""

from collections import defaultdict
from pathlib import Path

import pytest

from graph_build.layers.builder import build_graph, checked_corpus
from tests.graph_build.little import AMOUNT, FIGURE, stated, write_with_other

Said = dict[str, dict[str, set[str]]]


def reconciled(folder: Path, *claims: str) -> Said:
    """Local name of each thing of the reconciled graph → property → local names of its values."""
    folder.mkdir(exist_ok=True)
    little = write_with_other(folder, *claims)
    built = build_graph(checked_corpus(little.folder, little.texts))
    said: Said = defaultdict(lambda: defaultdict(set))
    for quad in built.quads:
        if str(quad.graph_name).endswith("/reconciled>"):
            names = [str(one).strip("<>").rpartition("/")[2] for one in quad.triple]
            said[names[0]][names[1].rpartition("#")[2]].add(names[2])
    return said


def figure(id: str = "seen", **changes: object) -> str:
    return stated(id, "observation", {**FIGURE, **changes})


def amount(id: str, **changes: object) -> str:
    return stated(id, "funding", {**AMOUNT, **changes})


FACT = "observation-t1-opened-count"
PAIR = "observation-t1-opened-count--t2-seen-figure"


def name(one: object) -> str:
    return "-".join(sorted(one)) if isinstance(one, set) else str(one)


@pytest.mark.parametrize("value", ["12", "12.0"])
def test_two_texts_with_one_value_agree(value: str, tmp_path: Path) -> None:
    said = reconciled(tmp_path, figure().replace("value = 12", f"value = {value}"))
    assert said[FACT]["outcome"] == {"agrees"}
    assert said[FACT]["reconciles"] == {"t1-opened-count", "t2-seen-figure"}
    assert said[FACT]["wasDerivedFrom"] == {"t1-opened-count", "t2-seen-figure"}
    assert said[PAIR]["outcome"] == {"agrees"}
    assert said[PAIR]["differsIn"] == set()
    assert said[PAIR]["aligns"] == {"t1-opened-count", "t2-seen-figure"}


@pytest.mark.parametrize("value", [13, 11, 12.5, -12])
def test_two_texts_with_different_values_conflict_in_the_value(
    value: float, tmp_path: Path
) -> None:
    said = reconciled(tmp_path, figure(value=value))
    assert said[FACT]["outcome"] == {"conflicts"}
    assert said[FACT]["reconciles"] == {"t1-opened-count", "t2-seen-figure"}
    assert said[PAIR]["outcome"] == {"conflicts"}
    assert said[PAIR]["differsIn"] == {"value"}


def test_a_figure_that_one_text_has_is_single(tmp_path: Path) -> None:
    said = reconciled(tmp_path, figure(period="y2002"))
    assert said[FACT]["outcome"] == {"single"}
    assert said["observation-t2-seen-figure"]["outcome"] == {"single"}


def test_one_value_that_differs_among_three_is_a_conflict(tmp_path: Path) -> None:
    said = reconciled(tmp_path, amount("a"), amount("b"), amount("c", amount=6_000_000))
    assert said["funding-t2-a-figure"]["outcome"] == {"conflicts"}
    assert said["funding-t2-a-figure"]["reconciles"] == {f"t2-{one}-figure" for one in "abc"}
    outcomes = {
        pair: said[f"funding-t2-{pair}-figure"]["outcome"]
        for pair in ("a-figure--t2-b", "a-figure--t2-c", "b-figure--t2-c")
    }
    assert list(outcomes.values()) == [{"agrees"}, {"conflicts"}, {"conflicts"}]


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({"indicator": "rooms"}, {"indicator"}),
        ({"population": "north-houses"}, {"population"}),
        ({"period": "y2002"}, {"period"}),
        ({"area": "north"}, {"area"}),
        ({"indicator": "share", "unit": "percent"}, {"indicator", "unit"}),
        ({"area": "north", "period": "y2002"}, {"area", "period"}),
    ],
    ids=name,
)
@pytest.mark.parametrize("value", [12, 13])
def test_figures_about_different_things_differ_in_just_those_dimensions(
    changes: dict[str, object], differs: set[str], value: int, tmp_path: Path
) -> None:
    said = reconciled(tmp_path, figure(value=value, **changes))
    assert said[PAIR]["outcome"] == {"different-things"}
    assert said[PAIR]["differsIn"] == differs
    assert said[FACT]["outcome"] == {"single"}


def test_figures_of_different_families_do_not_look_alike(tmp_path: Path) -> None:
    said = reconciled(tmp_path, figure(indicator="boats"))
    assert PAIR not in said
    assert said["observation-t2-seen-figure"]["outcome"] == {"single"}


@pytest.mark.parametrize(
    ("changes", "outcome", "differs"),
    [
        ({}, "agrees", set()),
        ({"amount": 6_000_000}, "conflicts", {"value"}),
        ({"funds": ["ferry"]}, "different-things", {"measure"}),
        ({"funds": []}, "different-things", {"measure"}),
        ({"within": None, "outside": "bridges"}, "different-things", {"frame"}),
        ({"within": None, "frame_of": "bridges"}, "different-things", {"frame"}),
        ({"within": None}, "different-things", {"frame"}),
        ({"kind": "growth"}, "different-things", {"frame"}),
        ({"period": "y2002"}, "different-things", {"period"}),
        ({"period": "y2002", "amount": 6_000_000}, "different-things", {"period"}),
    ],
    ids=name,
)
def test_two_amounts_are_one_thing_only_for_one_measure_frame_and_period(
    changes: dict[str, object], outcome: str, differs: set[str], tmp_path: Path
) -> None:
    said = reconciled(tmp_path, amount("first"), amount("second", **changes))
    pair = said["funding-t2-first-figure--t2-second-figure"]
    assert (pair["outcome"], pair["differsIn"]) == ({outcome}, differs)


@pytest.mark.parametrize("key", ["frame_of", "within", "outside"])
def test_an_amount_with_a_frame_is_another_than_one_without(key: str, tmp_path: Path) -> None:
    bare = amount("first", within=None)
    said = reconciled(tmp_path, bare, amount("second", **{"within": None, key: "bridges"}))
    pair = said["funding-t2-first-figure--t2-second-figure"]
    assert (pair["outcome"], pair["differsIn"]) == ({"different-things"}, {"frame"})


def test_an_amount_never_looks_like_an_observation(tmp_path: Path) -> None:
    said = reconciled(tmp_path, amount("first", amount=12))
    assert not [name for name in said if "first" in name and "opened" in name]
