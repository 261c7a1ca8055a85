"""Figures of two texts side by side: own corpora, for the real texts never disagree."""

from collections import defaultdict
from pathlib import Path

import pytest

from graph_build.layers.builder import build_graph, checked_corpus
from tests.graph_build.little import (
    AMOUNT,
    FIGURE,
    OTHER_TEXT,
    REGISTERS,
    digest,
    label,
    stated,
    write_with_other,
)
from tests.some import some

Said = dict[str, dict[str, set[str]]]
# A third text, with the same words as the second, and more to tell figures apart by.
MORE = f"""
[[source]]
id = "t3"
file = "t3.txt"
sha256 = "{digest(OTHER_TEXT)}"
length = {len(OTHER_TEXT)}
title = "Talt igjen"
title_lang = "nb"
publisher = "town"
languages = ["nob"]
issued = 2006-05-06
dating = {{nb = "trykt", nn = "trykt", en = "printed"}}
{label("third text")}

[[indicator]]
id = "more-houses"
measures = "absolute-change"
unit = "number"
family = "houses"
change_of = "houses"
{label("more houses")}
definition = {{nb = "d", nn = "d", en = "d"}}

[[indicator]]
id = "more-by-plan"
measures = "absolute-change"
unit = "number"
family = "houses"
attributed_part_of = "more-houses"
{label("more houses by the plan")}
definition = {{nb = "e", nn = "e", en = "e"}}

[[indicator]]
id = "growth"
measures = "relative-change"
unit = "percent"
family = "growth"
change_of = "houses"
{label("growth of houses")}
definition = {{nb = "f", nn = "f", en = "f"}}

[[indicator]]
id = "by-head"
measures = "level"
unit = "number"
family = "houses"
per_capita_of = "houses"
{label("houses per inhabitant")}
definition = {{nb = "g", nn = "g", en = "g"}}

[[indicator]]
id = "growth-by-head"
measures = "relative-change"
unit = "percent"
family = "growth"
change_of = "by-head"
{label("growth of houses per inhabitant")}
definition = {{nb = "h", nn = "h", en = "h"}}

[[family]]
id = "growth"
{label("growth")}

[[population]]
id = "brick-houses"
broader = "town-houses"
{label("brick houses of the town")}
definition = {{nb = "i", nn = "i", en = "i"}}

[[period]]
id = "both"
kind = "change"
start = 2001-01-01
end = 2002-12-31
{label("from 2001 to 2002")}

[[period]]
id = "some-day"
kind = "undated"
{label("some day")}

[[period]]
id = "since"
kind = "undated"
not_before = 2001-01-01
{label("since 2001")}

[[period]]
id = "long-ago"
kind = "undated"
not_after = 2000-12-31
{label("long ago")}

[[period]]
id = "summer"
kind = "undated"
not_before = 2001-06-01
not_after = 2001-08-31
{label("the summer of 2001")}

[[period]]
id = "first"
kind = "undated"
before = ["second"]
{label("first")}

[[period]]
id = "second"
kind = "undated"
before = ["third"]
{label("second")}

[[period]]
id = "third"
kind = "undated"
{label("third")}

[[plan]]
id = "tunnels"
period = "y2001"
{label("plan for tunnels")}

[[measure]]
id = "railing"
part_of = "bridge"
claims = []
{label("the railing")}
"""


def reconciled(folder: Path, *claims: str, third: str = "") -> Said:
    """Local name of each thing of the reconciled graph → property → local names of its values.

    `claims` are of the second text, `third` of the third.
    """
    folder.mkdir(exist_ok=True)
    little = write_with_other(folder, *claims)
    (folder / "texts/t3.txt").write_bytes(OTHER_TEXT.encode())
    if third:
        (folder / "facts/t3.toml").write_text(f'source = "t3"\n{third}', encoding="utf-8")
    with (folder / REGISTERS).open("a", encoding="utf-8") as file:
        file.write(MORE)
    built = build_graph(checked_corpus(little.folder, little.texts))
    said: Said = defaultdict(lambda: defaultdict(set))
    for quad in built.quads:
        if str(quad.graph_name).endswith("/reconciled>"):
            subject, predicate = (
                str(one).strip("<>").rpartition("/")[2] for one in (quad.subject, quad.predicate)
            )
            value = str(quad.object)
            named = value.strip("<>").rpartition("/")[2] if value.startswith("<") else value
            said[subject][predicate.rpartition("#")[2]].add(named)
    return said


def figure(id: str = "seen", **changes: object) -> str:
    return stated(id, "observation", {**FIGURE, **changes})


def amount(id: str, **changes: object) -> str:
    return stated(id, "funding", {**AMOUNT, **changes})


FACT = "observation-t1-opened-count"
PAIR = "observation-t1-opened-count--t2-seen-figure"
SHOWN = ("outcome", "differsIn", "unknownIn")


def name(one: object) -> str:
    return "-".join(sorted(one)) if isinstance(one, set) else str(one)


def pair_of(said: Said, kind: str = "observation") -> dict[str, set[str]]:
    """The pair of the two figures `one`, of the second text, and `two`, of the second or third."""
    [pair] = [said[key] for key in said if key.startswith(f"{kind}-t2-one-figure--")]
    return pair


def shown(pair: dict[str, set[str]]) -> tuple[set[str], ...]:
    return tuple(pair[key] for key in SHOWN)


@pytest.mark.parametrize("value", ["12", "12.0"])
def test_two_texts_with_one_value_say_the_same_fact(value: str, tmp_path: Path) -> None:
    said = reconciled(tmp_path, figure().replace("value = 12", f"value = {value}"))
    assert said[FACT]["outcome"] == {"same-fact"}
    assert said[FACT]["reconciles"] == {"t1-opened-count", "t2-seen-figure"}
    assert said[FACT]["wasDerivedFrom"] == {"t1-opened-count", "t2-seen-figure"}
    assert shown(said[PAIR]) == ({"same-fact"}, set(), set())
    assert said[PAIR]["aligns"] == {"t1-opened-count", "t2-seen-figure"}
    assert said[PAIR]["wasDerivedFrom"] == {"t1-opened-count", "t2-seen-figure"}


@pytest.mark.parametrize("value", [13, 11, 12.5, -12, 0, 100])
def test_two_texts_with_values_that_cannot_both_hold_may_conflict(
    value: float, tmp_path: Path
) -> None:
    said = reconciled(tmp_path, figure(value=value))
    assert said[FACT]["outcome"] == {"possible-conflict"}
    assert said[FACT]["reconciles"] == {"t1-opened-count", "t2-seen-figure"}
    assert shown(said[PAIR]) == ({"possible-conflict"}, {"value"}, set())


@pytest.mark.parametrize(
    ("one", "two", "outcome"),
    [
        ({"value": 100.5}, {"value": 101}, "same-within-rounding"),
        ({"value": 100.5}, {"value": 100}, "possible-conflict"),
        ({"value": -0.5}, {"value": -1}, "same-within-rounding"),
        ({"value": 12.5}, {"value": 13}, "same-within-rounding"),
        ({"value": 101}, {"value": 100}, "possible-conflict"),
        ({"value": 101}, {"value": 100, "qualifier": "rundt"}, "same-within-rounding"),
        ({"value": 101, "qualifier": "om lag"}, {"value": 100}, "same-within-rounding"),
        ({"value": 11}, {"value": 12, "qualifier": "rundt"}, "possible-conflict"),
        ({"value": 11}, {"value": 12, "qualifier": "under"}, "same-within-rounding"),
        ({"value": 13}, {"value": 12, "qualifier": "over"}, "same-within-rounding"),
        ({"value": 11}, {"value": 12, "qualifier": "over"}, "possible-conflict"),
        ({"value": 13}, {"value": 12, "qualifier": "inntil"}, "possible-conflict"),
        ({"value": 12}, {"value": 12, "qualifier": "minst"}, "same-fact"),
        ({"value": 101}, {"value": 100, "qualifier": "i snitt"}, "possible-conflict"),
    ],
    ids=str,
)
def test_rounded_and_qualified_values_are_the_same_where_both_can_hold(
    one: dict[str, object], two: dict[str, object], outcome: str, tmp_path: Path
) -> None:
    said = reconciled(
        tmp_path,
        figure("one", period="y2002", **one),
        third=figure("two", period="y2002", **two),
    )
    assert pair_of(said)["outcome"] == {outcome}
    assert said["observation-t2-one-figure"]["outcome"] == {outcome}


def test_a_figure_that_one_place_has_is_single(tmp_path: Path) -> None:
    said = reconciled(tmp_path, figure(period="y2002"))
    assert said[FACT]["outcome"] == {"single"}
    assert said["observation-t2-seen-figure"]["outcome"] == {"single"}


def test_one_value_that_differs_among_three_is_a_conflict(tmp_path: Path) -> None:
    said = reconciled(tmp_path, amount("a"), amount("b"), amount("c", amount=6_000_000))
    assert said["funding-t2-a-figure"]["outcome"] == {"possible-conflict"}
    assert said["funding-t2-a-figure"]["reconciles"] == {f"t2-{one}-figure" for one in "abc"}
    outcomes = [
        said[f"funding-t2-{pair}-figure"]["outcome"]
        for pair in ("a-figure--t2-b", "a-figure--t2-c", "b-figure--t2-c")
    ]
    assert outcomes == [{"same-fact"}, {"possible-conflict"}, {"possible-conflict"}]


@pytest.mark.parametrize(
    ("changes", "outcome", "differs", "unknown"),
    [
        ({"indicator": "rooms"}, "differs-in", {"indicator"}, set()),
        ({"population": "north-houses"}, "differs-in", {"population"}, set()),
        ({"period": "y2002"}, "same-series", {"period"}, set()),
        ({"period": "long-ago"}, "same-series", {"period"}, set()),
        ({"period": "some-day"}, "unknown", set(), {"period"}),
        ({"period": "since"}, "unknown", set(), {"period"}),
        ({"area": "north"}, "part-of", set(), set()),
        ({"population": "brick-houses"}, "part-of", set(), set()),
        ({"period": "both"}, "part-of", set(), set()),
        ({"period": "summer"}, "part-of", set(), set()),
        ({"indicator": "share", "unit": "percent"}, "differs-in", {"indicator", "unit"}, set()),
        ({"indicator": "more-houses"}, "differs-in", {"indicator", "kind"}, set()),
        ({"area": "north", "period": "y2002"}, "differs-in", {"area", "period"}, set()),
        ({"area": "north", "period": "both"}, "differs-in", {"area", "period"}, set()),
        ({"area": "north", "period": "summer"}, "part-of", set(), set()),
        ({"population": "brick-houses", "period": "some-day"}, "unknown", set(), {"period"}),
        ({"indicator": "rooms", "period": "some-day"}, "differs-in", {"indicator"}, {"period"}),
    ],
    ids=name,
)
@pytest.mark.parametrize("value", some([12, 13]))
def test_a_pair_names_just_what_differs_and_what_is_not_known(
    changes: dict[str, object],
    outcome: str,
    differs: set[str],
    unknown: set[str],
    value: int,
    tmp_path: Path,
) -> None:
    said = reconciled(tmp_path, figure(value=value, **changes))
    assert shown(said[PAIR]) == ({outcome}, differs, unknown)
    assert said[FACT]["outcome"] == {"single"}


@pytest.mark.parametrize(
    ("one", "two", "outcome"),
    [
        ("first", "second", "same-series"),
        ("first", "third", "same-series"),
        ("third", "first", "same-series"),
        ("first", "first", "unknown"),
        ("first", "some-day", "unknown"),
        ("summer", "summer", "unknown"),
        ("y2001", "y2001", "same-fact"),
    ],
)
def test_only_an_order_or_bounds_tell_undated_periods_apart(
    one: str, two: str, outcome: str, tmp_path: Path
) -> None:
    said = reconciled(tmp_path, figure("one", period=one), third=figure("two", period=two))
    assert pair_of(said)["outcome"] == {outcome}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    "narrow", [{"area": "north"}, {"population": "brick-houses"}, {"period": "y2001"}], ids=name
)
def test_of_two_figures_of_which_one_is_part_it_is_said_which(
    narrow: dict[str, object], turned: bool, tmp_path: Path
) -> None:
    wide = {"period": "both"} if "period" in narrow else {}
    sides = (figure("part", **narrow), figure("whole", **wide))
    said = reconciled(tmp_path, *(reversed(sides) if turned else sides))
    names = ("whole", "part") if turned else ("part", "whole")
    pair = said["observation-t2-{}-figure--t2-{}-figure".format(*names)]
    assert pair["outcome"] == {"part-of"}
    assert (pair["alignsPart"], pair["alignsWhole"]) == ({"t2-part-figure"}, {"t2-whole-figure"})


def test_figures_that_nobody_would_connect_are_no_pair(tmp_path: Path) -> None:
    said = reconciled(tmp_path, figure(indicator="boats", value=13))
    assert PAIR not in said
    assert said["observation-t2-seen-figure"]["outcome"] == {"single"}


@pytest.mark.parametrize("value", [12, -12])
def test_one_number_in_two_matters_is_a_pair(value: int, tmp_path: Path) -> None:
    said = reconciled(tmp_path, figure(indicator="boats", value=value))
    assert shown(said[PAIR]) == ({"differs-in"}, {"indicator"}, set())


@pytest.mark.parametrize(
    ("changes", "outcome", "differs", "unknown"),
    [
        ({}, "same-fact", set(), set()),
        ({"amount": 6_000_000}, "possible-conflict", {"value"}, set()),
        ({"funds": ["railing"]}, "part-of", set(), set()),
        ({"funds": ["bridge", "ferry"]}, "part-of", set(), set()),
        ({"outside": "bridges", "within": None}, "differs-in", {"frame"}, set()),
        ({"within": "tunnels"}, "differs-in", {"plan"}, set()),
        ({"within": None}, "unknown", set(), {"frame"}),
        ({"kind": "growth"}, "differs-in", {"kind"}, set()),
        ({"period": "y2002"}, "same-series", {"period"}, set()),
        ({"period": "y2002", "amount": 6_000_000}, "same-series", {"period"}, set()),
        ({"period": "some-day"}, "unknown", set(), {"period"}),
    ],
    ids=name,
)
def test_two_amounts_are_one_only_for_one_measure_frame_and_period(
    changes: dict[str, object],
    outcome: str,
    differs: set[str],
    unknown: set[str],
    tmp_path: Path,
) -> None:
    said = reconciled(tmp_path, amount("one"), amount("two", **changes))
    assert shown(pair_of(said, "funding")) == ({outcome}, differs, unknown)


def test_money_for_two_measures_is_no_pair_unless_the_number_is_one(tmp_path: Path) -> None:
    said = reconciled(tmp_path, amount("one"), amount("two", funds=["ferry"]))
    assert "funding-t2-one-figure--t2-two-figure" not in said
    said = reconciled(
        tmp_path / "twelve", amount("one", amount=12), amount("two", amount=12, funds=["ferry"])
    )
    assert shown(pair_of(said, "funding")) == ({"differs-in"}, {"measure"}, set())


@pytest.mark.parametrize(
    ("changes", "outcome", "differs"),
    [
        ({}, "part-of", set()),
        ({"within": None, "outside": "bridges"}, "differs-in", {"kind", "frame"}),
        ({"period": "both"}, "differs-in", {"kind", "frame", "period"}),
    ],
    ids=name,
)
def test_money_within_the_frame_is_part_of_it_and_money_outside_is_not(
    changes: dict[str, object], outcome: str, differs: set[str], tmp_path: Path
) -> None:
    whole = amount("one", kind="frame", amount=6_000_000, within=None, frame_of="bridges", funds=[])
    pair = pair_of(reconciled(tmp_path, whole, amount("two", **changes)), "funding")
    assert (pair["outcome"], pair["differsIn"]) == ({outcome}, differs)
    assert pair["alignsPart"] == ({"t2-two-figure"} if outcome == "part-of" else set())


@pytest.mark.parametrize(
    ("part", "whole", "values", "outcome"),
    [
        ("y2001", "both", (11, 12), "agrees-with"),
        ("y2001", "both", (12, 12), "agrees-with"),
        ("y2001", "both", (13, 12), "possible-conflict"),
        ("both", "both", (11, 12), "agrees-with"),
        ("both", "both", (13, 12), "possible-conflict"),
        ("both", "since", (13, 12), "unknown"),
        ("both", "some-day", (11, 12), "unknown"),
        ("both", "y2001", (13, 12), "differs-in"),
        ("both", "long-ago", (13, 12), "differs-in"),
    ],
)
def test_growth_with_a_cause_is_held_against_that_of_a_time_that_contains_its_own(
    part: str, whole: str, values: tuple[int, int], outcome: str, tmp_path: Path
) -> None:
    said = reconciled(
        tmp_path,
        figure("one", indicator="more-by-plan", period=part, value=values[0]),
        figure("two", indicator="more-houses", period=whole, value=values[1]),
    )
    assert pair_of(said)["outcome"] == {outcome}


@pytest.mark.parametrize(
    ("levels", "outcome"),
    [((12, 11), "agrees-with"), ((13, 12), "agrees-with"), ((13, 11), "possible-conflict")],
)
def test_a_change_is_held_against_the_two_levels(
    levels: tuple[int, int], outcome: str, tmp_path: Path
) -> None:
    group = {"population": "north-houses"}
    said = reconciled(
        tmp_path,
        figure("one", value=levels[0], **group),
        figure("two", value=levels[1], period="y2002", **group),
        figure("zero", indicator="more-houses", value=-1, period="both", **group),
    )
    for level in ("one", "two"):
        pair = said[f"observation-t2-{level}-figure--t2-zero-figure"]
        assert pair["outcome"] == {outcome}
        assert any(str(abs(levels[0])) in one and str(levels[1]) in one for one in pair["reason"])


def test_a_change_with_one_level_is_another_kind_of_figure(tmp_path: Path) -> None:
    group = {"population": "north-houses"}
    said = reconciled(
        tmp_path,
        figure("one", period="y2002", **group),
        figure("two", indicator="more-houses", value=-1, period="both", **group),
    )
    assert shown(pair_of(said)) == ({"differs-in"}, {"indicator", "kind", "period"}, set())


@pytest.mark.parametrize(
    ("growth", "by_head", "outcome"), [(0, -1, "agrees-with"), (100, -1, "differs-in")]
)
def test_growth_and_growth_per_inhabitant_agree_where_people_can_make_up_for_it(
    growth: int, by_head: int, outcome: str, tmp_path: Path
) -> None:
    said = reconciled(
        tmp_path,
        figure("one", indicator="growth", period="both", value=growth, unit="percent"),
        figure("two", indicator="growth-by-head", period="both", value=by_head, unit="percent"),
    )
    assert pair_of(said)["outcome"] == {outcome}


def test_each_pair_has_one_reason_in_each_language(tmp_path: Path) -> None:
    said = reconciled(tmp_path, figure(period="y2002", value=13), amount("one"), amount("two"))
    assert said[PAIR]["reason"] == {
        '"12 (2001) og 13 (2002) er samme måling på to tidspunkter: number of houses, kilde\u00a0t1 og kilde\u00a0t2."@nb',
        '"12 (2001) og 13 (2002) er same måling på to tidspunkt: number of houses, kjelde\u00a0t1 og kjelde\u00a0t2."@nn',
        '"12 (2001) and 13 (2002) are the same measurement at two times: number of houses, source\u00a0t1 and source\u00a0t2."@en',
    }
    assert (
        '"Source\u00a0t2 says the same in two places, NOK\u00a05\u00a0million: the amount for “the bridge”, 2001."@en'
        in said["funding-t2-one-figure--t2-two-figure"]["reason"]
    )
